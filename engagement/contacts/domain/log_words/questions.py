"""The kinds of question that a log may raise."""

from dataclasses import dataclass
from enum import StrEnum

from spreadsheets.file_questions import FileQuestion


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
class LogQuestion(FileQuestion):
    """A question about a log: of one of our kinds."""

    kind: QuestionKind
