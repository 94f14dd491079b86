"""Test support: rules in fractions of minutes, straight from the page and without expressions; and random rules."""

from fractions import Fraction
from math import ceil, floor
from random import Random

from markets.payment.domain.rule import PaidBasis, PaymentRule, Precision, Rounding
from markets.payment.domain.rule_file import COLUMNS, rules_from

HALF = Fraction(1, 2)


def plain_minutes(rule: PaymentRule, planned_seconds: int, actual_seconds: int) -> Fraction:
    planned, delivered = Fraction(planned_seconds, 60), Fraction(actual_seconds, 60)
    time = planned if rule.basis is PaidBasis.PLANNED else delivered
    if rule.basis is PaidBasis.ACTUAL and rule.precision is Precision.MINUTE_DOWN:
        time = Fraction(floor(delivered))
    paid = planned if within(rule, planned, time) else tabled(rule, time) if rule.table else rounded(rule, time)
    paid = max(paid, Fraction(rule.minimum, 60))
    return paid if rule.cap_over_planned is None else min(paid, planned + Fraction(rule.cap_over_planned, 60))


def within(rule: PaymentRule, planned: Fraction, time: Fraction) -> bool:
    if rule.tolerance is None:
        return False
    under, over = rule.tolerance.under, rule.tolerance.over
    if rule.tolerance.unit == "percent":
        return planned - planned * under / 100 <= time <= planned + planned * over / 100
    return planned - Fraction(under, 60) <= time <= planned + Fraction(over, 60)


def rounded(rule: PaymentRule, time: Fraction) -> Fraction:
    step = Fraction(rule.step, 60)
    match rule.rounding:
        case Rounding.NEAREST:
            return step * floor(time / step + HALF)
        case Rounding.UP:
            return step * ceil(time / step)
        case Rounding.DOWN:
            return step * floor(time / step)
        case Rounding.UP_AFTER_GRACE:
            return step * ceil(max(Fraction(0), time - Fraction(rule.grace, 60)) / step)
    return time


def tabled(rule: PaymentRule, time: Fraction) -> Fraction:
    (row,) = [row for row in rule.table if row.first <= time <= row.last]
    return time if row.becomes is None else Fraction(row.becomes)


def random_rule(rng: Random, number: int) -> PaymentRule:
    """Return a rule that a council might have, through the reader of rules."""
    rounding = rng.choice(["none", "nearest", "up", "down", f"up_after_grace:{rng.randint(0, 7)}"])
    tolerance, unit = rng.random() < 0.4, rng.choice(["minutes", "percent"])
    cells = {
        "key": f"rule {number}",
        "basis": rng.choice(["planned", "actual", "actual", "actual"]),
        "precision": rng.choice(["second", "minute_down"]),
        "tolerance_under": str(rng.randint(0, 110)) if tolerance else "",
        "tolerance_over": str(rng.randint(0, 20)) if tolerance else "",
        "tolerance_unit": unit,
        "rounding": rounding,
        "step_minutes": rng.choice(["1", "5", "7.5", "15", "0.5"]) if rounding != "none" else "",
        "minimum_minutes": rng.choice(["", "", "15"]),
        "cap": rng.choice(["", "planned", "planned+5"]),
        "table": "",
    }
    if rng.random() < 0.2:
        cells |= {"basis": "actual", "precision": "minute_down", "rounding": "none", "step_minutes": ""}
        cells["table"] = f"0-{(cut := rng.randint(1, 40))}:15;{cut + 1}-90:=;91-1440:{rng.randint(60, 120)}"
    rules, faults = rules_from([{column: cells.get(column, "") for column in COLUMNS}])
    assert not faults, faults
    return rules[cells["key"]]


def random_visit(rng: Random) -> tuple[int, int]:
    planned = rng.choice([15, 30, 30, 45, 60, 90]) * 60
    return planned, rng.choice([planned, rng.randint(0, 7200), int(planned * rng.uniform(0.7, 1.2)), 86_400, 0])
