"""Read typed answers: what each is worth, and a remark on each that is missing, unclear or out of range."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.returns.domain.remarks import ReturnRemark, remark_of
from benchmarking.returns.domain.storable_text import storable
from costing.answers import Value
from costing.findings import Severity
from costing.parsing.answers import take_in
from costing.reader.raw_return import RawReturn
from spreadsheets.cells import Cell, CellKind

LONGEST_ANSWER = 500


@dataclass(frozen=True)
class ReadProfile:
    """The values by question, their shortest form, and the remarks."""

    values: dict[str, Value]
    normal: dict[str, str]
    remarks: tuple[ReturnRemark, ...]

    @property
    def clean(self) -> dict[str, Value]:
        """Return the values of questions on which nothing is to be fixed, which alone are compared."""
        wrong = {remark.key for remark in self.remarks if remark.is_to_fix}
        return {key: value for key, value in self.values.items() if key not in wrong}


def read_profile(typed: Mapping[str, str], where: Mapping[str, tuple[str, str]] | None = None) -> ReadProfile:
    """Read answers as they were typed; ``where`` are sheet and cell by question, if they come from a workbook."""
    found = where or {}
    cells = {
        question.key: Cell(*found.get(question.key, ("", "")), CellKind.TEXT if text.strip() else CellKind.EMPTY, text)
        for question in PROFILE.questions
        if (text := typed.get(question.key, "")) is not None
    }
    raw = RawReturn(PROFILE.service, PROFILE.version, "", uses_1904_dates=False, cells=cells)
    answers, findings = take_in(PROFILE, raw)
    normal = {key: answer.normal for key, answer in answers.by_key.items()}
    remarks = tuple(remark_of(one) for one in findings if one.severity != Severity.NOTE or one.code == "N01")
    return ReadProfile(dict(answers.values), normal, remarks)


def only_answers(given: Mapping[str, object]) -> dict[str, str]:
    """Return what answers questions of the form, of each no more than anybody means to type."""
    texts = {key: storable(str(given.get(key, "")))[:LONGEST_ANSWER] for key in PROFILE.by_key}
    return {key: text for key, text in texts.items() if text}
