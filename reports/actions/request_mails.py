"""Send the news of a calculation that a worker has ended to the analyst who asked for it."""

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from reports.domain.request_mails import MAILS
from reports.domain.request_states import RequestState
from reports.models import CalculationRequest


def tell(row: CalculationRequest, state: RequestState) -> None:
    person = row.received_by
    if person.is_active:
        link = link_to("reports:request_detail", row.id)
        post(MAILS[state], {person.email: person.full_name}, about=row, link=link)
