"""Test support: what an annex is written from, for an invented market, without a database."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from costing.form import Form
from costing.forms import CURRENT
from costing.report import check_raw
from costing.synthetic import invented_market
from costing.tests.returns import raw_return
from reports.annexes.domain.annex_facts import AnnexFacts
from reports.annexes.domain.editions import AnnexEdition
from reports.annexes.domain.report.facts import EngagementFacts, ProcessCounts, ReportFacts
from reports.annexes.domain.sums import summed
from reports.domain.cohort import CohortFault
from reports.domain.exact_document import exact_document
from reports.domain.inputs import Inputs, ReturnInputs, return_costs
from reports.domain.price_document import price_parts
from reports.domain.release_preview import EQUAL
from reports.domain.released_costs import released_costs
from reports.domain.scenarios import ReturnScenario
from reports.domain.subgroups import breakdown_of
from reports.domain.summary import public_table, released_summary, statutory_summary
from reports.domain.supporting_information import appointments_in, asked_in
from reports.domain.uplift import given_in
from reports.domain.uplift_choice import UpliftChoice, chosen_uplift
from reports.domain.uplift_terms import Uplift
from reports.indices.domain.price_index import IndexValue, PriceIndex

LATER, FIVE = date(2026, 4, 1), Decimal("0.05")

ABOUT = (("Release", "1"), ("Method", "2026.1"), ("Form", "1"), ("Policy", "protected-4"))
COVERAGE_HEADS = ("Stage", "Providers", "% of providers", "Branches", "% of branches", "Hours", "% of hours")
SECTIONS = (
    {
        "heading": "Who was asked",
        "paragraphs": ["Testshire asked 20 locations of 18 providers for a return."],
        "tables": [],
    },
    {
        "heading": "Response",
        "paragraphs": ["The response rate is 70 %."],
        "tables": [
            {
                "key": "coverage",
                "title": "Coverage",
                "heads": COVERAGE_HEADS,
                "rows": [
                    ["In scope", "18", "–", "20", "–", "4,000", "–"],
                    ["Engaged", "17", "94 %", "19", "95 %", "3,900", "98 %"],
                    ["Submitted", "13", "72 %", "15", "75 %", "3,777", "94 %"],
                ],
                "note": "",
            }
        ],
    },
)
WORDS = {"roo": "A return of 5 % is usual.\n\nSee <the> & market.", "roc": "6 % of freehold.", "method": ""}


@cache
def invented_inputs(service: str, size: int) -> tuple[ReturnInputs, ...]:
    return tuple(_inputs(service, number, one) for number, one in enumerate(invented_market(service, size, seed=5)))


def _inputs(service: str, number: int, answers: dict[str, str]) -> ReturnInputs:
    costs = check_raw(raw_return(service, answers)).costs
    assert costs is not None
    location = answers["location_id"]
    return ReturnInputs(
        version=location,
        location=location,
        owner=f"owner {number}",
        costs=costs,
        weight=Decimal(50 + number),
        asked=asked_in(service, answers),
        breakdown=breakdown_of("North" if number % 2 else "South", "", None),
        appointments=appointments_in(service, answers),
        given=given_in(service, answers),
    )


def with_prices(service: str, rows: tuple[ReturnInputs, ...]) -> dict[str, Any]:
    """Return an uplift by one index, and a scenario."""
    form, since = CURRENT[service], date(2025, 4, 1)
    index = PriceIndex("CPI", (IndexValue(since, Decimal(130), "ONS"), IndexValue(LATER, Decimal(134), "ONS")))
    uplift = chosen_uplift(form, UpliftChoice(LATER, {}, "cpi"), since, {"cpi": index})
    assert isinstance(uplift, Uplift)
    inputs = Inputs(
        "x", service, "1", since, Decimal(52), {}, rows, uplift=uplift, scenarios=(ReturnScenario(FIVE, FIVE),)
    )
    return price_parts(form, inputs)


def released(form: Form, rows: tuple[ReturnInputs, ...]) -> dict[str, Any]:
    """Return the document of a release, broken down by zone."""
    table = public_table(form, [released_costs(form, row, ("zone",)) for row in rows])
    assert not isinstance(table, CohortFault)
    return released_summary(table, ("zone",))


@cache
def report_facts(service: str, edition: AnnexEdition, size: int = 14) -> ReportFacts:
    form, rows = CURRENT[service], invented_inputs(service, size)
    costs = [return_costs(form, row) for row in rows]
    is_exact = edition == AnnexEdition.STATUTORY
    exact = {**exact_document(form, rows, 20, seed="a"), **with_prices(service, rows)}
    figures = statutory_summary(form, costs) if is_exact else released(form, rows)
    equal = len(figures.pop(EQUAL)) if is_exact else None
    known = AnnexFacts(
        form=form,
        edition=edition,
        authority="Testshire",
        exercise="Costs 2026",
        price_date="1 April 2026",
        figures=figures if is_exact else {**figures, "coverage": {"all": "0.65", "homecare": "0.65"}},
        calculation=exact if is_exact else {},
        sums=summed(form, rows) if is_exact else {},
        used=size,
        received=15,
        eligible=20,
        equal=equal,
        about=ABOUT,
    )
    return ReportFacts(
        figures=known,
        opens_on="1 June 2026",
        closes_on="31 August 2026",
        engagement=EngagementFacts("1 September 2026", SECTIONS, 18, 20, "4000"),
        words=WORDS,
        rates={"national_living_wage": "12.71", "employer_ni_rate": "0.15"},
        process=ProcessCounts(
            {"Blank in parts": 2},
            {"Mileage: Counted twice": 1},
            {},
            {"Explained": 7},
            {1: {"Explained": 5}, 2: {"Explained": 2}},
            5,
        ),
        used={"providers": "13", "locations": str(size), "weight": "3000"} if is_exact else {},
    )
