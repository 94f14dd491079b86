"""A paper on money is refused in words while a part is missing; else it adds up, and names no provider in its body."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.tests.in_turn import first_by_day
from markets.papers.domain import resource_facts as parts
from markets.papers.domain.budget_parts import net_years
from markets.papers.domain.kept_budget import kept_terms
from markets.papers.domain.paper_kinds import SectionShape
from markets.papers.domain.resource_paper import resource_annex, resource_paper
from markets.papers.domain.typed_costs import read_costs
from markets.papers.tests.made_papers import BUDGET, WRITTEN, a_result, resource_facts


def text_of(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)


def without_fees() -> parts.ResourceFacts:
    result = a_result()
    zones = tuple(replace(zone, council=type(zone.council)()) for zone in result.zones)
    return resource_facts(result=replace(result, zones=zones))


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        (resource_facts(terms=None), parts.NO_BUDGET),
        (without_fees(), parts.NO_HOURS),
        (resource_facts(risks=[]), parts.NO_RISKS),
        (resource_facts(option="gone"), parts.NO_OPTION),
        (resource_facts(faults=(parts.FREEZE_APPRAISAL,)), parts.FREEZE_APPRAISAL),
    ],
)
def test_a_missing_part_is_said_in_a_sentence(facts, because):
    assert facts.missing() == [because]


def test_a_whole_paper_says_who_what_and_what_it_rests_on():
    facts = resource_facts()
    assert facts.missing() == []
    text = text_of(resource_paper(facts))
    for said in (
        "Redrawn zones, urban and rural rates", "2026–27 counts 182 days", "uplifted by 3 %", "Rural packages wait",
        "4 × 4 = 16", "Care Act 2014", "£1,145,572", "52", "cannot say", "ab" * 32, "not frozen",
    ):  # fmt: skip
        assert said in text, said


def test_names_of_providers_stand_in_the_annex_alone():
    facts = resource_facts()
    assert "Planted Care" not in text_of(resource_paper(facts))
    annex = resource_annex(facts)
    assert annex is not None and "Planted Care 6" in text_of(annex) and "Not for publication" in annex["mark"]
    assert resource_annex(resource_facts(changes=())) is None


def test_four_providers_are_not_even_counted():
    text = text_of(resource_paper(resource_facts(changes=resource_facts().changes[:4])))
    assert "Fewer than five providers" in text and "Lose more than" not in text


def test_years_add_up_with_costs_of_the_first_and_savings_by_days():
    written = {**WRITTEN, "savings": {"words": "Fewer packages handed back; 36,500"}}
    facts = resource_facts(head=replace(resource_facts().head, sections=written))
    years = net_years(facts)
    assert [one.once for one in years] == [Decimal(24_500), 0, 0]
    assert [one.saved for one in years] == [Decimal("18200.00"), Decimal("36500.00"), Decimal("36500.00")]
    assert all(one.net == one.year.more + one.once - one.saved for one in years)
    assert sum(one.year.more for one in years) == facts.more()


@pytest.mark.parametrize(
    ("typed", "pounds"),
    first_by_day(
        [
            ("Monitoring, 40, 210\nLegal; 12; £1,300", [8400, 15600]), ("none", []), ("None.", []),
            ("Monitoring, 40", None), ("Monitoring, -1, 210", None), ("Monitoring, 40, soon", None), (", 4, 5", None),
            ("Monitoring\t2.5\t100", [250]), ("x" * 151 + ", 1, 1", None), ("Monitoring, 40 %, 210", None),
        ],
        4,
    ),
)  # fmt: skip
def test_staff_time_is_read_or_asked_about(typed, pounds):
    found, faults = read_costs(typed, SectionShape.STAFF)
    assert [one.pounds for one in found] == (pounds or []) and bool(faults) == (pounds is None)


@pytest.mark.parametrize("typed", first_by_day([{}, {**BUDGET, "start_1": "13"}, {**BUDGET, "years": "0"}], 1))
def test_a_budget_that_nobody_saved_has_no_terms(typed):
    assert kept_terms(typed) is None and kept_terms(BUDGET) is not None
