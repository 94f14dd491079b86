"""What a rule pays for a visit that was done, in whole seconds: one expression a rule, for here and for databases."""

from markets.payment.domain.expression import (
    ACTUAL,
    PLANNED,
    Dialect,
    Whole,
    at_least,
    both,
    either,
    greatest,
    least,
    less_but_not_negative,
    number,
    over,
    plus,
    times,
)
from markets.payment.domain.expression import Test as Condition
from markets.payment.domain.rule import (
    MINUTE,
    PaidBasis,
    PaymentRule,
    PlanTolerance,
    Precision,
    Rounding,
    ToleranceUnit,
)

A_HUNDRED = 100


def paid(rule: PaymentRule) -> Whole:
    """Return the paid seconds of a visit: steps 1 to 6 in their order."""
    if rule.basis is PaidBasis.ACTUAL_ENDS:
        raise ValueError("ends that are rounded apart need the visit's own start and end")
    time = _counted(rule)
    result = _from_table(rule, time) if rule.table else _rounded(rule, time)
    if rule.tolerance is not None:
        result = either(_within(rule.tolerance, time), PLANNED, result)
    if rule.minimum:
        result = greatest(result, number(rule.minimum))
    if rule.cap_over_planned is not None:
        result = least(result, plus(PLANNED, rule.cap_over_planned))
    return result


def paid_sql(rule: PaymentRule, dialect: Dialect) -> str:
    """Return the expression over ``planned_seconds`` and ``actual_seconds``, both whole numbers."""
    return paid(rule).sql(dialect)


def _counted(rule: PaymentRule) -> Whole:
    if rule.basis is PaidBasis.PLANNED:
        return PLANNED
    return ACTUAL if rule.precision is Precision.SECOND else times(over(ACTUAL, MINUTE), MINUTE)


def _rounded(rule: PaymentRule, time: Whole) -> Whole:
    """Return time in whole steps; half a step goes up: whole((2 · time + step) / (2 · step)) steps."""
    step = rule.step
    match rule.rounding:
        case Rounding.NONE:
            return time
        case Rounding.NEAREST:
            return times(over(plus(times(time, 2), step), 2 * step), step)
        case Rounding.DOWN:
            return times(over(time, step), step)
        case Rounding.UP:
            return _up(time, step)
        case Rounding.UP_AFTER_GRACE:
            return _up(less_but_not_negative(time, rule.grace), step)


def _up(time: Whole, step: int) -> Whole:
    return times(over(plus(time, step - 1), step), step)


def _from_table(rule: PaymentRule, time: Whole) -> Whole:
    """Return what the table says of whole minutes; from the top, so that each row needs its first minute alone."""
    result = time
    for row in sorted(rule.table, key=lambda row: row.first):
        becomes = time if row.becomes is None else number(row.becomes * MINUTE)
        result = either(at_least(time, number(row.first * MINUTE)), becomes, result)
    return result


def _within(tolerance: PlanTolerance, time: Whole) -> Condition:
    """Tell whether time lies within the tolerance; per cent in whole numbers, 100 · time beside planned · (100 − u)."""
    under, beyond = tolerance.under, tolerance.over
    if tolerance.unit is ToleranceUnit.PERCENT:
        hundredfold = times(time, A_HUNDRED)
        least_time, most_time = times(PLANNED, max(0, A_HUNDRED - under)), times(PLANNED, A_HUNDRED + beyond)
        return both(at_least(hundredfold, least_time), at_least(most_time, hundredfold))
    return both(at_least(plus(time, under), PLANNED), at_least(plus(PLANNED, beyond), time))
