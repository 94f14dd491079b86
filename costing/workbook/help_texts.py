"""Help texts without repetition: what holds for most of a sheet stands at its top, repeated help only once."""

from collections import Counter
from collections.abc import Sequence

from costing.form import Question


def remark_for(questions: Sequence[Question]) -> str:
    """Return the help sentences that more than half of a sheet's questions share, in their order."""
    common = _common_sentences(questions)
    return f"Unless a row says otherwise: {' '.join(f'{sentence}.' for sentence in common)}" if common else ""


def help_beside(questions: Sequence[Question]) -> list[str]:
    """Return for each question its own help, blank if it has just been said below the same sub-heading.

    Two rows above is still just now: costs and their price rises take turns.
    """
    common = _common_sentences(questions)
    own = [". ".join(part for part in _sentences(question) if part not in common) for question in questions]
    beside, top = [], 0
    for position, (question, text) in enumerate(zip(questions, own, strict=True)):
        top = position if question.heading else top
        beside.append(text if text not in own[max(position - 2, top) : position] else "")
    return beside


def _common_sentences(questions: Sequence[Question]) -> list[str]:
    counts = Counter(sentence for question in questions for sentence in _sentences(question))
    return [sentence for sentence, count in counts.items() if 2 * count > len(questions)]


def _sentences(question: Question) -> list[str]:
    return [part.strip().rstrip(".") for part in question.help.split(". ") if part.strip()]
