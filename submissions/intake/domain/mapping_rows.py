"""The rows of a mapping for a person: our question, their cell with its label as printed, and how it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from costing.figure_words import answer_in_words
from costing.foreign.evaluation import cells_by, derived
from costing.foreign.grid import Grid
from costing.foreign.proposal import MappingProposal, Pick
from costing.foreign.rules import SAME, SUM, Rule
from costing.form import Form
from costing.parsing import Understood, understand
from spreadsheets.cells import Cell


@dataclass(frozen=True)
class MappingRow:
    """A question with the cells that answer it; ``reading`` is the answer in our unit, ``how`` the conversion."""

    key: str
    question: str
    unit: str
    label: str
    place: str
    shown: str
    reading: str
    how: str = ""


def rows_of(form: Form, grid: Grid, picks: Iterable[Pick]) -> list[MappingRow]:
    picks = list(picks)
    cells = cells_by(form, grid, [pick.rule() for pick in picks])
    return [_row(form, grid, pick, cells.get(pick.key)) for pick in picks]


def _row(form: Form, grid: Grid, pick: Pick, cell: Cell | None) -> MappingRow:
    question = form.by_key[pick.key]
    joined = " + ".join(f"“{slot.label}”" for slot in pick.slots)
    how = [f"sum of {len(pick.slots)} cells"] if pick.how == SUM else []
    how += ["given twice, alike"] if pick.how == SAME else []
    how += [pick.conversion.says] if pick.conversion.says else []
    return MappingRow(
        pick.key,
        question.label,
        question.unit,
        joined[:200],
        f"{pick.first.sheet}!{'+'.join(slot.address for slot in pick.slots)}",
        " + ".join(slot.shown or "blank" for slot in pick.slots)[:120],
        _reading(form, pick.key, cell, grid),
        ", ".join(how),
    )


def _reading(form: Form, key: str, cell: Cell | None, grid: Grid) -> str:
    if cell is None:
        return "blank in this workbook"
    read = understand(form.by_key[key], cell, uses_1904_dates=grid.uses_1904_dates)
    if isinstance(read, Understood):
        return answer_in_words(form.by_key[key], read.value) if read.value is not None else "blank"
    return f"we read “{cell.text[:40]}”, {read.because}"


def follows(form: Form, grid: Grid, proposal: MappingProposal, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the answers that are known without a cell, or follow from which cells there are."""
    cells = cells_by(form, grid, proposal.settled({}))
    known = {key: text for key, text in given.items() if key in form.by_key and key not in cells}
    return [(form.by_key[key].label, _said(form, key, text)) for key, text in (known | derived(form, cells)).items()]


def _said(form: Form, key: str, text: str) -> str:
    question = form.by_key[key]
    return question.words_of(text) if question.choices else text


def records(form: Form, rules: Iterable[Rule], answers: Mapping[str, Mapping[str, str | None]]) -> list[MappingRow]:
    """Return the record of a mapping that was confirmed: which cell each answer came from."""
    rows = []
    for rule in rules:
        question = form.by_key.get(rule.key)
        if question is not None:
            value = (answers.get(rule.key) or {}).get("value") or "blank"
            label = " + ".join(f"“{anchor.label}”" for anchor in rule.anchors) or "said by the analyst"
            where, says = rule.cells or "–", rule.conversion.says
            rows.append(MappingRow(rule.key, question.label, question.unit, label[:200], where, "", value, says))
    return rows


def without_answer(form: Form, proposal: MappingProposal) -> list[str]:
    """Return the questions that nothing is proposed for."""
    asked = {pick.key for pick in proposal.certain} | {key for doubt in proposal.doubts for key in doubt.keys}
    return [question.key for question in form.questions if question.key not in asked]
