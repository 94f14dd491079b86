"""Closed questions for people who use care: those shipped, those of a council, and the answers that each takes."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from markets.programme.domain.add_ons import DATA

MOST_QUESTIONS, LONGEST_QUESTION = 20, 200


class AnswerScale(StrEnum):
    AGREE = "agree"
    YES_NO = "yes_no"

    @property
    def answers(self) -> tuple[str, ...]:
        return _ANSWERS[self]


_ANSWERS = {
    AnswerScale.AGREE: ("Agree strongly", "Agree", "Neither", "Disagree", "Disagree strongly", "Not sure"),
    AnswerScale.YES_NO: ("Yes", "No", "Not sure"),
}


@dataclass(frozen=True, slots=True)
class ServiceUserQuestion:
    """A question with its scale, and where it is from."""

    key: str
    words: str
    kind: AnswerScale
    source: str

    @property
    def row(self) -> dict[str, str]:
        return {"key": self.key, "words": self.words, "kind": self.kind.value, "source": self.source}


@cache
def shipped_questions() -> Mapping[str, ServiceUserQuestion]:
    with (DATA / "questions.csv").open(encoding="utf-8", newline="") as file:
        return {question.key: question for question in questions_in(csv.DictReader(file))}


def questions_in(rows: Iterable[Mapping[str, Any]]) -> list[ServiceUserQuestion]:
    return [ServiceUserQuestion(row["key"], row["words"], AnswerScale(row["kind"]), row["source"]) for row in rows]


def own_questions(text: str, kind: AnswerScale) -> list[ServiceUserQuestion]:
    """Return a council's own questions, one a line.

    Raises:
        ValueError: a line is too long; in words.
    """
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    for line in lines:
        if len(line) > LONGEST_QUESTION:
            raise ValueError(f"“{line[:40]}…” is too long: a question has at most {LONGEST_QUESTION} letters.")
    return [
        ServiceUserQuestion(f"own_{kind.value}_{number}", line, kind, "The council’s own")
        for number, line in enumerate(lines, 1)
    ]


def set_fault(questions: Sequence[ServiceUserQuestion]) -> str:
    """Return in a sentence why these are no set; blank where they are one."""
    if not questions:
        return "Choose a question, or write one."
    if len(questions) > MOST_QUESTIONS:
        return f"These are {len(questions)} questions; a set has at most {MOST_QUESTIONS}."
    return ""
