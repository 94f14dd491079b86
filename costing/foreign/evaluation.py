"""Work out answers by rules: a return as it would stand in a workbook of ours, each with the cell it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from costing.answers import normal_form
from costing.foreign.figures import figure_in, is_not_known
from costing.foreign.grid import Grid
from costing.foreign.rules import FIRST_DAY, LAST_DAY, MEAN, SUM, Rule
from costing.foreign.units import FigureKind, kind_of
from costing.foreign.words_for_answers import choice_in, days_in
from costing.form import Form, Question
from costing.parsing import Understood, understand
from costing.reader.raw_return import RawReturn
from spreadsheets.cells import Cell, CellKind

_FIFTEEN = 15


def raw_return(form: Form, grid: Grid, rules: Iterable[Rule], given: Mapping[str, str]) -> RawReturn:
    """Return the workbook's answers as cells of the form; ``given`` are answers that are known without it."""
    cells = cells_by(form, grid, rules)
    for key, text in given.items():
        if key in form.by_key and key not in cells and text:
            cells[key] = _constant(text)
    cells |= {key: _constant(text) for key, text in derived(form, cells).items()}
    return RawReturn(form.service, form.version, "", grid.uses_1904_dates, cells)


def cells_by(form: Form, grid: Grid, rules: Iterable[Rule]) -> dict[str, Cell]:
    """Return the cell of each answer that is not blank; what is multiplied by another answer comes last."""
    cells: dict[str, Cell] = {}
    numbers: dict[str, Decimal] = {}
    for rule in sorted(rules, key=lambda each: bool(each.conversion.of or each.conversion.per)):
        question = form.by_key.get(rule.key)
        cell = _cell(question, grid, rule, numbers) if question else None
        if question is not None and cell is not None and (cell.text.strip() or cell.is_formula):
            cells[rule.key] = cell
            read = understand(question, cell, uses_1904_dates=grid.uses_1904_dates)
            if isinstance(read, Understood) and isinstance(read.value, Decimal):
                numbers[rule.key] = read.value
    return cells


def _constant(text: str) -> Cell:
    return Cell("", "", CellKind.TEXT, text)


def _cell(question: Question, grid: Grid, rule: Rule, numbers: dict[str, Decimal]) -> Cell | None:
    if not rule.anchors:
        return _constant(rule.constant) if rule.constant else None
    scales = rule.scales or (Decimal(1),) * len(rule.anchors)
    cells = [(grid.cell(each.sheet, each.position), scale) for each, scale in zip(rule.anchors, scales, strict=False)]
    found = [(cell, scale) for cell, scale in cells if cell is not None]
    wrong = next((cell for cell, _ in found if cell.kind == CellKind.ERROR), None)
    if wrong is not None or not found:
        return wrong
    if question.is_numeric and is_not_known(found[0][0].text):
        return found[0][0]._replace(text="n/a")
    if stands := _stands_for(question, rule, found[0][0]):
        return stands
    if rule.how not in (SUM, MEAN) and not _is_converted(question, rule, found[0][0]):
        return found[0][0]
    return _worked_out(question, rule, found, numbers)


def _stands_for(question: Question, rule: Rule, cell: Cell) -> Cell | None:
    """Return the day or the choice that a cell's words stand for, in the form's words; None where they need none."""
    if kind_of(question) != FigureKind.WORDS or cell.kind != CellKind.TEXT:
        return None
    if rule.how in (FIRST_DAY, LAST_DAY):
        days = days_in(cell.text)
        text = days[0 if rule.how == FIRST_DAY else -1] if len(days) == 2 else ""
    else:
        text = choice_in(question, rule.anchors[0].label, cell.text)
    return cell._replace(text=text) if text else None


def _is_converted(question: Question, rule: Rule, cell: Cell) -> bool:
    figure = figure_in(cell)
    if figure is None or kind_of(question) == FigureKind.WORDS:
        return False
    is_typed = cell.kind == CellKind.TEXT and not (figure.is_percent and cell.text.strip().endswith("%"))
    return rule.conversion.changes or figure.is_clock or is_typed


def _worked_out(
    question: Question, rule: Rule, found: list[tuple[Cell, Decimal]], numbers: dict[str, Decimal]
) -> Cell | None:
    """Return a number in the question's unit, named by its cells; a part that is no number is given back as it is."""
    values = []
    for cell, scale in found:
        figure = figure_in(cell)
        if figure is None:
            if cell.text.strip().lower() in ("", "-", "nil", "none"):
                continue
            return cell
        own = replace(rule.conversion, over=Decimal(1)) if _already_share(question, rule, figure.is_percent) else None
        with localcontext() as context:
            context.prec = 40
            value = (own or rule.conversion).applied(figure.value, _with_stand_ins(numbers))
        if value is None:
            return None
        values.append(value * scale)
    if not values:
        return found[0][0]
    total = sum(values, Decimal(0))
    value = total / len(values) if rule.how == MEAN else total if rule.how == SUM else values[0]
    first, where = found[0][0], "+".join(cell.address for cell, _ in found)
    return Cell(first.sheet, where, CellKind.NUMBER, _digits(value), first.is_formula)


def _with_stand_ins(numbers: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the answers; the registered beds stand for the active ones where those are not asked for."""
    registered = {"active_beds": numbers["registered_beds"]} if "registered_beds" in numbers else {}
    return {**registered, **numbers}


def _already_share(question: Question, rule: Rule, is_percent: bool) -> bool:
    return is_percent and rule.conversion.over == 100 and kind_of(question) == FigureKind.SHARE


def _digits(value: Decimal) -> str:
    with localcontext() as context:
        context.prec = _FIFTEEN
        return normal_form(+value)


def derived(form: Form, cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return the answers that follow from which others were given: on what basis, and how."""
    found: dict[str, str] = {}
    for key, choices in _FOLLOWS.items():
        question = form.by_key.get(key)
        if question is None or key in cells:
            continue
        choice = next((choice for other, choice in choices if other in cells and choice in question.choices), "")
        if choice:
            found[key] = choice
    if "ni_cost" in cells and "employment_allowance" in form.by_key and "employment_allowance" not in cells:
        found["employment_allowance"] = "0"
    return found


_FOLLOWS: dict[str, tuple[tuple[str, str], ...]] = {
    "ni_basis": (("ni_cost", "actual"), ("basic_pay_rate", "statutory"), ("careworkers", "statutory")),
    "pension_basis": (("pension_cost", "actual"), ("pension_rate", "contribution")),
    "roo_basis": (("roo_percent", "markup"), ("roo_gbp", "per_hour"), ("roo_gbp", "per_resident_week")),
    "roc_basis": (
        ("roc_gbp", "per_resident_week"), ("roc_percent", "percent_of_value"),
        ("freehold_value_per_bed", "percent_of_value"),
    ),
}  # fmt: skip
