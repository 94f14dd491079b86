"""The kinds of file that can be imported: how each is read and planned."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from register.actions import council_lists, register_changes
from register.domain.council_list import CouncilList, read_council_list
from register.domain.council_plan import council_plan
from register.domain.council_preview import council_preview
from register.domain.directory import Directory, Ratings
from register.domain.directory_plan import plan_of
from register.domain.directory_reader import read_directory
from register.domain.import_preview import preview_of
from register.domain.imports import ImportKind
from register.models import Exercise, RegisterImport

Found = Directory | Ratings | CouncilList
Report = Callable[[int], None]


@dataclass(frozen=True)
class PlannedImport:
    """The planned changes of a file with their preview; ``carry_out`` applies them and has to be called at once."""

    sha256: str
    preview: dict[str, Any]
    carry_out: Callable[[], None]


def read(row: RegisterImport, data: bytes, report: Report | None = None) -> Found:
    """Read the file of an import; raises UnreadableTable, in words."""
    if row.kind == ImportKind.DIRECTORY:
        return read_directory(data, report)
    assert row.exercise is not None
    return read_council_list(data, council_lists.basis_of(row.exercise, asks=True))


def plan(found: Found, row: RegisterImport) -> PlannedImport:
    """Plan what the file changes in the register as it stands now.

    The caller holds the turn if it carries the plan out.
    """
    if isinstance(found, CouncilList):
        assert row.exercise is not None
        return plan_council_list(found, row.exercise)
    return plan_directory(found, row.authority.cqc_name if row.authority else "")


def plan_directory(found: Directory | Ratings, authority: str) -> PlannedImport:
    known = register_changes.known_register(with_ratings=isinstance(found, Ratings))
    planned = plan_of(found, known, authority)
    preview = preview_of(planned, found, known)
    return PlannedImport(planned.sha256, preview, lambda: register_changes.apply(planned, today=timezone.localdate()))


def plan_council_list(found: CouncilList, exercise: Exercise) -> PlannedImport:
    asked = found.asked.as_json
    if found.asked.is_pending:
        return PlannedImport(asked["sha256"], asked, lambda: None)
    known = council_lists.known_exercise(exercise, [each.location_id for each in found.rows])
    planned = council_plan(found, known)
    preview = council_preview(planned, exercise.service) | asked
    return PlannedImport(planned.sha256, preview, lambda: council_lists.apply(planned, exercise))
