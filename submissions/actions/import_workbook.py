"""Turn a workbook's answers into the online answers, or offer them if they would replace what somebody typed.

Nothing is overwritten: each page gets one more save, and the saves before it stay.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accounts.kept_rows import FIRST_ID, KeptRows
from costing.answers import Answers
from costing.form import Form
from costing.forms import form_for
from submissions.domain.online.differences import replaced
from submissions.domain.online.notes import is_note, note_name, notes_in
from submissions.domain.online.typed_answers import LONGEST, typed_from
from submissions.models import Draft, DraftSection, Return, Version


@dataclass(frozen=True, slots=True)
class Online:
    """What stands online of a return, under its lock: the draft, if there is one, and the newest save of each page."""

    draft: Draft | None
    newest: dict[str, DraftSection]

    @property
    def notes(self) -> dict[str, str]:
        return {key: text for row in self.newest.values() for key, text in notes_in(row.answers).items()}


def online_of(submission: Return) -> Online:
    draft = _DRAFT.one(submission.id)
    return Online(draft, newest_of(draft) if draft else {})


def fill_or_offer(version: Version, submission: Return, answers: Answers | None, online: Online | None = None) -> bool:
    """Fill or offer; return True if the version may count at once. For the worker, as it looks at the whole draft."""
    form = form_for(version.form_service, version.form_version)
    if form is None or answers is None:
        return True
    online = online or online_of(submission)
    draft, is_new = (online.draft, False) if online.draft else opened(submission, form)
    newest = online.newest
    was_typed = any(row.filled_from_id is None for row in newest.values())
    if was_typed and not is_new and _would_change(form, newest, answers):
        Draft.objects.filter(id=draft.id).update(offered=version)
        return False
    if draft.offered_id is not None:
        Draft.objects.filter(id=draft.id).update(offered=None)
    _fill(draft, form, version, answers, newest, version.created_by_id)
    return True


def opened(submission: Return, form: Form) -> tuple[Draft, bool]:
    return Draft.objects.get_or_create(
        submission=submission,
        defaults={
            **whose(submission),
            "form_service": form.service,
            "form_version": form.version,
            "opened_at": timezone.now(),
        },
    )


def fill(draft: Draft, form: Form, version: Version, answers: Answers, *, by_id: UUID | None = None) -> None:
    """Save the workbook's answers on each page, in the name of ``by_id`` or of whoever sent the file.

    No earlier workbook waits for a choice any more.
    """
    Draft.objects.filter(id=draft.id).update(offered=None)
    _fill(draft, form, version, answers, newest_of(draft), by_id or version.created_by_id)


def _fill(
    draft: Draft, form: Form, version: Version, answers: Answers, newest: dict[str, DraftSection], by_id: UUID
) -> None:
    typed, rows = typed_from(form, answers), list[DraftSection]()
    for sheet in form.sheets:
        on_sheet = {question.key: typed[question.key] for question in form.questions_on(sheet)}
        on_sheet |= _notes_after(form, sheet, newest.get(sheet), answers)
        if sheet not in newest or newest[sheet].answers != on_sheet:
            rows.append(section(draft, sheet, newest.get(sheet), on_sheet, by_id, filled_from=version))
    DraftSection.objects.bulk_create(rows)


def _notes_after(form: Form, sheet: str, row: DraftSection | None, answers: Answers) -> dict[str, str]:
    """Return a page's notes as they are saved.

    A note that the workbook has emptied stays as a blank, as it was changed.
    """
    stood = {name: text for name, text in row.answers.items() if is_note(name)} if row else {}
    said = {note_name(q.key): answers.by_key[q.key].note for q in form.questions_on(sheet)}
    return stood | {name: text[:LONGEST] for name, text in said.items() if text or (text == "" and name in stood)}


def notes_of(submission: Return) -> dict[str, str]:
    return online_of(submission).notes


def save_section(
    draft: Draft, sheet: str, before: DraftSection | None, answers: dict[str, str], by_id: UUID, **more: object
) -> DraftSection:
    row = section(draft, sheet, before, answers, by_id, **more)
    row.save(force_insert=True)
    return row


def section(
    draft: Draft, sheet: str, before: DraftSection | None, answers: dict[str, str], by_id: UUID, **more: object
) -> DraftSection:
    """Return one more save of a page, not yet kept."""
    return DraftSection(
        **whose(draft),
        draft=draft,
        sheet=sheet,
        number=before.number + 1 if before else 1,
        answers=answers,
        saved_at=timezone.now(),
        saved_by_id=by_id,
        **more,
    )


def newest_of(draft: Draft) -> dict[str, DraftSection]:
    return {row.sheet: row for row in _NEWEST.of(draft.id)}


_DRAFT: KeptRows[Draft] = KeptRows(lambda id: Draft.objects.filter(submission_id=id).order_by(), FIRST_ID)
_NEWEST: KeptRows[DraftSection] = KeptRows(
    lambda id: DraftSection.objects.filter(draft_id=id).order_by("sheet", "-number").distinct("sheet"), FIRST_ID
)


def whose(row: Return | Draft) -> dict[str, object]:
    return {"exercise_id": row.exercise_id, "authority_id": row.authority_id, "provider_id": row.provider_id}


def _would_change(form: Form, newest: dict[str, DraftSection], answers: Answers) -> bool:
    """Tell whether the workbook changes answers of a page; a page that nobody has saved has none to replace."""
    typed = {key: text for row in newest.values() for key, text in row.answers.items()}
    return any(one.sheet in newest for one in replaced(form, typed, answers))
