"""The tariff of a release is worked out from the published lengths, and says nothing where they say too little."""

from decimal import Decimal
from random import Random
from typing import Any

from reports.domain.policy import PROTECTED
from reports.domain.released_tariff import PublishedRate, line_through, released_tariff, tariff_from, tariff_says

PENNY = Decimal("0.01")


def rates(a_visit: str, a_minute: str, *lengths: int, step: Decimal = PENNY) -> list[PublishedRate]:
    """Return the rates on a line, to a penny an hour."""
    costs = {k: Decimal(a_visit) + Decimal(a_minute) * k for k in lengths}
    return [PublishedRate(k, (cost * 60 / k).quantize(PENNY), step) for k, cost in costs.items()]


def document(**medians: str | None) -> dict[str, Any]:
    cells = {k[1:]: {"n": median and 14, "median": median} for k, median in medians.items()}
    policy = {"version": PROTECTED.version, "sha256": PROTECTED.sha256}
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
