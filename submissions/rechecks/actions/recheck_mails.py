"""Send the news to the analyst who had all returns checked again, if they are one still."""

from accounts import queries as accounts
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.roles import RoleName
from submissions.models import Recheck
from submissions.rechecks.domain.recheck_mails import MAILS
from submissions.rechecks.domain.recheck_states import RecheckState


def tell(row: Recheck, state: RecheckState) -> None:
    person = row.received_by
    if accounts.context_in(person.id, row.authority_id, frozenset({RoleName.ANALYST})) is None:
        return
    link = link_to("submissions:recheck_detail", row.id)
    post(MAILS[state], {person.email: person.full_name}, about=row, link=link)
