"""Arithmetic that any service's return must satisfy (R05, R06, R07)."""

from collections.abc import Iterator
from decimal import Decimal

from costing.checks.case import (
    Case,
    Check,
    Remark,
    check,
)
from costing.figure_words import gbp, percent
from costing.findings import Layer, Severity


def shares_add_up(what: str, keys: tuple[str, ...]) -> Check:
    """Return a check that a group of shares adds up to 100 %, within the tolerance of the bands."""

    @check("R05", Layer.ARITHMETIC, Severity.MUST_FIX, reads=keys)
    def rule(case: Case) -> Iterator[Remark]:
        shares = [case.number(key) for key in keys]
        total = sum((share for share in shares if share is not None), Decimal(0))
        if None in shares or abs(total - 1) in case.band("shares_tolerance"):
            return
        parts = " + ".join(percent(share) for share in shares if share is not None)
        yield Remark(
            keys[0],
            f"{what} add up to {percent(total)}, not 100 %: {parts}.",
            f"Correct the shares so that each hour is counted once; 0 where there is none.{_swapped(case, keys)}",
            "100 % (half a point either way)",
            read=percent(total),
        )

    return rule


def _swapped(case: Case, keys: tuple[str, ...]) -> str:
    """Find a rate of pay up to £1 beside a share: they may stand in each other's cells."""
    rates = [case.number(key.replace("share", "rate")) for key in keys]
    return " Are pay and share swapped in a row?" if any(rate and rate <= 1 for rate in rates) else ""


@check("R06", Layer.ARITHMETIC, Severity.MUST_FIX, reads=("period_start", "period_end"))
def cost_year_is_a_year(case: Case) -> Iterator[Remark]:
    start, end = case.answers.day("period_start"), case.answers.day("period_end")
    if start is None or end is None:
        return
    days, band = (end - start).days, case.band("period_days")
    if Decimal(days) not in band:
        what = "ends before it begins" if days < 0 else f"is {days + 1:,} days long"
        yield Remark(
            "period_end",
            f"The year that the costs cover {what}.",
            "Please give the first and the last day of your last full financial year.",
            f"a last day {band.low} to {band.high} days after the first",
        )


def own_total_agrees(key: str, column: str, reads: tuple[str, ...] = ()) -> Check:
    """Return a check that the provider's own total is near the portal's."""

    @check("R07", Layer.ARITHMETIC, Severity.EXPLAIN, reads=reads)
    def rule(case: Case) -> Iterator[Remark]:
        own, ours = case.number(key), case.line("total", column)
        if own and case.costs is not None and column not in case.costs.columns:
            yield _total_of_nobody(key, own)
        if own is None or not ours or abs(own - ours) / ours in case.band("own_total_difference"):
            return
        yield Remark(
            key,
            f"Your own total is {gbp(own)}; your answers come to {gbp(ours)}, {percent(abs(own - ours) / ours)} apart.",
            "Please look for a figure that is in one and not in the other, or say why they differ.",
            f"within {percent(case.band('own_total_difference').high or Decimal(0))} of {gbp(ours)}",
        )

    return rule


def _total_of_nobody(key: str, own: Decimal) -> Remark:
    return Remark(
        key,
        f"You give your own total of {gbp(own)}, but by your answers there is nobody in this category.",
        "Please give the residents it is for, or take the figure out.",
        "a total only where there are residents",
    )
