"""Find whom a dropped e-mail or invitation is about, among those whom the asker reaches."""

from dataclasses import dataclass, field
from uuid import UUID

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import REACHES_PROVIDERS
from engagement.contacts.domain.dropped_files.draft import Dropped
from engagement.contacts.domain.log_file.lists import in_words
from engagement.permissions import can_log
from register import queries as register
from register.queries import ContactPerson, Participation


@dataclass(frozen=True)
class Meant:
    """The people and locations meant.

    ``names`` are those not on the list of people, ``ours`` our colleagues' addresses.
    """

    people: list[ContactPerson] = field(default_factory=list)
    locations: list[Participation] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ours: frozenset[str] = frozenset()


def meant_by(context: Context | None, exercise_id: UUID, dropped: Dropped) -> Meant:
    """Find people by their addresses alone: a name in an e-mail is whatever its writer liked."""
    if context is None or not can_log(context):
        return Meant()
    staff = accounts.people_of_authority(context.own_authority, REACHES_PROVIDERS)
    ours = frozenset(email.casefold() for email in staff.values_list("email", flat=True))
    theirs = dropped.theirs(ours)
    addresses = {each.email for each in theirs if each.email}
    everybody = register.people_reached(context, exercise_id)
    people = [each for each in everybody if each.email.casefold() in addresses]
    known = {each.email.casefold() for each in people}
    at = register.reached(context, exercise_id).filter(location__people__in=people).distinct()
    names = [in_words(each)[:200] for each in theirs if each.email not in known]
    return Meant(people, list(at.order_by("location_name", "id")), names, ours)
