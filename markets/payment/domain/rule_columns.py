"""A rule's SQL over the columns of an attendance: planned and actual seconds, or those between ends rounded apart."""

from collections.abc import Iterable
from dataclasses import replace

from markets.payment.domain.expression import Dialect
from markets.payment.domain.paid_seconds import paid_sql
from markets.payment.domain.rule import MINUTE, PaidBasis, PaymentRule, Precision, Rounding

SECOND, HALF_MINUTE = 1, 30


def is_of_ends(rule: PaymentRule) -> bool:
    return rule.basis is PaidBasis.ACTUAL_ENDS


def pays_sql(rule: PaymentRule, number: int, dialect: Dialect) -> str:
    """Return the paid seconds of a visit that was done."""
    return _over(rule, dialect, f"between{number}" if is_of_ends(rule) else "actual_seconds")


def full_sql(rule: PaymentRule, number: int, dialect: Dialect) -> str:
    """Return the paid seconds had it lasted as planned."""
    return _over(rule, dialect, f"whole{number}" if is_of_ends(rule) else "planned_seconds")


def _over(rule: PaymentRule, dialect: Dialect, column: str) -> str:
    """Return a rule over a column that holds the delivered time; ends that are rounded apart are rounded in it."""
    if is_of_ends(rule):
        rule = replace(rule, basis=PaidBasis.ACTUAL, rounding=Rounding.NONE, step=0)
    return paid_sql(rule, dialect).replace("actual_seconds", column)


def ends_columns(rules: Iterable[PaymentRule]) -> dict[str, str]:
    """Return for each rule of ends its columns in DuckDB, over ``start`` (seconds since midnight) and lengths."""
    found = {}
    for number, rule in enumerate(rules):
        if is_of_ends(rule):
            found[f"between{number}"] = _between(rule.step, "actual_seconds")
            found[f"whole{number}"] = _between(rule.step, "planned_seconds")
    return found


def _between(step: int, length: str) -> str:
    if not step:
        return length
    first, last = ((f"((2 * ({at}) + {step}) // {2 * step} * {step})") for at in ("start", f"start + {length}"))
    return f"({last} - {first})"


def grain_of(rules: Iterable[PaymentRule], finest: int) -> int:
    """Return to what seconds delivered time may be counted together: whole minutes, if no rule looks closer."""
    return MINUTE if all(_looks_at_minutes(rule) for rule in rules) else finest


def _looks_at_minutes(rule: PaymentRule) -> bool:
    if rule.basis is PaidBasis.PLANNED:
        return True
    return rule.basis is PaidBasis.ACTUAL and rule.precision is Precision.MINUTE_DOWN
