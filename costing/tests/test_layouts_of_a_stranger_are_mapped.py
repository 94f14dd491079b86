"""Workbooks that somebody made who knew nothing of the mapping: what is read of them, and what is left to the reader.

What is known to be missing is given by hand; the mapping leaves it unanswered, or asks.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from costing.foreign.layouts import WorkbookLayout, layout_from, layout_of, recognised
from costing.foreign.proposals import propose
from costing.forms import CURRENT
from costing.tests.foreign_layouts import Layout
from costing.tests.test_foreign_layouts_are_mapped import AT_MOST, answers, by_a_careful_person, grid_of, wrong

FILES = Path(__file__).parent / "files" / "foreign"
# A bank's charges are finance to the one and “other” to the other; a name of an “other” line is in its label.
KNOWN_MISSING = {
    ("monthly_model", "homecare"): set[str](),
    ("two_services", "homecare"): {"professional_fees_cost", "other_overheads_cost", "other_overheads_detail"},
    ("two_services", "care_home"): {"other_detail"},
    ("questionnaire", "homecare"): set[str](),
}
# “n/a – used at our other branch” is read as n/a, which a stranger takes for 0.
MISSING_LATER = {("questionnaire", "homecare"): {"employment_allowance"}}
RETURNS = [
    case if case[0] == "questionnaire" else pytest.param(*case, marks=pytest.mark.nightly) for case in KNOWN_MISSING
]


@cache
def made(name: str, service: str) -> Layout:
    says = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))[service]
    return Layout(name, service, (FILES / f"{name}.xlsx").read_bytes(), says)


@cache
def remembered(name: str, service: str) -> WorkbookLayout:
    layout = made(name, service)
    proposal = propose(CURRENT[service], grid_of(layout))
    kept = layout_of(grid_of(layout), proposal.settled(by_a_careful_person(layout, proposal)))
    return layout_from(json.loads(json.dumps(kept.document())))


@pytest.mark.parametrize(("name", "service"), RETURNS)
def test_a_strangers_layout_takes_at_most_ten_confirmations_and_invents_nothing(name: str, service: str):
    layout = made(name, service)
    proposal = propose(CURRENT[service], grid_of(layout))
    assert proposal.confirmations <= AT_MOST
    got = answers(layout, proposal, by_a_careful_person(layout, proposal))
    assert set(wrong(layout, got)) == KNOWN_MISSING[name, service]
    invented = {key for key, answer in got.by_key.items() if answer.address and answer.value is not None}
    assert invented <= layout.says.keys()


@pytest.mark.parametrize(("name", "service"), RETURNS)
def test_the_next_workbook_of_a_strangers_layout_is_read_by_itself(name: str, service: str):
    again = made(f"{name}_second", service)
    proposal = recognised(CURRENT[service], grid_of(again), remembered(name, service))
    assert proposal is not None and proposal.confirmations == 0
    known = KNOWN_MISSING[name, service] | MISSING_LATER.get((name, service), set())
    assert set(wrong(again, answers(again, proposal, {}))) == known
