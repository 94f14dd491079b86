"""Queries of what the team takes in itself: for the independent team of the authority, nobody else."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, QuerySet

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.domain.imports import ImportState
from register.queries import Exercise
from submissions.intake.domain.waiting_for import result_words
from submissions.models import IntakeFolder, IntakeWorkbook, RememberedLayout, Upload

AnyRow = TypeVar("AnyRow", bound=Model)
_OVER = (ImportState.REFUSED, ImportState.DISCARDED, ImportState.FAILED)


def _of_team(rows: QuerySet[AnyRow], context: Context | None) -> QuerySet[AnyRow]:
    if context is None or not context.reads_returns:
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def workbooks(context: Context | None, exercise: Exercise) -> QuerySet[IntakeWorkbook]:
    """Return the workbooks of an exercise, without their bytes; what waits for somebody comes first."""
    return _workbooks(context).filter(exercise=exercise).order_by("-waiting_for", "-received_at", "file_name")


def _workbooks(context: Context | None) -> QuerySet[IntakeWorkbook]:
    rows = IntakeWorkbook.objects.select_related(
        "exercise", "participation", "participation__location", "folder", "layout", "received_by", "upload__submission"
    )
    return _of_team(rows.defer("sealed", "folder__sealed", "upload__sealed"), context)


def workbook_for(context: Context | None, workbook_id: UUID) -> IntakeWorkbook | None:
    return _workbooks(context).filter(id=workbook_id).first()


def folders(context: Context | None, exercise: Exercise) -> QuerySet[IntakeFolder]:
    rows = IntakeFolder.objects.select_related("exercise", "received_by").defer("sealed")
    return _of_team(rows, context).filter(exercise=exercise)


def folder_for(context: Context | None, folder_id: UUID) -> IntakeFolder | None:
    rows = IntakeFolder.objects.select_related("exercise", "received_by").defer("sealed")
    return _of_team(rows, context).filter(id=folder_id).first()


def workbooks_in(context: Context | None, folder: IntakeFolder) -> QuerySet[IntakeWorkbook]:
    return _workbooks(context).filter(folder=folder).order_by("file_name")


def layouts(context: Context | None) -> QuerySet[RememberedLayout]:
    return _of_team(RememberedLayout.objects.select_related("made_by"), context).filter(forgotten_at=None)


def layout_for(context: Context | None, layout_id: UUID) -> RememberedLayout | None:
    return layouts(context).filter(id=layout_id).first()


def already_here(context: Context, exercise: Exercise, digest: str) -> Refusal | None:
    """Tell where these very bytes are already; None if they are not."""
    known = known_as(exercise.id, digest) if context.authority_id == exercise.authority_id else ""
    return Refusal(known) if known else None


def known_as(exercise_id: UUID, digest: str) -> str:
    """Return where these bytes are in an exercise, in words; blank if they are not."""
    upload = Upload.objects.filter(exercise_id=exercise_id, sha256=digest).only("reference", "file_name").first()
    if upload is not None:
        return f"This file is here already, as {upload.reference} ({upload.file_name})."
    rows = IntakeWorkbook.objects.filter(exercise_id=exercise_id, sha256=digest).exclude(state__in=_OVER)
    row = rows.only("file_name").first()
    return f"This file is here already, as {row.file_name}, and waits to be taken." if row else ""


def counts_in(context: Context | None, folder: IntakeFolder) -> dict[str, int]:
    """Return how many workbooks of a folder are in each state."""
    rows = _of_team(IntakeWorkbook.objects.filter(folder=folder), context)
    return dict(rows.order_by().values_list("state").annotate(Count("id")))


def results_in(context: Context | None, folder: IntakeFolder) -> list[tuple[str, int]]:
    """Return how many workbooks of a folder came to each result, in words."""
    rows = _of_team(IntakeWorkbook.objects.filter(folder=folder), context)
    found = rows.order_by().values_list("state", "waiting_for").annotate(Count("id"))
    return sorted((result_words(state, waiting), count) for state, waiting, count in found)
