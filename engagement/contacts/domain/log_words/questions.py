"""What is not understood in a log, grouped into questions, each asked once for the whole file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

LEAVE_OUT = "leave_out"
# From so many of one kind on, one answer may do for all that are not answered one by one.
ONE_FOR_ALL = 4
ROWS_SHOWN, EXAMPLES = 8, 3


class QuestionKind(StrEnum):
    COLUMN = "column"
    YEAR = "year"
    ROWS = "rows"
    BLANK_DAY = "blank_day"
    CHANNEL = "channel"
    DIRECTION = "direction"
    OUTCOME = "outcome"
    LOCATION = "location"
    OFFICER = "officer"
    SENTENCES = "sentences"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    QuestionKind.COLUMN: "Column",
    QuestionKind.YEAR: "Year",
    QuestionKind.ROWS: "Rows",
    QuestionKind.BLANK_DAY: "Day",
    QuestionKind.CHANNEL: "How",
    QuestionKind.DIRECTION: "Direction",
    QuestionKind.OUTCOME: "What came of it",
    QuestionKind.LOCATION: "Location",
    QuestionKind.OFFICER: "Logged by",
    QuestionKind.SENTENCES: "Sentences",
}


@dataclass
class LogQuestion:
    """A question about a word, column or kind of row.

    ``word`` is the form that is kept, ``says`` what a person reads; ``proposal`` is one of the ``choices``, or blank.
    """

    kind: QuestionKind
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


def confirmations(questions: Iterable[Mapping[str, Any]]) -> int:
    """Return how many answers a person has to give: one for all proposals, one each for the rest or for all of a kind.

    ``questions`` are as the page has them (``as_json``).
    """
    questions = list(questions)
    open_ones = Counter(each["kind"] for each in questions if not each["proposal"])
    one_by_one = sum(1 if count >= ONE_FOR_ALL else count for count in open_ones.values())
    return one_by_one + any(each["proposal"] for each in questions)
