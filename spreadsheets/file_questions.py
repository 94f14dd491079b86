"""What is not understood in a stranger's file, grouped into questions, each asked once for the whole file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, Generic, TypeVar

LEAVE_OUT = "leave_out"
# From so many of one kind on, one answer may do for all that are not answered one by one.
ONE_FOR_ALL = 4
ROWS_SHOWN, EXAMPLES = 8, 3
# More at a time nobody reads; what is left is asked next.
MOST_AT_A_TIME = 100

Answers = Mapping[tuple[str, str], str]


@dataclass
class FileQuestion:
    """A question about a word, column or kind of row.

    ``word`` is the form that is kept, ``says`` what a person reads; ``proposal`` is one of the ``choices``, or blank.
    """

    kind: str
    word: str
    says: str
    choices: list[tuple[str, str]]
    proposal: str = ""
    rows: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def at(self, row: int) -> None:
        if not self.rows or self.rows[-1] != row:
            self.rows.append(row)

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"kind": str(self.kind), "rows": self.rows[:ROWS_SHOWN], "row_count": len(self.rows)}


Asked = TypeVar("Asked", bound=FileQuestion)


@dataclass
class GatheredQuestions(Generic[Asked]):
    """The questions of one file as they gather; ``used`` are those that an answer was there for, kept or of this file.

    ``guessed`` were read without an answer, where a kind of file allows it.
    """

    answers: Answers = field(default_factory=dict)
    questions: dict[tuple[str, str], Asked] = field(default_factory=dict)
    used: dict[tuple[str, str], Asked] = field(default_factory=dict)
    guessed: dict[tuple[str, str], Asked] = field(default_factory=dict)

    def answer(self, kind: str, word: str) -> str | None:
        return self.answers.get((kind, word))

    def of(self, question: Asked, row: int, *, is_free: bool = False) -> str | None:
        """Return the answer; None where there is none that still fits, and then the question is asked.

        Of several rows only the choices that fit all of them are left.

        ``is_free`` answers are not from the choices alone: the caller judges them.
        """
        key = (question.kind, question.word)
        answer = self.answers.get(key)
        fits = answer is not None and (is_free or answer == LEAVE_OUT or answer in dict(question.choices))
        is_guessed = not fits and answer is None and self.is_read_alike(question, row)
        where = self.used if fits else self.guessed if is_guessed else self.questions
        stands = where.setdefault(key, question)
        stands.at(row)
        if both := [choice for choice in stands.choices if choice in question.choices]:
            stands.choices = both
        return answer if fits else question.proposal if is_guessed else None

    def is_read_alike(self, question: Asked, row: int) -> bool:
        """Tell whether a question is read as it is proposed, without asking."""
        return False


def confirmations(questions: Iterable[Mapping[str, Any]]) -> int:
    """Return how many answers a person has to give: one for all proposals, one each for the rest or for all of a kind.

    ``questions`` are as the page has them (``as_json``).
    """
    questions = list(questions)
    open_ones = Counter(each["kind"] for each in questions if not each["proposal"])
    one_by_one = sum(1 if count >= ONE_FOR_ALL else count for count in open_ones.values())
    return one_by_one + any(each["proposal"] for each in questions)


def asked_document(questions: Iterable[FileQuestion], first: Iterable[str] = ("column",)) -> dict[str, Any]:
    """Return the questions that concern most rows with a digest of them all, those of the kinds ``first`` first."""
    kinds = tuple(first)
    ranked = sorted(questions, key=lambda each: (each.kind not in kinds, not each.proposal, -len(each.rows)))
    shown = [each.as_json for each in ranked[:MOST_AT_A_TIME]]
    return {
        "questions": shown,
        "more": max(len(ranked) - MOST_AT_A_TIME, 0),
        "confirmations": confirmations(shown),
        "sha256": sha256(dumps(shown, sort_keys=True).encode()).hexdigest(),
    }


def used_document(question: FileQuestion, answers: Answers, kind: str) -> dict[str, Any]:
    """Return how a question was read by an answer, as a page shows it; ``kind`` in words."""
    answer = answers.get((question.kind, question.word), "")
    label = "Leave out" if answer == LEAVE_OUT else dict(question.choices).get(answer, answer)
    return {"kind": kind, "says": question.says[:200], "label": label, "rows": len(question.rows)}
