"""Import a file at once, as the commands do: planned and carried out in one transaction."""

from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from django.db import transaction

from accounts.actions import audit
from register.actions import register_changes
from register.actions.import_kinds import PlannedImport, plan_council_list, plan_directory
from register.domain.council_list import CouncilList
from register.domain.directory import Directory, Ratings
from register.domain.directory_plan import authorities_of
from register.domain.table_headings import plain
from register.models import Authority, Exercise


@dataclass(frozen=True, slots=True)
class NoSuchAuthority:
    """No authority has this name; ``alike`` are names that may have been meant."""

    alike: tuple[str, ...]


def authority_called(name: str, found: Directory | Ratings) -> str | NoSuchAuthority:
    """Return the CQC's name of the authority that has this name, the CQC's or ours, in any case."""
    known = register_changes.known_register()
    names = authorities_of(found, known)
    ours = {plain(each.name): each.cqc_name for each in Authority.objects.filter(is_programme_office=False)}
    exact = names.get(plain(name)) or ours.get(plain(name))
    if exact:
        return exact
    return NoSuchAuthority(tuple(names[each] for each in get_close_matches(plain(name), names)))


@transaction.atomic
def import_directory(
    *, found: Directory | Ratings, file_name: str, authority: str = "", dry_run: bool = False, drop_many: bool = False
) -> PlannedImport:
    """Return the plan, carried out unless it is a dry run, or drops many locations without leave."""
    register_changes.take_turn()
    planned = plan_directory(found, authority)
    held_back = planned.preview["drops_many"] and not drop_many
    if not (dry_run or held_back or planned.preview["is_empty"]):
        planned.carry_out()
        audit.record(by=None, verb="applied an import", kind="import", words=file_name)
    return planned


@transaction.atomic
def import_council_list(
    *, found: CouncilList, file_name: str, exercise: Exercise, dry_run: bool = False
) -> PlannedImport:
    register_changes.take_turn()
    planned = plan_council_list(found, exercise)
    if not (dry_run or planned.preview["is_empty"]):
        planned.carry_out()
        audit.record(
            by=None,
            verb="applied an import",
            kind="import",
            words=file_name,
            authority_id=exercise.authority_id,
            exercise_id=exercise.id,
        )
    return planned


def exercise_called(name: str) -> Exercise | None:
    """Return the exercise with this name, if only one has it, or with this ID; None otherwise."""
    found = list(Exercise.objects.filter(name__iexact=name.strip())[:2])
    if len(found) == 1:
        return found[0]
    try:
        return Exercise.objects.filter(id=UUID(name)).first()
    except ValueError:
        return None
