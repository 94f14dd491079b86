"""What a page shows of a log that is not understood yet, and of one that is: as plain documents."""

from hashlib import sha256
from json import dumps
from typing import Any

from engagement.contacts.domain.log_words.interpretation import Interpretation
from engagement.contacts.domain.log_words.questions import LEAVE_OUT, ROWS_SHOWN, LogQuestion, confirmations

# More at a time nobody reads; what is left is asked next.
MOST_AT_A_TIME, MOST_SHOWN = 100, 200


def questions_of(found: Interpretation) -> dict[str, Any]:
    """Return the questions that concern most rows, columns first, with a digest of them all."""
    ranked = sorted(
        found.questions, key=lambda each: (each.kind not in ("column", "sentences"), not each.proposal, -len(each.rows))
    )
    questions = [each.as_json for each in ranked[:MOST_AT_A_TIME]]
    return {
        "questions": questions,
        "more": max(len(ranked) - MOST_AT_A_TIME, 0),
        "confirmations": confirmations(questions),
        "faults": [],
        "fault_count": 0,
        "new": 0,
        "sha256": sha256(dumps(questions, sort_keys=True).encode()).hexdigest(),
    }


def beside(found: Interpretation) -> dict[str, Any]:
    """Return what is said beside the plan: how words were read, and which rows and sheets were not."""
    return {
        "used": [_used(each, found) for each in found.used[:MOST_SHOWN]],
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


def _used(question: LogQuestion, found: Interpretation) -> dict[str, Any]:
    answer = found.answers.get((question.kind, question.word), "")
    label = "Leave out" if answer == LEAVE_OUT else dict(question.choices).get(answer, answer)
    return {"kind": question.kind.label, "says": question.says[:200], "label": label, "rows": len(question.rows)}
