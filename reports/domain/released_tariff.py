"""The tariff of a release, £ a visit and £ a minute, worked out from published figures alone.

Since protected-4 it follows from the lines, as the rates by length do (visits_from_lines.py). In releases of before a
length was a measure of its own: a visit of m minutes costs A + B·m, so an hour of such visits costs 60·B + A·60/m, a
straight line in 60/m, which is laid through the published rates, each weighed by how finely it is rounded. Whatever is
worked out from published figures tells nothing that they do not (docs/decisions/0057, 0062).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from costing.figure_words import gbp
from reports.domain.exact_document import figure
from reports.domain.measure_parts import MeasurePart
from reports.domain.policy import Policy
from reports.domain.released_table import protected_by
from reports.domain.rounding import nearest_multiple, step_for
from reports.domain.statistics import EXACT
from reports.domain.visits_from_lines import are_worked_out, parts_in

HOUR, NOTHING = 60, Fraction(0)
# Finer than this no tariff from rounded rates is.
VISIT_STEP, MINUTE_STEP = Decimal("0.05"), Decimal("0.001")
FEWEST_LENGTHS = 2
# Where rounding alone could move the price of a visit by more, two lengths lie too close together.
MOST_DOUBT = Decimal("0.50")


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """What an hour of visits of one length costs, as published: a multiple of ``step``."""

    minutes: int
    per_hour: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class ReleasedTariff:
    """£ a visit and £ a minute; ``doubt`` is how far rounding alone may move the first, ``off_by`` the most by which a
    visit of a published length costs more or less than the tariff says, £ a visit."""

    per_visit: Decimal
    per_minute: Decimal
    doubt: Decimal
    off_by: Decimal
    lengths: tuple[int, ...]
    is_from_lines: bool = False

    @property
    def pence_a_minute(self) -> str:
        return f"{self.per_minute * 100:.1f}"

    def cost_of(self, minutes: int) -> Decimal:
        return self.per_visit + self.per_minute * minutes


def released_tariff(document: Mapping[str, Any], column: str) -> ReleasedTariff | None:
    """Return the tariff of a column of a released document; None where too little of it is shown."""
    policy = protected_by(document)
    if policy is None:
        return None
    rates = published_rates(document, column, policy)
    if not are_worked_out(document):
        return tariff_from(rates)
    parts = parts_in(document, column, policy)
    return _said(parts.a_visit, parts.an_hour, parts.doubt, rates, is_from_lines=True) if parts else None


def published_rates(document: Mapping[str, Any], column: str, policy: Policy) -> list[PublishedRate]:
    """Return the rates that are shown, from the shortest visit to the longest."""
    cells = document.get(MeasurePart.VISITS.value, {}).get(column, {})
    shown = {int(k): (median, cell["n"]) for k, cell in cells.items() if (median := figure(cell["median"]))}
    return [PublishedRate(k, median, step_for(Fraction(median), n, policy)) for k, (median, n) in sorted(shown.items())]


def tariff_says(tariff: ReleasedTariff | None) -> str:
    """Return the tariff in two sentences; why there is none in one."""
    if tariff is None:
        return "No price of a visit and of its minutes can be worked out: too little that it hangs on is shown."
    if tariff.is_from_lines:
        return (
            f"Worked out from the released lines and the length of an average visit: {gbp(tariff.per_visit)} for a "
            f"visit and {tariff.pence_a_minute}p for each minute of it. The rates above follow from the same figures "
            f"and are within {gbp(tariff.off_by)} of it a visit. They are no provider’s, and tell nothing that the "
            "lines do not."
        )
    return (
        f"Worked out from these rates: {gbp(tariff.per_visit)} for a visit and {tariff.pence_a_minute}p for each "
        f"minute of it. For a visit of a length above this is within {gbp(tariff.off_by)} of what is released. Nothing "
        "stands behind it but the rates above."
    )


def tariff_from(rates: Sequence[PublishedRate]) -> ReleasedTariff | None:
    """Return the tariff; None from fewer than two lengths, and where they are too coarse or lie on no such line."""
    if len(rates) < FEWEST_LENGTHS:
        return None
    return _said(*line_through(rates), rates)


def _said(
    a_visit: Fraction,
    an_hour: Fraction,
    doubt: Fraction,
    rates: Sequence[PublishedRate],
    *,
    is_from_lines: bool = False,
) -> ReleasedTariff | None:
    if a_visit < 0 or an_hour <= 0 or doubt > MOST_DOUBT:
        return None
    per_visit, per_minute = _to(a_visit, VISIT_STEP), _to(an_hour / HOUR, MINUTE_STEP)
    off = (abs(one.per_hour * one.minutes / HOUR - per_visit - per_minute * one.minutes) for one in rates)
    lengths = tuple(sorted(one.minutes for one in rates))
    return ReleasedTariff(per_visit, per_minute, _decimal(doubt), max(off, default=Decimal(0)), lengths, is_from_lines)


def line_through(rates: Sequence[PublishedRate]) -> tuple[Fraction, Fraction, Fraction]:
    """Return £ a visit, £ for an hour of its minutes, and how far rounding may move the first."""
    points = [(Fraction(HOUR, one.minutes), Fraction(one.per_hour), Fraction(one.step)) for one in rates]
    weight = sum((1 / step**2 for _, _, step in points), NOTHING)
    middle = sum((x / step**2 for x, _, step in points), NOTHING) / weight
    spread = sum(((x - middle) ** 2 / step**2 for x, _, step in points), NOTHING)
    shares = [(x - middle) / step**2 / spread for x, _, step in points]
    a_visit = sum((share * y for share, (_, y, _) in zip(shares, points, strict=True)), NOTHING)
    an_hour = sum((y / step**2 for _, y, step in points), NOTHING) / weight - a_visit * middle
    doubt = sum((abs(share) * step / 2 for share, (_, _, step) in zip(shares, points, strict=True)), NOTHING)
    return a_visit, an_hour, doubt


def _to(figure: Fraction, step: Decimal) -> Decimal:
    return nearest_multiple(_decimal(figure), step)


def _decimal(figure: Fraction) -> Decimal:
    with localcontext(EXACT):
        return Decimal(figure.numerator) / figure.denominator
