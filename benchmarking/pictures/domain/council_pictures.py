"""Pictures with a mark a council, of those that agreed to be seen by name: for members who agreed as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarking.pictures.domain.round_picture import RoundPicture
from benchmarking.pictures.domain.slope_chart import SlopeValue, slope_chart
from costing.figure_words import gbp
from costing.quantiles import Quartiles
from costing.strip_chart import StripValue, Words, strip_chart


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A council that shows a figure by name; ``is_own`` is the council of whoever looks."""

    name: str
    value: Decimal | None
    is_own: bool = False


def dot_strip(
    key: str, title: str, figures: Sequence[NamedFigure], middle: Quartiles | None = None, words: Words = gbp
) -> RoundPicture:
    """Return a dot a council by name, on the protected range of all."""
    values = [StripValue(one.name, one.value, "own" if one.is_own else "plain") for one in figures]
    known = [one for one in figures if one.value is not None]
    if not known:
        return RoundPicture(key, title, lacks="members that agreed to show it by name")
    chart = strip_chart(values, middle, words=words)
    own = next((one for one in known if one.is_own), None)
    yours = f" Yours is {words(own.value)}." if own and own.value is not None else ""
    ends = sorted(one.value for one in known if one.value is not None)
    span = f"from {words(ends[0])} to {words(ends[-1])}" if len(ends) > 1 else words(ends[0])
    says = f"{len(known)} {'council shows' if len(known) == 1 else 'councils show'} it by name, {span}.{yours}"
    rows = tuple((row.name, row.words) for row in chart.rows)
    return RoundPicture(key, title, says, strip=chart, heads=("Council", "Figure"), rows=rows)


def indicated_and_paid(values: Sequence[SlopeValue]) -> RoundPicture:
    """Return a line a council from its indicative rate, in force in the week, to what it pays."""
    key, title = "slope", "Indicative rate and what is paid"
    chart = slope_chart(values, gbp)
    if chart is None:
        return RoundPicture(key, title, lacks="members that agreed to show their prices by name")
    below = sum(one.after < one.before for one in values)
    says = (
        f"Of {len(values)} councils that show both by name, {below} {'pays' if below == 1 else 'pay'} less than their "
        f"own indicative rate."
    )
    rows = tuple(
        (one.name, gbp(one.before), gbp(one.after), _gap(one))
        for one in sorted(values, key=lambda one: one.after - one.before)
    )
    return RoundPicture(key, title, says, slope=chart, heads=("Council", "Indicative rate", "Paid", "Gap"), rows=rows)


def _gap(one: SlopeValue) -> str:
    off = one.after - one.before
    return f"+{gbp(off)}" if off > 0 else gbp(off)
