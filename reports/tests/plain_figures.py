"""Test support: the figures of a calculation worked out a second time, plainly, from what the documents say of them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from hashlib import shake_256

from costing.form import Form, LineKind
from reports.domain.inputs import ReturnInputs
from reports.tests.plain_quantile import plain_quantile

QUARTERS = {"lower_quartile": Decimal("0.25"), "median": Decimal("0.5"), "upper_quartile": Decimal("0.75")}
RESAMPLES, BEYOND = 2000, 50
Plain = dict


def plain_quantiles(values: Iterable[Decimal | None]) -> Plain:
    there = [value for value in values if value is not None]
    return {"n": len(there)} | {name: plain_quantile(there, p) if there else None for name, p in QUARTERS.items()}


def own(one: ReturnInputs, column: str, line: str) -> Decimal | None:
    return one.costs.columns[column][line] if column in one.costs.columns else None


def plain_table(form: Form, returns: Sequence[ReturnInputs]) -> Plain:
    return {
        (column.key, line.key): plain_quantiles(own(one, column.key, line.key) for one in returns)
        for column in form.columns
        for line in form.lines
    }


def plain_totals(form: Form, table: Plain) -> Plain:
    found = {}
    for column in form.columns:
        for total in (line for line in form.lines if line.kind != LineKind.LINE):
            parts = [
                table[column.key, line.key]["median"]
                for line in form.lines
                if line.kind == LineKind.LINE and (total.kind == LineKind.TOTAL or line.section == total.section)
            ]
            found[column.key, total.key] = {
                "sum_of_medians": None if None in parts else sum(parts, Decimal(0)),
                "median_of_returns": table[column.key, total.key]["median"],
            }
    return found


def plain_weighted(form: Form, returns: Sequence[ReturnInputs]) -> Plain:
    """Σ weight·cost / Σ weight as a fraction, which loses nothing."""
    found = {}
    for column in form.columns:
        for line in form.lines:
            pairs = [
                (Fraction(weight), Fraction(cost))
                for one in returns
                if (cost := own(one, column.key, line.key)) is not None and (weight := plain_weight(one, column.key))
            ]
            weight = sum(weight for weight, _ in pairs)
            mean = sum(weight * cost for weight, cost in pairs) / weight if weight else None
            found[column.key, line.key] = {"mean": mean, "weight": weight, "n": len(pairs)}
    return found


def plain_weight(one: ReturnInputs, column: str) -> Decimal | None:
    if column == "homecare":
        return one.costs.drivers["contact_hours_per_year"]
    return one.asked[f"occupied_{column}"]


def plain_interval(figures: Sequence[tuple[str, Decimal]], seed: str) -> tuple[Decimal | None, Decimal | None]:
    """Draw the owners one by one, write out each drawn market and sort its median among the others."""
    by_owner: dict[str, list[Decimal]] = {}
    for owner, value in figures:
        by_owner.setdefault(owner, []).append(value)
    owners = sorted(by_owner)
    if len(owners) < 6:
        return None, None
    stream = shake_256(f"{seed}/{len(owners)}".encode()).digest(RESAMPLES * len(owners) * 4)
    numbers = [int.from_bytes(stream[at : at + 4], "little") * len(owners) // 2**32 for at in range(0, len(stream), 4)]
    medians = []
    for first in range(0, len(numbers), len(owners)):
        drawn = [value for number in numbers[first : first + len(owners)] for value in by_owner[owners[number]]]
        medians.append(plain_quantile(drawn, Decimal("0.5")))
    medians.sort()
    return medians[BEYOND], medians[-1 - BEYOND]
