"""Every value of the worked example, by the functions and by the command."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import run
from markets.measures.domain import double_handed, minutes, reliability
from markets.measures.domain.concentration import band_of, concentration_ratio, equivalent_providers, herfindahl
from markets.measures.domain.continuity import bice_boxerman, usual_share
from markets.measures.domain.price_dispersion import price_dispersion
from markets.measures.domain.sub_contracts import SubContractOfLot
from markets.measures.domain.turnover_of_clients import ends_per_hundred, mean_stay_in_weeks
from markets.measures.domain.visit_set import VisitSet
from markets.measures.domain.wage_test import effective_pay
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.rounds import care_rounds
from markets.visits.domain.visit_file import VisitDataset, visits_from

FILES = Path(__file__).parents[2] / "visits" / "tests" / "files"
SMALL = FILES / "visits_small.csv"
EXPECTED: dict[str, Any] = json.loads((FILES / "visits_small_expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small() -> VisitDataset:
    return visits_from(SMALL.read_text(encoding="utf-8").splitlines(keepends=True), ColumnMapping())


@pytest.fixture(scope="module")
def visits(small: VisitDataset) -> VisitSet:
    return VisitSet(list(small.used), small.marks)


def near(found: object, expected: float, places: float = 5e-7) -> bool:
    return abs(float(found) - expected) <= places  # type: ignore[arg-type]


def test_rows(small: VisitDataset):
    assert small.rows == EXPECTED["rows_in_file"] and small.copies == EXPECTED["duplicates_dropped"]
    assert {code: len(rows) for code, rows in small.marks.items() if rows} == {"V10": 1}
    assert len(small.used) == EXPECTED["attendances"]
    assert len({row.visit for row in small.used}) == EXPECTED["visits"]


@pytest.mark.parametrize(
    ("measure", "key"),
    [
        (minutes.delivered_of_done, "delivered_of_done"),
        (minutes.delivered_of_commissioned, "delivered_of_commissioned"),
        (minutes.short, "short"),
        (minutes.under_30, "under_30_minutes_share"),
        (minutes.manual, "manual"),
        (reliability.punctual_15, "punctual_15"),
        (reliability.missed, "missed"),
        (double_handed.double_share, "double_handed_share_of_attendances"),
        (double_handed.overlap, "double_handed_overlap_of_planned"),
    ],
)
def test_shares(visits: VisitSet, measure: Any, key: str):
    assert near(measure(visits).value, EXPECTED[key])


def test_what_they_are_made_of(visits: VisitSet):
    delivered = minutes.delivered_of_done(visits)
    assert (delivered.numerator, delivered.denominator) == (
        EXPECTED["delivered_minutes"],
        EXPECTED["planned_minutes_of_done"],
    )
    assert minutes.under_15(visits).numerator == EXPECTED["under_15_minutes"]
    assert double_handed.overlap(visits).numerator == EXPECTED["double_handed_overlap_minutes"]
    short = [f"{row.visit}/{row.attendance}" for row in visits.done_with_plan if minutes.is_short(row)]
    assert sorted(short) == sorted(EXPECTED["short_visits"])
    late = [row.visit for row in visits.done if not row.by_hand and (row.lateness or 0) > 900]
    assert late == EXPECTED["late_over_15"]


@pytest.mark.parametrize("client", ["C1", "C4"])
def test_continuity(visits: VisitSet, client: str):
    rows = next(rows for (_, name), rows in visits.by_client.items() if name == client)
    carers = [row.carer for row in rows]
    counts = [carers.count(name) for name in set(carers)]
    expected = EXPECTED[f"continuity_{client}"]
    assert (len(counts), len(rows)) == (expected["carers"], expected["attendances"])
    assert near(bice_boxerman(counts), expected["coc"]) and near(usual_share(counts), expected["usual_carer"])


def test_rounds(small: VisitDataset):
    found = [
        {
            "carer": each.visits[0].carer,
            "visits": [visit.visit for visit in each.visits],
            "contact_minutes": each.contact / 60,
            "gap_minutes": [gap / 60 for gap in each.gaps],
            "span_minutes": each.span / 60,
            "contact_share": round(each.contact / each.span, 6),
        }
        for each in care_rounds(small.used)
    ]
    assert sorted(found, key=str) == sorted(EXPECTED["rounds"], key=str)


def test_wage_test():
    expected, pay = EXPECTED["wage_test_round_1"], Fraction("12.60")
    assert near(effective_pay(pay, 63, 23), expected["all_of_the_gap_counts"])
    assert near(effective_pay(pay, 63, 12), expected["of_23_minutes_12_are_travel_and_the_rest_is_free"])
    assert near(effective_pay(pay, 63, 12, 12, Fraction("12.21")), expected["travel_paid_at_nlw_12_minutes"])


def test_concentration():
    expected = EXPECTED["concentration"]
    hours, index = expected["hours"], herfindahl(expected["hours"])
    assert index is not None
    assert near(concentration_ratio(hours, 3), expected["cr3"]) and near(index, expected["hhi"])
    assert near(equivalent_providers(index), expected["equivalent_equal_providers"])
    assert sum(band_of(each) == "under_100" for each in hours) == expected["under_100"]


def test_turnover():
    expected = EXPECTED["turnover"]
    ends, books = expected["ends"], expected["mean_on_books"]
    assert near(ends_per_hundred(ends, books), expected["ends_per_100_a_year"], 0.005)
    assert near(mean_stay_in_weeks(ends, books), expected["mean_length_weeks_in_steady_state"], 0.005)


def test_price():
    """The example names its figures and not its rates; these are ours, worked out by hand."""
    found = price_dispersion([(24, 300), (26, 100), (99, 0)])
    assert found is not None
    assert (found.mean, found.largest_over_least) == (Fraction("24.5"), Fraction(26, 24))
    assert near(found.deviation, 0.866025) and near(found.variation, 0.035348)
    expected = EXPECTED["price"]
    assert near(expected["weighted_sd"] / expected["weighted_mean"], expected["cv"], 5e-6)
    assert price_dispersion([]) is None and price_dispersion([(0, 5)]) is None


def test_subcontracting():
    expected = EXPECTED["subcontracting"]
    rates = (Fraction("25.2"), Fraction("21.9"), Fraction(180), Fraction(520))
    found = SubContractOfLot(*rates, lot_hours=Fraction(700))
    assert near(found.margin, expected["margin_per_hour"]) and near(found.margin_share, expected["margin_share"])
    assert near(found.margin_a_year, expected["margin_a_year"]) and near(
        found.lead_share, expected["lead_share_of_lot"]
    )
    assert not found.is_flagged() and SubContractOfLot(*rates, lot_hours=Fraction(900)).is_flagged()
    assert not found.carries(Fraction("25.5"))


def test_the_command_shows_them():
    document = run("measure_visits", SMALL, "--json").document
    market = document["market"]
    assert document["quality"]["V10"] == 1 and sum(document["quality"].values()) == 1
    assert market["delivered_of_done"] == {
        "value": "0.816049",
        "numerator": "330.500000",
        "denominator": "405.000000",
        "n": 11,
    }
    assert market["coc"] == {"hidden": "C5"} and market["gap"] == {"hidden": "W5"}
    assert market["pickup"] is None and market["stretched"] is None
    assert document["providers"]["P1"]["punctual_15"]["value"] == "0.666667"
    assert {Decimal(market[key]["value"]) for key in ("short", "missed")} == {Decimal("0.454545"), Decimal("0.083333")}
