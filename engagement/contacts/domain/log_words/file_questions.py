"""The questions of one log as they gather, and the answers that there are: kept from before, or of this file."""

from dataclasses import dataclass

from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from spreadsheets.file_questions import Answers, GatheredQuestions

__all__ = ["Answers", "FileQuestions"]

ALIKE, EACH = "alike", "each"
_IN_WORDS = frozenset({QuestionKind.CHANNEL, QuestionKind.DIRECTION, QuestionKind.OUTCOME})


@dataclass
class FileQuestions(GatheredQuestions[LogQuestion]):
    """``guessed`` is what was read by the words within.

    ``form`` is what the sheet is known by, its headings: in a form that somebody has confirmed, further words are read
    as they were proposed, and not asked again.
    """

    form: str = ""

    def is_read_alike(self, question: LogQuestion, row: int) -> bool:
        """Tell whether words are read as they are proposed without asking; ask that too, beside the words."""
        if not self.form or question.kind not in _IN_WORDS or not (question.word and question.proposal):
            return False
        choices = [(ALIKE, "Read them by the words in them"), (EACH, "Ask about each")]
        says = f"others like these, in the next files headed {self.form[:80]}"
        return self.of(LogQuestion(QuestionKind.SENTENCES, self.form, says, choices, ALIKE), row) == ALIKE
