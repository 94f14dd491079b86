"""Workbooks of other councils' layouts are mapped with few confirmations, and by themselves the second time."""

import json
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from costing import sandbox
from costing.answers import Answers
from costing.foreign.evaluation import raw_return
from costing.foreign.grid import Grid
from costing.foreign.layouts import WorkbookLayout, layout_from, layout_of, recognised
from costing.foreign.proposal import MappingProposal
from costing.foreign.proposals import propose
from costing.forms import CURRENT
from costing.parsing.answers import take_in
from costing.tests.foreign_layouts import LAYOUTS, Layout
from costing.tests.hostile.expectation import mostly_nightly

AT_MOST = 10
NAMES = tuple(maker.__name__ for maker in LAYOUTS)
# Three by day: they differ most; the others show the same again.
BY_DAY = ("monthly_overheads", "two_services_in_columns", "home_in_rows")
EACH = [name if name in BY_DAY else pytest.param(name, marks=pytest.mark.nightly) for name in NAMES]


@cache
def made(name: str, number: int = 0) -> Layout:
    return next(maker for maker in LAYOUTS if maker.__name__ == name)(number)


def grid_of(layout: Layout) -> Grid:
    return _grid(layout.data)


@cache
def _grid(data: bytes) -> Grid:
    grid = sandbox.read_any_layout(data)
    assert isinstance(grid, Grid)
    return grid


def answers(layout: Layout, proposal: MappingProposal, chosen: dict[str, int]) -> Answers:
    form = CURRENT[layout.service]
    return take_in(form, raw_return(form, grid_of(layout), proposal.settled(chosen), {}))[0]


def close(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-6 * max(1, abs(float(other)))
    except ValueError:
        return one == other


def by_a_careful_person(layout: Layout, proposal: MappingProposal) -> dict[str, int]:
    """Settle each doubt as somebody does who knows the workbook."""
    chosen: dict[str, int] = {}
    for doubt in proposal.doubts:

        def right(number: int, doubt=doubt) -> int:
            got = answers(layout, proposal, {**chosen, doubt.id: number}).by_key
            return sum(close(got[key].normal, layout.says.get(key, "")) for key in doubt.keys)

        chosen[doubt.id] = max(range(len(doubt.options)), key=right)
    return chosen


def wrong(layout: Layout, got: Answers) -> dict[str, tuple[str, str]]:
    said = {key: (text, got.by_key[key].normal) for key, text in layout.says.items()}
    return {key: pair for key, pair in said.items() if not close(*pair)}


@cache
def remembered(name: str) -> WorkbookLayout:
    layout = made(name)
    proposal = propose(CURRENT[layout.service], grid_of(layout))
    kept = layout_of(grid_of(layout), proposal.settled(by_a_careful_person(layout, proposal)))
    return layout_from(json.loads(json.dumps(kept.document())))


@pytest.mark.parametrize("name", EACH)
def test_a_new_layout_takes_at_most_ten_confirmations(name: str):
    layout = made(name)
    proposal = propose(CURRENT[layout.service], grid_of(layout))
    assert proposal.confirmations <= AT_MOST
    got = answers(layout, proposal, by_a_careful_person(layout, proposal))
    assert wrong(layout, got) == {}
    invented = {key for key, answer in got.by_key.items() if answer.address and answer.value is not None}
    assert invented <= layout.says.keys()


@pytest.mark.parametrize("name", EACH)
def test_another_provider_in_the_same_layout_takes_none(name: str):
    again = made(name, 3)
    proposal = recognised(CURRENT[again.service], grid_of(again), remembered(name))
    assert proposal is not None and proposal.confirmations == 0
    assert wrong(again, answers(again, proposal, {})) == {}


@pytest.mark.parametrize("name", [NAMES[0], *(pytest.param(name, marks=pytest.mark.nightly) for name in NAMES[1:])])
def test_no_layout_is_taken_for_another(name: str):
    service = made(name).service
    others = [made(other) for other in NAMES if other != name and made(other).service == service]
    assert [o.name for o in others if recognised(CURRENT[service], grid_of(o), remembered(name))] == []


def changed(name: str, number: int, change) -> Layout:
    """Return a layout after somebody changed its first sheet."""
    layout = made(name, number)
    book = load_workbook(BytesIO(layout.data))
    change(book.worksheets[0])
    into = BytesIO()
    book.save(into)
    return replace(layout, data=into.getvalue())


def test_a_row_that_was_put_in_is_one_question_for_all_that_moved():
    again = changed("monthly_overheads", 5, lambda sheet: sheet.insert_rows(36))
    proposal = recognised(CURRENT["homecare"], grid_of(again), remembered("monthly_overheads"))
    assert proposal is not None
    assert [doubt.id for doubt in proposal.doubts] == ["moved"]
    assert wrong(again, answers(again, proposal, {"moved": 0})) == {}


def test_a_label_that_was_changed_is_asked_alone():
    again = changed("monthly_overheads", 5, lambda sheet: sheet.__setitem__("A40", "Stationery and post"))
    proposal = recognised(CURRENT["homecare"], grid_of(again), remembered("monthly_overheads"))
    assert proposal is not None and proposal.confirmations == 2
    assert wrong(again, answers(again, proposal, {"lost": 0})) == {}


def test_a_line_that_is_new_is_asked():
    again = changed("monthly_overheads", 5, lambda sheet: (sheet.append([]), sheet.append(["Telecare", 50])))
    proposal = recognised(CURRENT["homecare"], grid_of(again), remembered("monthly_overheads"))
    assert proposal is not None and [doubt.id for doubt in proposal.doubts] == ["new"]


def test_two_cells_of_one_label_are_shown_with_their_surroundings_and_never_guessed():
    def repeat(sheet):
        other = sheet.parent.create_sheet("Office return")
        other["A1"], other["B1"] = "Basic carer hourly rate (£)", 10.5

    form, twice = CURRENT["homecare"], changed("monthly_overheads", 0, repeat)
    proposal = propose(form, grid_of(twice))
    doubt = next(doubt for doubt in proposal.doubts if "basic_pay_rate" in doubt.keys)
    assert doubt.likely is None and proposal.unsettled({}) != ()
    labels = " ".join(option.label for option in doubt.options).casefold()
    assert "cost model" in labels and "carer wages" in labels and "office return" in labels
    assert "basic_pay_rate" not in {rule.key for rule in proposal.settled({})}


@pytest.mark.parametrize("error", mostly_nightly(["#N/A", "#REF!", "#DIV/0!"]))
def test_an_error_is_never_an_answer(error: str):
    form = CURRENT["homecare"]
    broken = changed("monthly_overheads", 0, lambda sheet: sheet.__setitem__("B34", error))
    proposal = propose(form, grid_of(broken))
    chosen = by_a_careful_person(broken, proposal)
    read, found = take_in(form, raw_return(form, grid_of(broken), proposal.settled(chosen), {}))
    assert read.by_key["back_office_cost"].value is None
    assert [(one.code, one.cell) for one in found if one.key == "back_office_cost"] == [("R04", "B34")]
