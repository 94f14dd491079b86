"""Whole-number expressions over a visit's planned and delivered seconds: worked out here, or written as SQL.

One tree serves Python, DuckDB and PostgreSQL. It holds only what all three reckon alike: sums, products, whole
division of what is not negative, comparisons, the smaller and the larger, and a choice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Compiled = Callable[[int, int], int]


class Dialect(StrEnum):
    """How a database writes whole division."""

    DUCKDB = "//"
    POSTGRESQL = "/"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of at least 0 for every visit; ``work`` takes planned and delivered seconds."""

    work: Compiled
    _sql: Callable[[Dialect], str]

    def sql(self, dialect: Dialect) -> str:
        return self._sql(dialect)


@dataclass(frozen=True, slots=True)
class Test:
    """Whether something holds of a visit."""

    holds: Callable[[int, int], bool]
    _sql: Callable[[Dialect], str]

    __test__ = False

    def sql(self, dialect: Dialect) -> str:
        return self._sql(dialect)


PLANNED = Whole(lambda planned, actual: planned, lambda dialect: "planned_seconds")
ACTUAL = Whole(lambda planned, actual: actual, lambda dialect: "actual_seconds")


def number(value: int) -> Whole:
    return Whole(lambda planned, actual: value, lambda dialect: str(value))


def plus(one: Whole, other: int) -> Whole:
    return Whole(lambda p, a: one.work(p, a) + other, lambda d: f"({one.sql(d)} + {other})")


def times(one: Whole, factor: int) -> Whole:
    return Whole(lambda p, a: one.work(p, a) * factor, lambda d: f"({one.sql(d)} * {factor})")


def over(one: Whole, divisor: int) -> Whole:
    """Return the whole division of a number that is not negative: databases cut below zero, Python does not."""
    return Whole(lambda p, a: one.work(p, a) // divisor, lambda d: f"({one.sql(d)} {d.value} {divisor})")


def less_but_not_negative(one: Whole, off: int) -> Whole:
    return Whole(lambda p, a: max(0, one.work(p, a) - off), lambda d: f"GREATEST(0, {one.sql(d)} - {off})")


def least(one: Whole, other: Whole) -> Whole:
    return Whole(lambda p, a: min(one.work(p, a), other.work(p, a)), lambda d: f"LEAST({one.sql(d)}, {other.sql(d)})")


def greatest(one: Whole, other: Whole) -> Whole:
    return Whole(
        lambda p, a: max(one.work(p, a), other.work(p, a)), lambda d: f"GREATEST({one.sql(d)}, {other.sql(d)})"
    )


def at_least(one: Whole, other: Whole) -> Test:
    return Test(lambda p, a: one.work(p, a) >= other.work(p, a), lambda d: f"{one.sql(d)} >= {other.sql(d)}")


def both(one: Test, other: Test) -> Test:
    return Test(lambda p, a: one.holds(p, a) and other.holds(p, a), lambda d: f"({one.sql(d)} AND {other.sql(d)})")


def either(test: Test, then: Whole, otherwise: Whole) -> Whole:
    return Whole(
        lambda p, a: then.work(p, a) if test.holds(p, a) else otherwise.work(p, a),
        lambda d: f"CASE WHEN {test.sql(d)} THEN {then.sql(d)} ELSE {otherwise.sql(d)} END",
    )
