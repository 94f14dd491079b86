"""The ranges of a tornado: what may be moved, its words, and a range to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from spreadsheets.decimals import rounded

Ends = tuple[Decimal, Decimal]
A_FIFTH_LESS, A_FIFTH_MORE, TEN = Decimal("0.8"), Decimal("1.2"), Decimal(10)


@dataclass(frozen=True, slots=True)
class Movable:
    """An input that a tornado moves; ``between`` are the ends that may be typed, a share in per cent."""

    key: str
    label: str
    between: tuple[str, str]
    is_share: bool = False


MOVABLE = (
    Movable("t", "Travel, minutes a visit", ("0", "600")),
    Movable("w", "Waiting, minutes a visit", ("0", "600")),
    Movable("d", "Miles a visit", ("0", "500")),
    Movable("mean_visit", "Mean length of a visit, minutes", ("1", "1440")),
    Movable("pay", "Pay, £ an hour", ("0", "1000")),
    Movable("hours_per_week", "Hours of the branch a week", ("1", "1000000")),
    Movable("margin", "Return on operations, %", ("0", "95"), is_share=True),
    Movable("variable_gbp_hour", "Overheads that grow with hours, £ an hour", ("0", "1000")),
    Movable("fixed_gbp_year", "Fixed overheads, £ a year", ("0", "1000000000")),
    Movable("sick_share", "Sickness, % of pay", ("0", "100"), is_share=True),
)


def usual_ranges(inputs: FeeInputs, zone: ZoneTravel) -> dict[str, Ends]:
    """Return ranges to begin with: a fifth to either side, ten minutes of a visit, three minutes of waiting."""
    terms, mean = inputs.terms, Decimal(60) / inputs.visits_per_hour
    own = {key: getattr(terms, key) for key in ("pay", "hours_per_week", "variable_gbp_hour", "fixed_gbp_year")}
    ranges = {key: _around(value) for key, value in {"t": zone.t, "d": zone.d, **own}.items()}
    ranges |= {
        "w": (Decimal(0), Decimal(3)),
        "sick_share": (terms.sick_share / 2, min(terms.sick_share * 2, Decimal(1))),
    }
    ranges |= {"mean_visit": (max((mean - TEN).to_integral_value(), TEN), (mean + TEN).to_integral_value())}
    ranges |= {
        "margin": (Decimal("0.03"), Decimal("0.08")),
        "pay": (min(terms.pay, terms.nlw), terms.pay * Decimal("1.1")),
    }
    return {movable.key: _tidy(movable, *ranges[movable.key]) for movable in MOVABLE}


def _around(value: Decimal) -> Ends:
    return value * A_FIFTH_LESS, value * A_FIFTH_MORE


def _tidy(movable: Movable, low: Decimal, high: Decimal) -> Ends:
    """Return the ends in steps that people type, within what may be typed."""
    places, scale = (4, Decimal(100)) if movable.is_share else (2, Decimal(1))
    least, most = (Decimal(end) / scale for end in movable.between)
    ends = [min(max(rounded(end, places), least), most) for end in (low, high)]
    return ends[0], ends[1]


def labels() -> Mapping[str, str]:
    return {movable.key: movable.label for movable in MOVABLE}
