"""Decide outliers of a line together: each by the action of its kind, in a transaction of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.form import Line
from submissions.actions import returns
from submissions.decisions.actions import line_decisions
from submissions.peers.actions import kept_figures
from submissions.peers.domain.panel_choices import PanelChoice, cannot_choose
from submissions.peers.domain.places import CODE
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject

_GONE = Refusal("This return is not there to be decided any more.")


@dataclass(frozen=True, slots=True)
class PanelDecision:
    """What was chosen for one return; ``seen`` is the state of it that the page showed."""

    return_id: UUID
    participation_id: UUID
    choice: PanelChoice
    reason: str
    words: str
    seen: str = ""


def decide_together(
    *, by: Context, column: str, line: Line, decisions: Sequence[PanelDecision], key: UUID | None = None
) -> dict[UUID, Refusal]:
    """Take each decision; return by return why it could not be taken. ``key`` is the page's: a query is asked once."""
    outcomes = {one.return_id: _decide(by, column, line, one, key) for one in decisions}
    return {
        return_id: done or _GONE for return_id, done in outcomes.items() if done is None or isinstance(done, Refusal)
    }


def _decide(by: Context, column: str, line: Line, one: PanelDecision, key: UUID | None) -> object:
    refusal = cannot_choose(one.choice, one.reason, one.words)
    if refusal:
        return refusal
    return_id, reason, words, seen = one.return_id, one.reason, one.words, one.seen
    once = uuid5(key, str(return_id)) if key else None
    match one.choice:
        case PanelChoice.KEEP:
            return kept_figures.keep(
                by=by, return_id=return_id, column=column, line=line.key, reason=reason, words=words, seen=seen
            )
        case PanelChoice.LINE:
            return line_decisions.leave_out(
                by=by, return_id=return_id, lines=[line.key], reason=reason, words=words, seen=seen, key=once
            )
        case PanelChoice.RETURN:
            return returns.exclude(by=by, return_id=return_id, code=reason, reason=words, seen=seen)
    about = QuestionSubject(line=line.key, label=line.label)
    asked = one.participation_id
    return questions.ask(by=by, participation_id=asked, about=about, words=words, code=CODE, key=once)
