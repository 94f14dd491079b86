"""Queries of the online return, for its provider alone: nobody else reads a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from accounts.domain.context import Context
from costing.form import Form
from costing.forms import CURRENT, form_for
from costing.serialisation import answers_from
from register.queries import Participation
from submissions.domain.online.differences import differences
from submissions.domain.online.notes import note_name, notes_in
from submissions.domain.online.typed_answers import LONGEST, answers_of, typed_from
from submissions.domain.states import ReturnState
from submissions.models import Draft, DraftClash, DraftSection, Version
from submissions.queries.returns import readable

AnyRow = TypeVar("AnyRow", bound=Model)


@dataclass(frozen=True)
class Standing:
    """A draft at one moment: ``typed`` by key, and the newest save of each sheet that was ever saved."""

    form: Form
    draft: Draft | None
    newest: Mapping[str, DraftSection]
    typed: Mapping[str, str]
    clashes: tuple[DraftClash, ...]

    def number(self, sheet: str) -> int:
        return self.newest[sheet].number if sheet in self.newest else 0

    @property
    def seen(self) -> str:
        """Return a text that changes with every save, by which a decision about the whole draft says what it saw."""
        return ".".join(str(self.number(sheet)) for sheet in self.form.sheets)

    @property
    def is_typed_here(self) -> bool:
        return any(row.filled_from_id is None for row in self.newest.values())

    @property
    def given(self) -> frozenset[str]:
        """Return the questions that something is typed for, called for or not."""
        return frozenset(key for key, text in self.typed.items() if text.strip())

    def on_sheet(self, sheet: str) -> dict[str, str]:
        """Return the answers of a page, with their notes."""
        keys = [question.key for question in self.form.questions_on(sheet)]
        notes = {name: self.typed[name] for name in map(note_name, keys) if name in self.typed}
        return {key: self.typed.get(key, "") for key in keys} | notes


def standing_of(context: Context | None, participation: Participation) -> Standing:
    """Return the draft as it stands; if nobody has saved yet, what the register knows, or the current version."""
    draft = draft_of(context, participation)
    form = (draft and form_for(draft.form_service, draft.form_version)) or CURRENT[participation.exercise.service]
    newest = {row.sheet: row for row in _newest(context, draft)} if draft else {}
    typed = dict(starting_answers(form, participation, draft))
    for row in newest.values():
        typed |= row.answers
    return Standing(form, draft, newest, typed, tuple(_open_clashes(context, draft)) if draft else ())


def draft_of(context: Context | None, participation: Participation) -> Draft | None:
    submission = getattr(participation, "submission", None)
    rows = Draft.objects.select_related("offered", "offered__upload").defer("offered__upload__sealed")
    return _own(rows, context).filter(submission=submission).first() if submission else None


def starting_answers(form: Form, participation: Participation, draft: Draft | None = None) -> dict[str, str]:
    submission = getattr(participation, "submission", None)
    version = submission.current if submission and draft is None else None
    answers = answers_from(version.form_service, version.form_version, version.answers) if version else None
    return typed_from(form, answers or answers_of(form, known_answers(participation)))


def known_answers(participation: Participation) -> dict[str, str]:
    """Return what the register knows, in normal forms, by key."""
    location, form = participation.location, CURRENT[participation.exercise.service]
    return {
        "location_id": location.cqc_location_id,
        form.name_key: participation.location_name,
        "price_date": participation.exercise.price_date.isoformat(),
    }


def saves_of(context: Context | None, draft: Draft, sheet: str) -> QuerySet[DraftSection]:
    """Return every save of a page, the newest first."""
    rows = DraftSection.objects.filter(draft=draft, sheet=sheet).select_related("saved_by")
    return _own(rows, context).order_by("-number")


def last_change(context: Context | None, draft: Draft, sheet: str, key: str) -> DraftSection | None:
    """Return the save by which an answer became what it is."""
    found = None
    for row in saves_of(context, draft, sheet):
        if found is not None and row.answers.get(key, "") != found.answers.get(key, ""):
            break
        found = row
    return found


def waiting_online(context: Context | None, participation: Participation) -> int:
    """Return how many answers and notes were changed online since the current version."""
    submission = getattr(participation, "submission", None)
    current = submission.current if submission and submission.state == ReturnState.IN_PROGRESS else None
    standing = standing_of(context, participation) if current else None
    if current is None or standing is None or standing.draft is None:
        return 0
    counted = answers_from(current.form_service, current.form_version, current.answers)
    if counted is None or counted.version != standing.form.version:
        return 0
    typed, notes = answers_of(standing.form, standing.typed), notes_in(standing.typed)
    noted = {key: text[:LONGEST] for key, text in current.notes.items()}
    changed = sum(notes.get(key) != noted.get(key) for key in notes.keys() | noted.keys())
    return changed + len(differences(standing.form, counted, typed))


def waiting_workbook(context: Context | None, participation: Participation) -> Version | None:
    """Return the workbook's version that waits for its provider to choose it or the answers typed online."""
    submission = getattr(participation, "submission", None)
    if submission is None or submission.state != ReturnState.IN_PROGRESS:
        return None
    draft = draft_of(context, participation)
    return draft.offered if draft else None


def last_save(standing: Standing) -> tuple[datetime, str] | None:
    """Return when something was last saved online, and by whom."""
    rows = sorted(standing.newest.values(), key=lambda row: row.saved_at)
    return (rows[-1].saved_at, rows[-1].saved_by.full_name) if rows else None


def _newest(context: Context | None, draft: Draft) -> QuerySet[DraftSection]:
    rows = DraftSection.objects.filter(draft=draft).select_related("saved_by")
    return _own(rows, context).order_by("sheet", "-number").distinct("sheet")


def _open_clashes(context: Context | None, draft: Draft) -> QuerySet[DraftClash]:
    rows = DraftClash.objects.filter(draft=draft, settled_at__isnull=True).select_related("saved_by")
    return _own(rows, context).order_by("saved_at")


def _own(rows: QuerySet[AnyRow], context: Context | None) -> QuerySet[AnyRow]:
    """Limit rows to the provider's own: a draft is not the team's business until a version is made of it."""
    return readable(rows, context) if context is not None and context.is_provider else rows.none()
