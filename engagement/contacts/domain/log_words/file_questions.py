"""The questions of one file as they gather, and the answers that there are: kept from before, or of this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagement.contacts.domain.log_words.questions import LEAVE_OUT, LogQuestion, QuestionKind

Answers = Mapping[tuple[str, str], str]


@dataclass
class FileQuestions:
    """``used`` are the answers that this file was read with: a page shows them."""

    answers: Answers = field(default_factory=dict)
    questions: dict[tuple[str, str], LogQuestion] = field(default_factory=dict)
    used: dict[tuple[str, str], LogQuestion] = field(default_factory=dict)

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
        where = self.used if fits else self.questions
        stands = where.setdefault(key, question)
        stands.at(row)
        if both := [choice for choice in stands.choices if choice in question.choices]:
            stands.choices = both
        return answer if fits else None
