"""Where a name is lost its cell is found by its label, and where that leaves doubt it is missing, never guessed."""

import re
from collections.abc import Mapping

import pytest

from costing.form import AnswerType, Form, Question
from costing.reader import read_workbook
from costing.reader.labels import label_key
from costing.reader.raw_return import RawReturn
from costing.tests.hostile.craft import packed, worksheet

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _question(key: str, sheet: str, label: str) -> Question:
    return Question(key, sheet, label, "", AnswerType.DECIMAL, (), True, None, None, None, "")


QUESTIONS = (
    _question("beds", "Home", "Beds"),
    _question("hours_day", "Home", "Hours"),
    _question("hours_night", "Home", "Hours"),
    _question("food", "Costs", "Food"),
    _question("rent", "Costs", "Rent"),
)
FORM = Form("made_up", "1", "", "", "", QUESTIONS, (), (), "hours")

Rows = Mapping[str, str]
HOME = {"B2": "Beds", "C2": "20", "B3": "Hours", "C3": "8", "B4": "Hours", "C4": "4"}
COSTS = {"B2": "Food", "C2": "500", "B3": "Rent", "C3": "700"}
NAMES = {
    "beds": "Home!$C$2",
    "hours_day": "Home!$C$3",
    "hours_night": "Home!$C$4",
    "food": "Costs!$C$2",
    "rent": "Costs!$C$3",
}


def _book(sheets: Mapping[str, Rows], names: Mapping[str, str], merged: str = "") -> bytes:
    identity = {"B1": "Form: service", "C1": "made_up", "B2": "Form: version", "C2": "1"}
    titles = {**sheets, "Form": identity}
    listed = "".join(f'<sheet name="{t}" sheetId="{i}" r:id="r{i}"/>' for i, t in enumerate(titles))
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/worksheet" Target="s{i}.xml"/>' for i in range(len(titles))
    )
    defined = "".join(f'<definedName name="{name}">{place}</definedName>' for name, place in names.items())
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets><definedNames>{defined}</definedNames>'
    )
    top = f'<Relationship Id="x" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{top}</Relationships>',
        "xl/workbook.xml": f"{book}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        **{f"xl/s{i}.xml": _sheet(cells, merged) for i, cells in enumerate(titles.values())},
    }
    return packed({name: part.encode() for name, part in parts.items()})


def _sheet(cells: Rows, merged: str) -> str:
    rows = "".join(
        f'<row r="{re.sub("[A-Z]", "", at)}"><c r="{at}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for at, text in cells.items()
    )
    return worksheet(rows, behind=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else "")


def _read(sheets: Mapping[str, Rows], names: Mapping[str, str], merged: str = "") -> RawReturn:
    raw = read_workbook(_book(sheets, names, merged), {("made_up", "1"): FORM})
    assert isinstance(raw, RawReturn), raw
    return raw


def _texts(raw: RawReturn) -> dict[str, str]:
    return {key: cell.text for key, cell in raw.cells.items()}


def _without(*keys: str) -> dict[str, str]:
    return {key: place for key, place in NAMES.items() if key not in keys}


ALL = {"beds": "20", "hours_day": "8", "hours_night": "4", "food": "500", "rent": "700"}


def test_named_cells_need_no_label() -> None:
    raw = _read({"Home": HOME, "Costs": {"C2": "500", "C3": "700"}}, NAMES)
    assert (_texts(raw), raw.by_label, raw.missing) == (ALL, frozenset(), frozenset())


def test_without_any_name_every_cell_is_found_by_its_label() -> None:
    raw = _read({"Home": HOME, "Costs": COSTS}, {})
    assert (_texts(raw), raw.by_label) == (ALL, frozenset(ALL))


def test_the_same_label_twice_is_told_apart_by_its_order() -> None:
    raw = _read({"Home": HOME, "Costs": COSTS}, _without("hours_day", "hours_night"))
    assert (_texts(raw), raw.by_label) == (ALL, frozenset({"hours_day", "hours_night"}))


@pytest.mark.parametrize("lost", ["hours_day", "hours_night"])
def test_of_the_same_label_twice_the_one_still_named_is_not_taken(lost: str) -> None:
    raw = _read({"Home": HOME, "Costs": COSTS}, _without(lost))
    assert (_texts(raw), raw.by_label) == (ALL, frozenset({lost}))


def test_a_label_that_stands_once_too_often_leaves_both_missing() -> None:
    raw = _read({"Home": {**HOME, "B9": "Hours", "C9": "99"}, "Costs": COSTS}, _without("hours_day", "hours_night"))
    assert raw.missing == {"hours_day", "hours_night"}
    assert raw.cells.keys() == ALL.keys() - raw.missing


def test_a_label_on_another_sheet_of_the_form_does_not_count() -> None:
    raw = _read({"Home": {**HOME, "B9": "Rent", "C9": "1"}, "Costs": COSTS}, _without("rent"))
    assert _texts(raw)["rent"] == "700"


def test_a_label_right_of_the_inputs_is_a_remark() -> None:
    raw = _read({"Home": HOME, "Costs": {**COSTS, "E3": "Rent"}}, _without("rent"))
    assert _texts(raw)["rent"] == "700"


def test_columns_put_in_between_are_stepped_over_where_other_inputs_show_the_way() -> None:
    costs = {"B2": "Food", "E2": "500", "B3": "Rent", "C3": "a remark", "E3": "700"}
    raw = _read({"Home": HOME, "Costs": costs}, {**_without("rent"), "food": "Costs!$E$2"})
    assert _texts(raw)["rent"] == "700"


def test_a_label_merged_over_two_columns_has_its_input_behind_them() -> None:
    costs = {"A2": "Food", "C2": "500", "A3": "Rent", "C3": "700"}
    raw = _read({"Home": HOME, "Costs": costs}, _without("food", "rent"), merged="A3:B3")
    assert _texts(raw)["rent"] == "700"


@pytest.mark.parametrize("spelling", ["RENT", " rent : ", "Rent *", "Rent:", "**Rent**", "rent\u00a0"])
def test_capitals_blanks_asterisks_and_colons_do_not_matter(spelling: str) -> None:
    raw = _read({"Home": HOME, "Costs": {**COSTS, "B3": spelling}}, _without("rent"))
    assert _texts(raw)["rent"] == "700"


@pytest.mark.parametrize("other", ["Rents", "Rent (gross)", "Rent and rates", ""])
def test_another_label_is_another_question(other: str) -> None:
    raw = _read({"Home": HOME, "Costs": {**COSTS, "B3": other}}, _without("rent"))
    assert raw.missing == {"rent"}


def test_a_renamed_sheet_is_known_by_the_names_it_still_has() -> None:
    raw = _read({"Home": HOME, "Our money": COSTS}, {**_without("rent"), "food": "'Our money'!$C$2"})
    assert (_texts(raw), raw.by_label) == (ALL, frozenset({"rent"}))


def test_a_renamed_sheet_without_names_is_known_by_its_labels() -> None:
    raw = _read({"Home": HOME, "Our money": COSTS, "Notes": {"B2": "Rent"}}, _without("food", "rent"))
    assert _texts(raw) == ALL


def test_two_sheets_that_could_be_it_are_neither() -> None:
    raw = _read({"Home": HOME, "Money": COSTS, "Copy": COSTS}, _without("food", "rent"))
    assert raw.missing == {"food", "rent"}


def test_labels_are_compared_as_people_read_them() -> None:
    assert label_key("  “Other” – costs ...: ") == label_key('"other" - Costs …')
