"""Two tabs, or two people, at one page: each answer keeps the newer word, and where both changed it both are told."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarking.returns.domain.questionnaire import PROFILE
from costing.form import FormPage
from costing.parsing.words import choice_from


@dataclass(frozen=True, slots=True)
class AnswerClash:
    """An answer that two have changed: ``theirs`` was saved first and stands, ``mine`` is still on the page."""

    label: str
    theirs: str
    mine: str

    @property
    def words(self) -> str:
        theirs = f"“{self.theirs[:40]}”" if self.theirs else "nothing"
        return f"{self.label}: {theirs} was saved on another page meanwhile. Save again to keep “{self.mine[:40]}”."


@dataclass(frozen=True, slots=True)
class MergedAnswers:
    """All answers as they are to be kept, and those that were not taken over."""

    typed: dict[str, str]
    clashes: tuple[AnswerClash, ...]


def shown_answers(typed: Mapping[str, str]) -> dict[str, str]:
    """Return answers as a page shows them: a choice by its code, however it was written in a workbook."""
    shown = dict(typed)
    for key, text in typed.items():
        question = PROFILE.by_key.get(key)
        if question is not None and question.choices:
            shown[key] = choice_from(text, question) or text
    return shown


def merged_answers(
    page: FormPage, before: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]
) -> MergedAnswers:
    """Merge a page, which showed ``before`` when it was opened, into what has been stored since."""
    typed, clashes = dict(stored), []
    for question in page.questions:
        key = question.key
        old, new, theirs = (values.get(key, "") for values in (before, mine, stored))
        if new == old:
            continue
        if theirs not in (old, new):
            clashes.append(AnswerClash(question.label, theirs, new))
        elif new:
            typed[key] = new
        else:
            typed.pop(key, None)
    return MergedAnswers(typed, tuple(clashes))
