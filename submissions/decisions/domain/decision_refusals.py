"""The reasons why something cannot be decided of a part of a return, in words for the analyst; None if it can."""

from collections.abc import Collection, Mapping

from accounts.domain.refusal import Refusal
from costing.form import Form, LineKind
from submissions.decisions.domain.decision_reasons import LONGEST_WORDS, DecisionKind, decision_reasons
from submissions.domain.states import ReturnState

DECIDABLE = frozenset({ReturnState.SUBMITTED, ReturnState.ACCEPTED})
TAKEN_BACK = Refusal("This decision has been taken back already. Please look at the return again.")


def not_decidable(state: ReturnState) -> Refusal | None:
    if state in DECIDABLE:
        return None
    return Refusal(
        f"This return is {state.label.lower()} now. Lines are left out and values adjusted only of a return that is "
        "submitted or accepted."
    )


def no_reason(kind: DecisionKind, reason: str, words: str) -> Refusal | None:
    if reason not in decision_reasons(kind):
        return Refusal("Choose a reason from the list.")
    if not words.strip():
        return Refusal("Say in a few words why.")
    if len(words.strip()) > LONGEST_WORDS:
        return Refusal(f"Please use at most {LONGEST_WORDS} characters to say why.")
    return None


def no_such_lines(form: Form, lines: Collection[str]) -> Refusal | None:
    if not lines:
        return Refusal("Choose at least one line.")
    plain = {line.key for line in form.lines if line.kind == LineKind.LINE}
    if all(line in plain for line in lines):
        return None
    return Refusal("One of these is no single line of this return. The sums above a line follow when it is left out.")


def left_out_already(form: Form, lines: Collection[str], standing: Mapping[str, str]) -> Refusal | None:
    """Tell which of the lines are left out already; ``standing`` is who decided it, by line."""
    twice = [f"“{form.line_by_key[line].label}” (by {standing[line]})" for line in lines if line in standing]
    return Refusal(f"Left out already: {', '.join(twice)}. Please look at the return again.") if twice else None


def not_costed() -> Refusal:
    return Refusal("With this value the return could not be costed: something would be divided by nothing.")
