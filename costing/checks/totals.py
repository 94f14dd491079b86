"""Checks whether a return's totals are plausible, the same for every service with its own bands and codes."""

from collections.abc import Iterator
from decimal import Decimal

from costing.checks.case import (
    Case,
    Check,
    Remark,
    check,
)
from costing.figure_words import band_in_words, gbp, percent
from costing.findings import Layer, Severity
from costing.form import LineKind
from costing.formulas.costs import total_of


def total_is_ordinary(code: str, band_name: str, reads: tuple[str, ...]) -> Check:
    """Return a check of the total in each column against a band of 2022 prices, which moves with the living wage."""

    @check(code, Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=reads)
    def rule(case: Case) -> Iterator[Remark]:
        if case.wage_factor is None:
            return
        band, unit = case.band(band_name).scaled(case.wage_factor), case.form.cost_unit.removeprefix("£ ")
        totals = {column.label: case.line("total", column.key) for column in case.form.columns}
        outside = {label: total for label, total in totals.items() if total is not None and total not in band}
        if outside:
            said = ", ".join(
                gbp(total) + (f" ({label})" if len(totals) > 1 else "") for label, total in outside.items()
            )
            yield Remark(
                None,
                f"The total comes to {said} {unit}.",
                "Please look through the lines for one that is far too high or too low, or say why it is right.",
                f"{gbp(band.low or Decimal(0))} to {gbp(band.high or Decimal(0))} {unit} at this price date",
                read=f"{said} {unit}",
            )

    return rule


def return_on_operations_is_ordinary(code: str, reads: tuple[str, ...]) -> Check:
    """Return a check of the return on operations: neither nothing nor above the band."""

    @check(code, Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=reads)
    def rule(case: Case) -> Iterator[Remark]:
        share, band = _surplus_share(case), case.band("return_on_operations")
        if share is None or (share > 0 and share in band):
            return
        said = "is 0" if share == 0 else f"is {percent(share)}"
        yield Remark(
            "roo_gbp" if _is_in_pounds(case) else "roo_percent",
            f"The return on operations {said}{': a gross margin, which pays overheads too?' if share else '.'}",
            f"Please give the surplus that the {case.form.location_word} needs, before interest and tax, "
            "or say why it is right.",
            f"above 0 and {band_in_words(band)}",
        )

    return rule


def _is_in_pounds(case: Case) -> bool:
    asked = case.form.by_key["roo_gbp"].required_when
    return asked is not None and asked.holds(case.answers.values)


def _surplus_share(case: Case) -> Decimal | None:
    """Return the share as given; of one given in £, the largest share of the cost in any column."""
    if not _is_in_pounds(case):
        return case.number("roo_percent")
    surplus = case.number("roo_gbp")
    costs = [_cost(case, column) for column in (case.costs.columns if case.costs else ())]
    shares = [surplus / cost for cost in costs if cost and surplus is not None]
    return Decimal(0) if surplus == 0 else max(shares, default=None)


def _cost(case: Case, column: str) -> Decimal | None:
    subtotals = [line.key for line in case.form.lines if line.kind == LineKind.SUBTOTAL]
    return total_of(case.line(line, column) for line in subtotals)
