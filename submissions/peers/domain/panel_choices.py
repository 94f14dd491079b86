"""What the team may decide of an outlier in its panel, and the reasons for keeping one."""

from collections.abc import Mapping
from enum import StrEnum

from accounts.domain.refusal import Refusal
from costing.form import LineKind
from submissions.decisions.domain.decision_reasons import LONGEST_WORDS, DecisionKind, decision_reasons


class PanelChoice(StrEnum):
    KEEP = "keep"
    LINE = "line"
    RETURN = "return"
    ASK = "ask"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    PanelChoice.KEEP: "Keep it: it counts",
    PanelChoice.LINE: "Leave this line out",
    PanelChoice.RETURN: "Leave the return out",
    PanelChoice.ASK: "Ask the provider",
}
KEEP_REASONS = {
    "explained": "The provider explained it",
    "looked_through": "Looked through with its answers: it is right",
    "ordinary": "Part of how much such services differ",
    "other_kept": "Another reason",
}
LONGEST_QUESTION = 1000


def panel_choices(kind: LineKind) -> tuple[PanelChoice, ...]:
    """Return what may be decided of a line; a subtotal or total is not left out by itself."""
    return tuple(each for each in PanelChoice if each != PanelChoice.LINE or kind == LineKind.LINE)


def reasons_of(choice: PanelChoice) -> Mapping[str, str]:
    """Return the reasons by code; none for a question, which is its own reason."""
    match choice:
        case PanelChoice.KEEP:
            return KEEP_REASONS
        case PanelChoice.LINE:
            return decision_reasons(DecisionKind.LINE)
        case PanelChoice.RETURN:
            return decision_reasons(DecisionKind.RETURN)
    return {}


def cannot_choose(choice: PanelChoice, reason: str, words: str) -> Refusal | None:
    """Tell what a choice lacks: words always, and one of its reasons unless it is a question."""
    if choice != PanelChoice.ASK and reason not in reasons_of(choice):
        return Refusal(f"Choose one of the reasons under “{choice.label}”.")
    if not words.strip():
        return Refusal("Type the question." if choice == PanelChoice.ASK else "Say in a few words why.")
    longest = LONGEST_QUESTION if choice == PanelChoice.ASK else LONGEST_WORDS
    return Refusal(f"Please use at most {longest} characters.") if len(words.strip()) > longest else None
