"""What each kind of file means: how it is read, what it would change, and how that is done."""

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
    """What would change, to be looked at and then to be done, or not: ``carry_out`` has to be called at once."""

    sha256: str
    preview: dict[str, Any]
    carry_out: Callable[[], None]


def read(kind: ImportKind, data: bytes, report: Report | None = None) -> Found:
    """Raises CannotRead, in words."""
    return read_directory(data, report) if kind == ImportKind.DIRECTORY else read_council_list(data)


def plan(found: Found, row: RegisterImport) -> PlannedImport:
    """As the register stands now; the caller holds the turn where it wants to carry it out."""
    if isinstance(found, CouncilList):
        assert row.exercise is not None
        return plan_council_list(found, row.exercise)
    return plan_directory(found, row.authority.cqc_name if row.authority else "")


def plan_directory(found: Directory | Ratings, authority: str) -> PlannedImport:
    known = register_changes.known_register()
    planned = plan_of(found, known, authority)
    preview = preview_of(planned, found, known)
    return PlannedImport(planned.sha256, preview, lambda: register_changes.apply(planned, today=timezone.localdate()))


def plan_council_list(found: CouncilList, exercise: Exercise) -> PlannedImport:
    known = council_lists.known_exercise(exercise, [each.location_id for each in found.rows])
    planned = council_plan(found, known)
    preview = council_preview(planned, exercise.service)
    return PlannedImport(planned.sha256, preview, lambda: council_lists.apply(planned, exercise))
