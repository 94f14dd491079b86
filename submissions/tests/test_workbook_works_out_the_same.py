"""LibreOffice's recalculated Result is the portal's, whatever way the answers were typed, and after it has saved."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from submissions.domain.forms import CURRENT
from submissions.domain.workbook import write_workbook
from submissions.tests.commands import run
from submissions.tests.libreoffice import convert
from submissions.tests.returns import example, example_names

# openpyxl says that it does not know the data bars; what we look at are values.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

FORM = CURRENT["homecare"]
TOLERANCE = 0.00005
# The same answers as homecare_1, typed as people type them.
AS_PEOPLE_TYPE = {
    "sick_pay_share": 3,
    "roo_percent": 5,
    "overheads_uplift": 0,
    "pension_rate": 3,
    "roo_basis": "Markup",
}


def cell_named(book: Workbook, name: str):
    [(sheet, reference)] = book.defined_names[name].destinations
    return book[sheet][reference.replace("$", "")]


def typed(key: str, answer: str) -> object:
    question = FORM.by_key[key]
    if question.is_numeric and answer != "n/a":
        return float(answer)
    return date.fromisoformat(answer) if question.type == "date" else answer


def fill(path: Path, answers: Mapping[str, object]) -> None:
    """Write answers into the blank workbook by the names of its cells, as a script or a person would."""
    path.write_bytes(write_workbook(FORM))
    book = load_workbook(path)
    for key, answer in answers.items():
        if answer != "":
            cell_named(book, key).value = answer
    book.save(path)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every filled workbook, opened, recalculated and saved by LibreOffice in one start."""
    folder, saved = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("saved")
    for name in example_names("homecare"):
        fill(folder / f"{name}.xlsx", {k: typed(k, v) for k, v in example(name)["answers"].items() if v})
    first = {k: typed(k, v) for k, v in example("homecare_1")["answers"].items() if v}
    fill(folder / "as_typed.xlsx", first | AS_PEOPLE_TYPE)
    fill(folder / "late.xlsx", first | {"price_date": date(2030, 1, 1)})
    (folder / "blank.xlsx").write_bytes(write_workbook(FORM))
    convert(sorted(folder.iterdir()), "xlsx:Calc MS Excel 2007 XML", saved, tmp_path_factory.mktemp("profile"))
    return saved


def results(path: Path) -> dict[str, object]:
    book = load_workbook(path, data_only=True)
    return {line.key: cell_named(book, f"result_{line.key}").value for line in FORM.lines}


def differing(ours: Mapping[str, object], expected: Mapping[str, str | None]) -> Iterator[str]:
    for line, figure in expected.items():
        value = ours[line]
        if figure is None:
            if isinstance(value, (int, float)):
                yield line
        elif not isinstance(value, (int, float)) or abs(value - float(figure)) > TOLERANCE:
            yield line


@pytest.mark.parametrize("name", example_names("homecare"))
def test_the_result_sheet_agrees_with_the_worked_example(saved, name):
    assert list(differing(results(saved / f"{name}.xlsx"), example(name)["expected"]["lines"])) == []


@pytest.mark.parametrize("name", example_names("homecare"))
def test_a_file_that_libreoffice_has_saved_is_still_read_to_the_penny(saved, name):
    [document] = run("check_return", saved / f"{name}.xlsx", "--json").document
    assert document["accepted"], document["findings"]
    assert (document["service"], document["template_version"]) == ("homecare", "1")
    for line, figure in example(name)["expected"]["lines"].items():
        ours = document["lines"][line]
        assert ours is None if figure is None else abs(Decimal(ours) - Decimal(figure)) <= Decimal("0.00005")


def test_percentages_and_choices_may_be_typed_as_people_type_them(saved):
    expected = example("homecare_1")["expected"]["lines"]
    assert list(differing(results(saved / "as_typed.xlsx"), expected)) == []
    [document] = run("check_return", saved / "as_typed.xlsx", "--json").document
    assert document["answers"]["sick_pay_share"] == "0.03"
    assert document["lines"]["total"] == expected["total"]


def test_a_price_date_without_rates_gives_no_figure_that_hangs_on_one(saved):
    ours = results(saved / "late.xlsx")
    hanging = ("national_insurance", "pension", "cqc_fees", "careworker_costs", "business_costs", "total")
    assert not [line for line in hanging if isinstance(ours[line], (int, float))]


def test_a_blank_workbook_shows_no_error_and_no_figure(saved):
    book = load_workbook(saved / "blank.xlsx", data_only=True)
    errors = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []
    assert set(results(saved / "blank.xlsx").values()) <= {None, ""}
