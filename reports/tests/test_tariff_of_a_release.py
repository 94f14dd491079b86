"""The tariff of a release is worked out from its lines, of an earlier one from its published lengths; and it says
nothing where they say too little."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from costing.figure_words import gbp
from costing.tests.test_tariff_is_exact import invented_costs
from reports.domain.policy import PROTECTED
from reports.domain.released_tariff import PublishedRate, line_through, released_tariff, tariff_from, tariff_says
from reports.domain.visits_from_lines import MEAN_VISIT, two_parts, visits_part

PENNY = Decimal("0.01")


def rates(a_visit: str, a_minute: str, *lengths: int, step: Decimal = PENNY) -> list[PublishedRate]:
    """Return the rates on a line, to a penny an hour."""
    costs = {k: Decimal(a_visit) + Decimal(a_minute) * k for k in lengths}
    return [PublishedRate(k, (cost * 60 / k).quantize(PENNY), step) for k, cost in costs.items()]


def document(**medians: str | None) -> dict[str, Any]:
    cells = {k[1:]: {"n": median and 14, "median": median} for k, median in medians.items()}
    policy = {"version": "protected-3", "sha256": "0" * 64}
    return {"table": {}, "totals": {}, "policy": policy, "visits": {"homecare": cells}}


def test_a_line_is_found_again() -> None:
    found = tariff_from(rates("3.70", "0.389", 15, 30, 45, 60))
    assert found is not None
    assert (found.per_visit, found.per_minute, found.lengths) == (Decimal("3.70"), Decimal("0.389"), (15, 30, 45, 60))
    assert found.off_by <= PENNY and found.cost_of(30) == Decimal("15.37")
    assert found.pence_a_minute == "38.9"


def test_it_is_the_plain_weighted_line() -> None:
    """Beside the normal equations in floats, on lengths that lie on no line."""
    rng = Random(7)
    for _ in range(50):
        points = [PublishedRate(k, Decimal(rng.randint(2000, 4000)) / 100, Decimal("0.1")) for k in (15, 30, 45, 60)]
        points[0] = PublishedRate(15, points[0].per_hour, Decimal("0.2"))
        x, y, w = ([60 / p.minutes for p in points], [float(p.per_hour) for p in points], [4, 16, 16, 16])
        sums = [
            sum(a * b**i * c**j for a, b, c in zip(w, x, y, strict=True))
            for i, j in ((0, 0), (1, 0), (2, 0), (0, 1), (1, 1))
        ]
        slope = (sums[0] * sums[4] - sums[1] * sums[3]) / (sums[0] * sums[2] - sums[1] ** 2)
        a_visit, an_hour, _ = line_through(points)
        assert abs(float(a_visit) - slope) < 1e-9
        assert abs(float(an_hour) - (sums[3] - slope * sums[1]) / sums[0]) < 1e-9


def test_doubt_is_what_rounding_alone_can_move() -> None:
    (short, long) = rates("3.70", "0.389", 30, 60, step=Decimal("0.10"))
    *_, doubt = line_through([short, long])
    assert doubt == Decimal("0.10")


def test_there_is_none_where_too_little_is_shown() -> None:
    assert tariff_from([]) is None and tariff_from(rates("3", "0.4", 30)) is None
    assert tariff_from(rates("3", "0.4", 45, 60, step=Decimal("0.5"))) is None, "rounding alone moves it by £1.50"
    assert tariff_from(rates("-1", "0.4", 15, 30, 60)) is None, "longer visits are dearer by the hour"
    hidden = document(v15=None, v30="30.70", v45=None, v60=None)
    assert released_tariff(hidden, "homecare") is None
    assert released_tariff({"table": {}, "totals": {}}, "homecare") is None
    assert "can be worked out" in tariff_says(None)


def test_a_released_document_has_it_from_what_is_shown_alone() -> None:
    shown = document(v15="38.00", v30="30.70", v45=None, v60="27.00")
    found = released_tariff(shown, "homecare")
    assert found is not None and found.lengths == (15, 30, 60)
    said = tariff_says(found)
    assert f"£{found.per_visit:.2f} for a visit" in said and f"{found.pence_a_minute}p for each minute" in said


# £ per contact hour: of 30 minutes of pay for travel 2.40 with 25 % on top, and 1.00 of mileage; 1.00 is the margin.
LINES = {
    "direct_care": "12.00", "travel_time": "2.40", "mileage": "1.00", "training": "0.40", "noncontact": "0.20",
    "holiday": "1.80", "sickness_maternity": "0.30", "national_insurance": "1.20", "pension": "0.45", "total": "26.00",
    "return_on_operations": "1.00",
}  # fmt: skip


def from_lines(mean: str | None = "30", **changed: str | None) -> dict[str, Any]:
    def cell(median: str | None) -> dict[str, Any]:
        return {"n": median and 14, "median": median, "lower_quartile": None, "upper_quartile": None,
                "status": "shown" if median else "hidden", "indicative": False}  # fmt: skip

    document: dict[str, Any] = {
        "table": {"homecare": {key: cell(median) for key, median in {**LINES, **changed}.items()}},
        "totals": {},
        "policy": {"version": PROTECTED.version, "sha256": PROTECTED.sha256},
        "supporting": {"homecare": {"average_visit_minutes": cell(mean)}},
    }
    return document | {"visits": visits_part(document, PROTECTED)}


def test_it_follows_from_the_lines() -> None:
    """Travel and mileage are 4.00 an hour of 25.00 that is no margin: 0.16 of 26.00, in half-hour visits 2.08 each."""
    found = released_tariff(from_lines(), "homecare")
    assert found is not None and found.is_from_lines and found.lengths == (15, 30, 45, 60)
    assert (found.per_visit, found.per_minute) == (Decimal("2.10"), Decimal("0.364"))
    said = tariff_says(found)
    assert "£2.10 for a visit and 36.4p for each minute" in said and f"within {gbp(found.off_by)}" in said


def test_the_rates_follow_too_and_a_visit_of_average_length_costs_the_total() -> None:
    cells = from_lines()["visits"]["homecare"]
    assert [Decimal(cell["median"]) for cell in cells.values()] == [
        Decimal(rate) for rate in ("30.2", "26", "24.6", "23.9")
    ]
    assert {(cell["n"], cell["status"], cell["lower_quartile"]) for cell in cells.values()} == {(14, "shown", None)}


def test_it_is_that_of_the_costs_of_one_return() -> None:
    """A market of one identical branch: what its lines say is what its own costing says, but for maternity pay, which
    goes with no hours, and a return on operations in £ per hour: the lines do not tell these apart."""
    costs = invented_costs(12, seed=3)
    for one in costs:
        lines, tariff = one.columns["homecare"], one.tariff
        assert tariff is not None
        mean = one.drivers["average_visit_minutes"]
        parts = two_parts({**lines, MEAN_VISIT: mean}, 20, PROTECTED)
        assert parts is not None
        assert abs(float(parts.a_visit) / float(tariff.per_visit) - 1) < 0.08


@pytest.mark.parametrize("hidden", ["total", "direct_care", "travel_time", "mileage"])
def test_there_is_none_where_a_line_that_it_hangs_on_is_hidden(hidden: str) -> None:
    document = from_lines(**{hidden: None})
    assert released_tariff(document, "homecare") is None
    assert {cell["status"] for cell in document["visits"]["homecare"].values()} == {"hidden"}


def test_there_is_none_without_the_average_visit_or_where_ways_cost_more_than_all() -> None:
    assert released_tariff(from_lines(None), "homecare") is None
    assert released_tariff(from_lines(mileage="40.00"), "homecare") is None
    assert (
        released_tariff(from_lines(direct_care="0", travel_time="0", training="0", noncontact="0"), "homecare") is None
    )


def test_what_is_paid_on_top_and_is_hidden_moves_a_visit_by_pennies() -> None:
    whole, less = (released_tariff(from_lines(**changed), "homecare") for changed in ({}, {"pension": None}))
    assert whole is not None and less is not None and 0 <= whole.per_visit - less.per_visit <= Decimal("0.05")
