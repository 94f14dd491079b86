"""The questions of one file as they gather, and the answers that there are: kept from before, or of this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagement.contacts.domain.log_words.questions import LEAVE_OUT, LogQuestion, QuestionKind

Answers = Mapping[tuple[str, str], str]
ALIKE, EACH = "alike", "each"
_IN_WORDS = frozenset({QuestionKind.CHANNEL, QuestionKind.DIRECTION, QuestionKind.OUTCOME})


@dataclass
class FileQuestions:
    """``used`` are the answers that this file was read with, ``guessed`` what was read by the words within.

    ``form`` is what the sheet is known by, its headings: in a form that somebody has confirmed, further words are read
    as they were proposed, and not asked again.
    """

    answers: Answers = field(default_factory=dict)
    questions: dict[tuple[str, str], LogQuestion] = field(default_factory=dict)
    used: dict[tuple[str, str], LogQuestion] = field(default_factory=dict)
    guessed: dict[tuple[str, str], LogQuestion] = field(default_factory=dict)
    form: str = ""

    def answer(self, kind: QuestionKind, word: str) -> str | None:
        return self.answers.get((kind, word))

    def of(self, question: LogQuestion, row: int, *, is_free: bool = False) -> str | None:
        """Return the answer; None where there is none that still fits, and then the question is asked.

        Of several rows only the choices that fit all of them are left.

        ``is_free`` answers are not from the choices alone: the caller judges them.
        """
        key = (question.kind, question.word)
        answer = self.answers.get(key)
        fits = answer is not None and (is_free or answer == LEAVE_OUT or answer in dict(question.choices))
        is_guessed = not fits and answer is None and self._is_read_alike(question, row)
        where = self.used if fits else self.guessed if is_guessed else self.questions
        stands = where.setdefault(key, question)
        stands.at(row)
        if both := [choice for choice in stands.choices if choice in question.choices]:
            stands.choices = both
        return answer if fits else question.proposal if is_guessed else None

    def _is_read_alike(self, question: LogQuestion, row: int) -> bool:
        """Tell whether words are read as they are proposed without asking; ask that too, beside the words."""
        if not self.form or question.kind not in _IN_WORDS or not (question.word and question.proposal):
            return False
        choices = [(ALIKE, "Read them by the words in them"), (EACH, "Ask about each")]
        says = f"others like these, in the next files headed {self.form[:80]}"
        return self.of(LogQuestion(QuestionKind.SENTENCES, self.form, says, choices, ALIKE), row) == ALIKE
