"""LibreOffice's recalculated Result is the portal's, whatever way the answers were typed, and after it has saved."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from accounts.tests.commands import run
from costing.form import Form
from costing.forms import CURRENT, SERVICES
from costing.tests.libreoffice import convert
from costing.tests.returns import (
    every_example,
    example,
    example_names,
    expected_columns,
)
from costing.workbook import write_workbook
from costing.workbook.names import result_name

# openpyxl says that it does not know the data bars; what we look at are values.
pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")]

TOLERANCE = 0.00005
# The same answers as the first example of a service, typed as people type them.
AS_PEOPLE_TYPE = {
    "homecare": {
        "sick_pay_share": 3,
        "roo_percent": 5,
        "overheads_uplift": 0,
        "pension_rate": 3,
        "roo_basis": "Markup",
    },
    "care_home": {
        "care_staff_uplift": 6.6,
        "food_uplift": 10,
        "roo_percent": 5,
        "roc_percent": 0.05,
        "roc_basis": "Percent of value",
        "roo_basis": "MARKUP",
    },
}
# What hangs on a rate of the price date, or is a sum.
HANGING = {
    "homecare": ("national_insurance", "pension", "cqc_fees", "careworker_costs", "business_costs", "total"),
    "care_home": ("staffing_costs", "premises_costs", "supplies_costs", "head_office_costs", "total"),
}


def cell_named(book: Workbook, name: str):
    [(sheet, reference)] = book.defined_names[name].destinations
    return book[sheet][reference.replace("$", "")]


def typed(form: Form, key: str, answer: str) -> object:
    question = form.by_key[key]
    if question.is_numeric and answer != "n/a":
        return float(answer)
    return date.fromisoformat(answer) if question.type == "date" else answer


def typed_answers(name: str, **changed: str) -> dict[str, object]:
    given = example(name)
    answers = given["answers"] | changed
    return {key: typed(CURRENT[given["service"]], key, answer) for key, answer in answers.items() if answer}


def fill(form: Form, path: Path, answers: Mapping[str, object]) -> None:
    """Write answers into the blank workbook by the names of its cells, as a script or a person would."""
    path.write_bytes(write_workbook(form))
    book = load_workbook(path)
    for key, answer in answers.items():
        if answer != "":
            cell_named(book, key).value = answer
    book.save(path)


def each_example() -> list[Any]:
    """Return the worked examples: the last of each service, which says most, by night, the others as proofs."""
    last = {example_names(service)[-1] for service in SERVICES}
    return [name if name in last else pytest.param(name, marks=pytest.mark.proof) for name in every_example()]


def asked_for(request: pytest.FixtureRequest) -> set[str]:
    """Return the examples that this run asks for."""
    here = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    return {item.callspec.params.get("name", "") for item in here}


@pytest.fixture(scope="module")
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every filled workbook, opened, recalculated and saved by LibreOffice in one start."""
    folder, saved = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("saved")
    examples = asked_for(request)
    for service, form in CURRENT.items():
        for name in examples.intersection(example_names(service)):
            fill(form, folder / f"{name}.xlsx", typed_answers(name))
        first = typed_answers(f"{service}_1")
        fill(form, folder / f"{service}_as_typed.xlsx", first | AS_PEOPLE_TYPE[service])
        fill(form, folder / f"{service}_late.xlsx", first | {"price_date": date(2030, 1, 1)})
        (folder / f"{service}_blank.xlsx").write_bytes(write_workbook(form))
    fill(CURRENT["care_home"], folder / "not_given.xlsx", typed_answers("care_home_1", food_cost="n/a"))
    convert(sorted(folder.iterdir()), "xlsx:Calc MS Excel 2007 XML", saved, tmp_path_factory.mktemp("profile"))
    return saved


def results(path: Path, form: Form) -> dict[str, dict[str, object]]:
    book = load_workbook(path, data_only=True)
    return {
        column.key: {line.key: cell_named(book, result_name(form, column.key, line.key)).value for line in form.lines}
        for column in form.columns
    }


def differing(ours: Mapping[str, Mapping[str, object]], expected: Mapping[str, Mapping[str, str | None]]) -> list[str]:
    """The lines that are not as expected; a column that is not expected must be blank."""
    wrong = [f"{column} is not blank" for column in ours.keys() - expected.keys() if any(ours[column].values())]
    for column, figures in expected.items():
        wrong += [f"{column} {line}" for line, figure in figures.items() if not agree(ours[column][line], figure)]
    return wrong


def agree(value: object, figure: str | None) -> bool:
    if figure is None or not isinstance(value, (int, float)):
        return figure is None and not isinstance(value, (int, float))
    return abs(value - float(figure)) <= TOLERANCE


@pytest.mark.parametrize("name", each_example())
def test_the_result_sheet_agrees_with_the_worked_example(saved, name):
    form = CURRENT[example(name)["service"]]
    assert differing(results(saved / f"{name}.xlsx", form), expected_columns(name)) == []


@pytest.mark.parametrize("name", each_example())
def test_a_file_that_libreoffice_has_saved_is_still_read_to_the_penny(saved, name):
    [document] = run("check_return", saved / f"{name}.xlsx", "--json").document
    assert document["accepted"], document["findings"]
    assert (document["service"], document["template_version"]) == (example(name)["service"], "1")
    columns = document["columns"] or {document["service"]: document["lines"]}
    for column, figures in expected_columns(name).items():
        for line, figure in figures.items():
            ours = columns[column][line]
            assert ours is None if figure is None else abs(Decimal(ours) - Decimal(figure)) <= Decimal("0.00005")


@pytest.mark.parametrize("service", SERVICES)
def test_percentages_and_choices_may_be_typed_as_people_type_them(saved, service):
    path, expected = saved / f"{service}_as_typed.xlsx", expected_columns(f"{service}_1")
    assert differing(results(path, CURRENT[service]), expected) == []
    [document] = run("check_return", path, "--json").document
    assert document["answers"]["roo_percent"] == "0.05"
    columns = document["columns"] or {service: document["lines"]}
    assert {column: lines["total"] for column, lines in columns.items()} == {
        column: lines["total"] for column, lines in expected.items()
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_price_date_without_rates_gives_no_figure_that_hangs_on_one(saved, service):
    for lines in results(saved / f"{service}_late.xlsx", CURRENT[service]).values():
        assert not [line for line in HANGING[service] if isinstance(lines[line], (int, float))]


def test_a_cost_that_is_not_available_leaves_the_sums_above_it_so_in_every_category(saved):
    for lines in results(saved / "not_given.xlsx", CURRENT["care_home"]).values():
        undefined = {line for line, value in lines.items() if value == "n/a"}
        assert undefined == {"food", "supplies_costs", "return_on_operations", "total"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_blank_workbook_shows_no_error_and_no_figure(saved, service):
    path = saved / f"{service}_blank.xlsx"
    errors = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in load_workbook(path, data_only=True)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []
    assert not [column for column, lines in results(path, CURRENT[service]).items() if any(lines.values())]
