"""Workbooks of other councils' layouts are mapped with few confirmations, and by themselves the second time."""

import json
from functools import cache

import pytest

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

AT_MOST = 10
NAMES = tuple(maker.__name__ for maker in LAYOUTS)


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


@pytest.mark.parametrize("name", NAMES)
def test_a_new_layout_takes_at_most_ten_confirmations(name: str):
    layout = made(name)
    proposal = propose(CURRENT[layout.service], grid_of(layout))
    assert proposal.confirmations <= AT_MOST
    got = answers(layout, proposal, by_a_careful_person(layout, proposal))
    assert wrong(layout, got) == {}
    invented = {key for key, answer in got.by_key.items() if answer.address and answer.value is not None}
    assert invented <= layout.says.keys()


@pytest.mark.parametrize("name", NAMES)
def test_another_provider_in_the_same_layout_takes_none(name: str):
    again = made(name, 3)
    proposal = recognised(CURRENT[again.service], grid_of(again), remembered(name))
    assert proposal is not None and proposal.confirmations == 0
    assert wrong(again, answers(again, proposal, {})) == {}


@pytest.mark.parametrize("name", NAMES)
def test_no_layout_is_taken_for_another(name: str):
    service = made(name).service
    others = [made(other) for other in NAMES if other != name and made(other).service == service]
    assert [o.name for o in others if recognised(CURRENT[service], grid_of(o), remembered(name))] == []
