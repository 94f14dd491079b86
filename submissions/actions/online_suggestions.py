"""Take the suggested value of an answer that is still being typed, and put the earlier one back."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.queries import Participation
from submissions import queries
from submissions.actions import drafts
from submissions.actions.draft_lock import LockedDraft, opened_for
from submissions.actions.drafts import Saved
from submissions.actions.return_audit import record_on
from submissions.actions.submit_draft import report_on
from submissions.actions.suggestions import CHANGED
from submissions.domain.online.answer_review import found_in
from submissions.domain.suggestions import Likely, change


@dataclass(frozen=True, slots=True)
class TakenHere:
    """A suggestion that was taken; ``number`` is the save of its page that changed the answer."""

    likely: Likely
    number: int


@transaction.atomic
def take(
    *, by: Context, participation_id: UUID, code: str, key: str, seen: str, wanted: str
) -> TakenHere | Refusal | None:
    """Take a suggestion: ``seen`` is what was typed when ``wanted`` was offered, and only that is replaced.

    A second click returns what the first one did.
    """
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    done = taken(by, at.participation, key, _number(at, key))
    if done and (done.likely.typed_before, done.likely.typed_after) == (seen, wanted):
        return done
    found = found_in(at.standing.form, at.standing.typed, report_on(at.participation, at.standing))
    offered = next((one for one in found if (one.code, one.key) == (code, key) and one.likely), None)
    if offered is None or offered.likely is None or (offered.typed, offered.likely.typed_after) != (seen, wanted):
        return Refusal(CHANGED)
    return _saved(by, at, key, wanted, verb="took a likely value", words=f"{code} {key}")


@transaction.atomic
def put_back(*, by: Context, participation_id: UUID, key: str, number: int) -> TakenHere | Refusal | None:
    """Put back the answer before the save ``number`` of its page, if nobody has changed it since."""
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    done = taken(by, at.participation, key, number)
    if done is None:
        return Refusal(CHANGED)
    return _saved(by, at, key, done.likely.typed_before, verb="put an answer back", words=key)


def taken(by: Context | None, participation: Participation, key: str, number: int) -> TakenHere | None:
    """Return what the save ``number`` of its page changed an answer from and to, if it is still unchanged.

    None otherwise.
    """
    standing = queries.standing_of(by, participation)
    question = standing.form.by_key.get(key)
    if question is None or standing.draft is None:
        return None
    saves = queries.saves_of(by, standing.draft, question.sheet).filter(number__in=(number, number - 1))
    typed = {row.number: row.answers.get(key, "") for row in saves}
    started = queries.starting_answers(standing.form, participation, standing.draft)
    before, after = typed.get(number - 1, started.get(key, "")), typed.get(number)
    if after is None or after == before or after != standing.typed.get(key, ""):
        return None
    return TakenHere(change(standing.form, question, before, after), number)


def _number(at: LockedDraft, key: str) -> int:
    question = at.standing.form.by_key.get(key)
    return at.standing.number(question.sheet) if question else 0


def _saved(by: Context, at: LockedDraft, key: str, text: str, *, verb: str, words: str) -> TakenHere | Refusal | None:
    standing, sheet = at.standing, at.standing.form.by_key[key].sheet
    done = drafts.save(
        by=by,
        participation_id=at.participation.id,
        sheet=sheet,
        number=standing.number(sheet),
        page="",
        typed={key: text},
    )
    if not isinstance(done, Saved):
        return done
    record_on(at.submission, by=by, verb=verb, words=words)
    before = standing.typed.get(key, "")
    return TakenHere(change(standing.form, standing.form.by_key[key], before, text), done.number)
