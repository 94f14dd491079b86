"""What a page shows of a log that is not understood yet, and of one that is: as plain documents."""

from typing import Any

from engagement.contacts.domain.log_words.interpretation import Interpretation
from engagement.contacts.domain.log_words.questions import LogQuestion
from spreadsheets.file_questions import ROWS_SHOWN, asked_document, used_document

MOST_SHOWN = 200


def questions_of(found: Interpretation) -> dict[str, Any]:
    """Return the questions that concern most rows, columns first, with a digest of them all."""
    return asked_document(found.questions, ("column", "sentences")) | {"faults": [], "fault_count": 0, "new": 0}


def beside(found: Interpretation) -> dict[str, Any]:
    """Return what is said beside the plan: how words were read, and which rows and sheets were not."""
    return {
        "used": [used_document(each, found.answers, each.kind.label) for each in found.used[:MOST_SHOWN]],
        "guessed": [_guessed(each) for each in found.guessed[:MOST_SHOWN]],
        "guessed_count": len(found.guessed),
        "guessed_rows": sorted({row for each in found.guessed for row in each.rows})[:MOST_SHOWN],
        "left_out": sorted(set(found.left_out))[:MOST_SHOWN],
        "left_out_count": len(set(found.left_out)),
        "unread_sheets": found.unread_sheets[:20],
    }


def _guessed(question: LogQuestion) -> dict[str, Any]:
    rows = ", ".join(f"{row:,}" for row in question.rows[:ROWS_SHOWN])
    more = " …" if len(question.rows) > ROWS_SHOWN else ""
    label = dict(question.choices).get(question.proposal, question.proposal)
    return {"kind": question.kind.label, "says": question.says[:200], "label": label, "rows": rows + more}
