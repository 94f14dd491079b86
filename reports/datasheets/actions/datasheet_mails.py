"""Tell the commissioners of each authority of a datasheet that holds its figures."""

from accounts import queries as accounts
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.roles import RoleName
from reports.datasheets.domain.datasheet_mails import MADE
from reports.models import Datasheet, DatasheetMember


def tell(datasheet: Datasheet, members: list[DatasheetMember]) -> None:
    link = link_to("reports:datasheet_detail", datasheet.id)
    for member in members:
        people = accounts.people_of_authority(member.authority_id, frozenset({RoleName.COMMISSIONER}))
        post(MADE, {person.email: person.full_name for person in people}, about=member, link=link)
