"""Save pages of the online return, and choose between two answers that colleagues gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.serialisation import storable
from submissions import queries
from submissions.actions.draft_lock import LOOK_AGAIN, LockedDraft, opened_for
from submissions.actions.import_workbook import save_section, whose
from submissions.actions.return_audit import record_on
from submissions.domain.online.merge import merge
from submissions.domain.online.notes import note_name
from submissions.domain.online.typed_answers import LONGEST
from submissions.models import Draft, DraftClash, DraftSection


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of saving.

    The page's new ``number``, and the questions that a colleague answered differently meanwhile.
    """

    number: int
    clashes: tuple[str, ...]


@transaction.atomic
def save(
    *, by: Context, participation_id: UUID, sheet: str, number: int, page: str, typed: Mapping[str, str], step: int = 0
) -> Saved | Refusal | None:
    """Save a page. ``number`` is the save that the page was opened on, ``page`` identifies this opening of it.

    A colleague's change in the meantime is never overwritten: their answer stands, and this one is kept beside it.
    """
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    stored = at.standing.on_sheet(sheet)
    sent = _sent(at, sheet, typed)
    before = queries.saves_of(by, at.draft, sheet).first()
    if _is_overtaken(by, at.draft, sheet, page, step):
        return Saved(before.number if before else 0, ())
    begun_from = _begun_from(by, at, sheet, number, page)
    merged = merge(begun_from, stored, sent)
    if all(begun_from.get(key, "") == text for key, text in sent.items()):
        return Saved(before.number if before else 0, ())
    row = save_section(
        at.draft, sheet, before, merged.answers, by.person_id, sent=begun_from | sent, page=page[:36], step=step
    )
    for key in merged.clashes:
        _set_aside(by, at.draft, sheet, key, sent[key])
    record_on(at.submission, by=by, verb="saved a page", words=f"{sheet}, save {row.number}")
    return Saved(row.number, merged.clashes)


def _is_overtaken(by: Context, draft: Draft, sheet: str, page: str, step: int) -> bool:
    """Tell whether a later save of the same opening has arrived first.

    Pages number their saves (``step``) if they can.
    """
    newest = queries.saves_of(by, draft, sheet).filter(page=page).first() if page and step else None
    return newest is not None and newest.step > step


def _sent(at: LockedDraft, sheet: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Return the answers and notes that belong to this page, tidied and cut to length."""
    keys = [question.key for question in at.standing.form.questions_on(sheet)]
    names = [*keys, *map(note_name, keys)]
    return {name: storable(" ".join(typed[name].split()))[:LONGEST] for name in names if name in typed}


def _begun_from(by: Context, at: LockedDraft, sheet: str, number: int, page: str) -> dict[str, str]:
    """Return what the page showed before it was typed on: as it was last sent, or as it was opened."""
    saves = queries.saves_of(by, at.draft, sheet)
    same_page = saves.filter(page=page, number__gt=number).first() if page else None
    if same_page:
        return dict(same_page.sent)
    if number == 0:
        keys = {question.key for question in at.standing.form.questions_on(sheet)}
        started = queries.starting_answers(at.standing.form, at.participation, at.standing.draft)
        return {key: text for key, text in started.items() if key in keys}
    opened_on = saves.filter(number=number).first()
    return dict(opened_on.answers) if opened_on else {}


def _set_aside(by: Context, draft: Draft, sheet: str, key: str, answer: str) -> None:
    DraftClash.objects.update_or_create(
        draft=draft,
        key=key,
        saved_by_id=by.person_id,
        settled_at=None,
        defaults={**whose(draft), "sheet": sheet, "answer": answer, "saved_at": timezone.now()},
    )


@transaction.atomic
def choose(
    *, by: Context, participation_id: UUID, sheet: str, seen: Mapping[str, str], chosen: Mapping[str, str]
) -> Saved | Refusal | None:
    """Settle questions with two answers.

    ``chosen`` are the answers that count, ``seen`` those that stood when choosing.

    A choice between answers that have changed since is refused.
    """
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    stored = at.standing.on_sheet(sheet)
    open_keys = {clash.key for clash in at.standing.clashes if clash.sheet == sheet}
    settled = {key: text for key, text in chosen.items() if key in open_keys}
    if any(seen.get(key) != stored[key] for key in settled):
        return Refusal(LOOK_AGAIN)
    before: DraftSection | None = queries.saves_of(by, at.draft, sheet).first()
    row = save_section(at.draft, sheet, before, stored | settled, by.person_id)
    settle(by, DraftClash.objects.filter(draft=at.draft, key__in=settled))
    record_on(at.submission, by=by, verb="chose between answers", words=f"{sheet}, save {row.number}")
    return Saved(row.number, ())


def settle(by: Context, clashes: QuerySet[DraftClash]) -> None:
    clashes.filter(settled_at=None).update(settled_at=timezone.now(), settled_by_id=by.person_id)
