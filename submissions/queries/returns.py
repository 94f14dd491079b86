"""Queries of returns, for the provider that sends them and the independent team that reads them, nobody else."""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES
from accounts.kept_rows import FIRST_ID, SECOND_ID, KeptRows
from costing.findings import Audience
from register.queries import Participation, participation_rows
from submissions.domain.explanations import unexplained
from submissions.domain.states import UploadState
from submissions.models import (
    Explanation,
    Return,
    Upload,
    Version,
    VersionFinding,
)

AnyRow = TypeVar("AnyRow", bound=Model)
# The long columns of an upload and its versions, which no page about the file itself shows.
_LONG = ("answers", "costs", "notes")
_UNASKED = ("sealed", "reading", *(f"version__{name}" for name in _LONG))
# What the trail calls reading: a page of the return, its file as it came.
LOOKING = ("looked at a return", "opened a file")
# And what the team does around it, which changes nothing in the return.
AT_DESK = ("assigned a return", "took an assignment off", "wrote a note on a return", "took a note back")


def readable(rows: QuerySet[AnyRow], context: Context | None) -> QuerySet[AnyRow]:
    """Limit rows with a provider and an authority to those that the asker may read."""
    column, owner_id = _owner_of(context)
    return rows.filter(**{column: owner_id}) if column else rows.none()


def _owner_of(context: Context | None) -> tuple[str, UUID | None]:
    """Return whose rows the asker may read, and by which column; a blank one where they may read none."""
    if context is not None and context.is_provider and context.provider_id:
        return "provider_id", context.provider_id
    if context is not None and context.reads_returns and context.authority_id:
        return "authority_id", context.authority_id
    return "", None


class OneReadable(Generic[AnyRow]):
    """One of the rows by its id, if the asker may read it, by a query that is put into SQL once.

    There is no order: to sort one row Django compares each column that it reads.
    """

    def __init__(self, rows: Callable[[], QuerySet[AnyRow]]) -> None:
        def made(column: str, owner_id: UUID, row_id: UUID) -> QuerySet[AnyRow]:
            return rows().filter(**{column: owner_id}).filter(id=row_id).order_by()[:1]

        self._kept: dict[str, KeptRows[AnyRow]] = {
            column: KeptRows(partial(made, column), FIRST_ID, SECOND_ID) for column in ("provider_id", "authority_id")
        }

    def of(self, context: Context | None, row_id: UUID) -> AnyRow | None:
        column, owner_id = _owner_of(context)
        return self._kept[column].one(owner_id, row_id) if column else None


def owed_by(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Participation]:
    """Return what a provider owes, or all that an authority's team is owed; ``submission`` is missing if not begun."""
    rows = readable(_participations(), context).filter(eligibility=Participation.Eligibility.IN_SCOPE)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.order_by("-exercise__closes_on", "exercise__name", "location_name")


def participation_for(
    context: Context | None, participation_id: UUID, *, with_answers: bool = True
) -> Participation | None:
    """Return one participation; its current version is read later where a page seldom shows it."""
    return (_PARTICIPATION if with_answers else _PLACE).of(context, participation_id)


def place_of(context: Context | None, participation_id: UUID) -> Participation | None:
    """Return a participation with its exercise alone: all that says whether something can be handed in now."""
    return _PLACE_ALONE.of(context, participation_id)


def _places() -> QuerySet[Participation]:
    """Return participations with all that receiving a file looks at: each table more takes the database a while."""
    return Participation.objects.select_related("exercise", "location", "submission")


def _participations() -> QuerySet[Participation]:
    return participation_rows().select_related("submission", "submission__current")


_PARTICIPATION, _PLACE = OneReadable(_participations), OneReadable(_places)
_PLACE_ALONE = OneReadable(lambda: Participation.objects.select_related("exercise").defer("exercise__bands"))


def returns_for(context: Context | None) -> QuerySet[Return]:
    return readable(_returns(), context).order_by("participation__location_name", "id")


def _returns() -> QuerySet[Return]:
    return Return.objects.select_related(
        "participation", "participation__location", "exercise", "authority", "current", "submitted_by", "decided_by"
    )


_RETURN = OneReadable(_returns)


def return_for(context: Context | None, return_id: UUID) -> Return | None:
    return _RETURN.of(context, return_id)


def versions_of(context: Context | None, submission: Return) -> QuerySet[Version]:
    """Return the versions, the newest first, each with the file it came from, without its bytes."""
    rows = Version.objects.filter(submission=submission).select_related("upload", "created_by").defer("upload__sealed")
    return readable(rows, context)


def version_for(context: Context | None, submission: Return, number: int) -> Version | None:
    return versions_of(context, submission).filter(number=number).first()


def version_of_upload(context: Context | None, upload_id: UUID) -> Version | None:
    return readable(Version.objects.filter(upload_id=upload_id), context).first()


def findings_of(context: Context | None, version: Version) -> QuerySet[VersionFinding]:
    """Return the findings of a version; a provider never gets those meant for analysts alone."""
    rows = readable(VersionFinding.objects.filter(version=version), context)
    return rows if context and context.reads_returns else rows.filter(audience=Audience.PROVIDER)


def finding_for(context: Context | None, submission: Return, finding_id: UUID) -> VersionFinding | None:
    """Return a finding of any version of the return; None if the asker may not see it."""
    found = VersionFinding.objects.filter(version__submission=submission, id=finding_id).select_related("version")
    rows = readable(found, context)
    return (rows if context and context.reads_returns else rows.filter(audience=Audience.PROVIDER)).first()


def explanations_of(context: Context | None, submission: Return) -> QuerySet[Explanation]:
    rows = Explanation.objects.filter(submission=submission).select_related("explained_by")
    return readable(rows, context).order_by("code", "key")


def still_to_explain(context: Context | None, submission: Return) -> list[VersionFinding]:
    """Return what the provider must yet explain, or change, in the current version."""
    if submission.current is None:
        return []
    return unexplained(findings_of(context, submission.current), explanations_of(context, submission))


def uploads_of(context: Context | None, submission: Return) -> QuerySet[Upload]:
    """Return the uploads without their bytes, the newest first."""
    return _uploads(context).filter(submission=submission)


def upload_for(context: Context | None, upload_id: UUID) -> Upload | None:
    """Return one upload with the draft beside it; answers, and the current version, are read when somebody asks."""
    return _UPLOAD.of(context, upload_id)


_UPLOAD = OneReadable(
    lambda: Upload.objects.select_related("submission__draft", "received_by", "version").defer(*_UNASKED)
)


def costed_returns(context: Context | None, exercise_id: UUID) -> QuerySet[Return]:
    """Return a provider's own returns that could be costed, by location; nobody else gets them."""
    rows = returns_for(context if context is not None and context.is_provider else None)
    found = rows.filter(exercise_id=exercise_id, current__costs__isnull=False)
    return found.select_related("participation").order_by("participation__location_name")


def upload_called(context: Context | None, reference: str) -> Upload | None:
    return _uploads(context).filter(reference=reference).first()


def failed_uploads_of(context: Context | None, submission: Return) -> QuerySet[Upload]:
    return uploads_of(context, submission).filter(state=UploadState.FAILED)


def _uploads(context: Context | None) -> QuerySet[Upload]:
    rows = Upload.objects.select_related("submission", "submission__current", "received_by", "version")
    return readable(rows.defer("sealed", "reading"), context)


def history_of(context: Context | None, submission: Return) -> QuerySet[Any]:
    """Return the audit events of a return for those who may read it, the newest first."""
    return accounts.events_about(context, "return", submission.id)


def changes_of(context: Context | None, submission: Return) -> QuerySet[Any]:
    """Return what was done with a return, the newest first; who only looked at it, or will, is left out."""
    return history_of(context, submission).exclude(verb__in=(*LOOKING, *AT_DESK))


def looks_at(context: Context | None, submission: Return) -> QuerySet[Any]:
    """Return who except its own provider has looked at a return or opened its file, the newest first."""
    return history_of(context, submission).filter(verb__in=LOOKING).exclude(as_role__in=sorted(PROVIDER_ROLES))
