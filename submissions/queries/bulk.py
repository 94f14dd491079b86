"""What one action for many would be for: the ticked ones, or all that fit a filter, that the action can be for."""

from collections.abc import Iterable
from uuid import UUID

from accounts import queries as accounts
from accounts.domain.context import Context
from register import queries as register
from register.queries import ContactPerson, Exercise, Participation
from submissions.domain.bulk import BulkAction, BulkItem
from submissions.domain.states import ReturnState
from submissions.queries.review import analyst_list

IN_SCOPE, NOT_RELEVANT = Participation.Eligibility.IN_SCOPE, Participation.Eligibility.NOT_RELEVANT


def chosen_for(
    context: Context | None,
    exercise: Exercise,
    action: BulkAction,
    *,
    ticked: Iterable[UUID] | None,
    search: str = "",
    eligibility: str = "",
    findings: str = "",
    invited: str = "",
    analyst: str = "",
) -> list[BulkItem]:
    """Return what the action would be for; ``ticked`` are rows of the list, None stands for all that fit the filter."""
    if action in (BulkAction.ACCEPT, BulkAction.ASSIGN):
        return _returns(context, exercise, ticked, search, findings, analyst)
    if action is BulkAction.INVITE_AGAIN:
        return _invited(context, exercise, ticked, search, invited)
    fitting = NOT_RELEVANT if action is BulkAction.IN_SCOPE else IN_SCOPE
    if eligibility and eligibility != fitting:
        return []
    rows = register.participations(context, exercise.id, search=search, eligibility=fitting)
    rows = rows if ticked is None else rows.filter(id__in=list(ticked))
    if action is BulkAction.INVITE:
        return [BulkItem(str(each.id), _named(each)) for each in _uninvited(context, exercise, rows)]
    return [BulkItem(str(each.id), f"{each.location_name}, {each.provider_name}") for each in rows]


def _returns(
    context: Context | None,
    exercise: Exercise,
    ticked: Iterable[UUID] | None,
    search: str,
    findings: str,
    analyst: str,
) -> list[BulkItem]:
    """Return the submitted returns, each with the version that is seen now."""
    wanted = {"search": search, "has_findings": findings, "analyst": analyst}
    rows = analyst_list(context, exercise.id, state=ReturnState.SUBMITTED, **wanted)
    rows = rows if ticked is None else rows.filter(id__in=list(ticked))
    return [
        BulkItem(str(each.submission.id), f"{each.location_name}, {each.provider_name}", version.number)
        for each in rows
        if (version := each.submission.current)
    ]


def _invited(
    context: Context | None, exercise: Exercise, ticked: Iterable[UUID] | None, search: str, invited: str
) -> list[BulkItem]:
    """Return the invitations that were not taken up."""
    rows = register.invitations_not_taken_up(context, exercise, search=search, invited=invited)
    wanted = None if ticked is None else set(ticked)
    fitting = [each for each in rows if wanted is None or each.id in wanted]
    return [BulkItem(str(each.id), f"{each.email}, {each.scope_label}") for each in fitting]


def _uninvited(context: Context | None, exercise: Exercise, asked: Iterable[Participation]) -> list[ContactPerson]:
    """Return people of these locations whom nobody has invited, and who have not signed up."""
    locations = {each.location_id for each in asked}
    people = register.contacts_of(context, exercise.id).exclude(email="").filter(locations__in=locations)
    found = list(people)
    taken = accounts.addresses_at_providers({each.provider_id for each in found})
    return [each for each in found if (each.provider_id, each.email.lower()) not in taken]


def _named(person: ContactPerson) -> str:
    return f"{person.full_name}, {person.provider.name} ({person.email})"
