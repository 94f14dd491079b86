"""A rule's SQL pays what fractions pay, in DuckDB and PostgreSQL; counts of half-minutes come to what visits do."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import duckdb
import pytest
from django.db import connection

from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_terms import TooCoarse, answered_by_half_minutes
from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.paid_seconds import paid_sql
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.domain.rule import PaymentRule
from markets.payment.tests.plain_payment import plain_minutes, random_rule, random_visit

Asked = Callable[[str, Sequence[Any]], list[Any]]
MARK = {Dialect.DUCKDB: "?", Dialect.POSTGRESQL: "%s"}
A_STATEMENT = 20


def in_duckdb(statement: str, values: Sequence[Any]) -> list[Any]:
    with duckdb.connect() as plain:
        return plain.execute(statement, values).fetchall()


def in_postgresql(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


ASK: dict[Dialect, Asked] = {Dialect.DUCKDB: in_duckdb, Dialect.POSTGRESQL: in_postgresql}


def lengths(dialect: Dialect) -> str:
    planned, actual = (
        f"unnest(CAST({MARK[dialect]} AS INTEGER[])) AS {name}" for name in ("planned_seconds", "actual_seconds")
    )
    return f"SELECT {planned}, {actual}"


def paid_each(dialect: Dialect, rules: Sequence[PaymentRule], visits: Sequence[tuple[int, int]]) -> list[Any]:
    """Return a row a distinct visit: its lengths, and what each rule pays."""
    columns = ", ".join(paid_sql(rule, dialect) for rule in rules)
    lists = [list(each) for each in zip(*visits, strict=True)]
    asked = f"SELECT DISTINCT planned_seconds, actual_seconds, {columns} FROM ({lengths(dialect)}) AS visit"
    return ASK[dialect](asked, lists)


def sums(dialect: Dialect, rules: Sequence[PaymentRule], visits: Sequence[tuple[int, int]], steps: int) -> list[int]:
    """Return the sum of each rule over visits, counted together to steps of so many seconds."""
    cut = f"actual_seconds {dialect.value} {steps} * {steps}"
    counted = f"""SELECT planned_seconds, {cut} AS actual_seconds, count(*) AS number
        FROM ({lengths(dialect)}) AS visit GROUP BY planned_seconds, {cut}"""
    columns = ", ".join(f"CAST(sum(number * {paid_sql(rule, dialect)}) AS BIGINT)" for rule in rules)
    lists = [list(each) for each in zip(*visits, strict=True)]
    (row,) = ASK[dialect](f"SELECT {columns} FROM ({counted}) AS counted", lists)
    return list(row)


def differences(rules: Sequence[PaymentRule], visits: Sequence[tuple[int, int]]) -> list[object]:
    found: list[object] = []
    for first in range(0, len(rules), A_STATEMENT):
        some = rules[first : first + A_STATEMENT]
        answers = {dialect: sorted(paid_each(dialect, some, visits)) for dialect in Dialect}
        if answers[Dialect.DUCKDB] != answers[Dialect.POSTGRESQL]:
            found.append("DuckDB and PostgreSQL differ")
        for planned, actual, *seconds in answers[Dialect.DUCKDB]:
            plain = [plain_minutes(rule, planned, actual) * 60 for rule in some]
            found += [(one, planned, actual) for one, a, b in zip(some, plain, seconds, strict=True) if a != b]
    return found


def admitted(rules: Sequence[PaymentRule]) -> list[PaymentRule]:
    """Return those that half-minutes answer; the others are refused by name."""
    try:
        return answered_by_half_minutes([LevelledRule(rule) for rule in rules])
    except TooCoarse as refused:
        fine = [rule for rule in rules if not rule.needs_visits]
        assert refused.labels == [rule.label for rule in rules if rule.needs_visits]
        assert set(refused.labels).isdisjoint(rule.label for rule in fine)
        return fine


def half_minutes_equal_visits(rules: Sequence[PaymentRule], visits: Sequence[tuple[int, int]]) -> None:
    for first in range(0, len(rules), A_STATEMENT):
        some = admitted(rules[first : first + A_STATEMENT])
        answers = [sums(dialect, some, visits, steps) for dialect in Dialect for steps in (30, 1)]
        assert all(answer == answers[0] for answer in answers)


def made(seed: int, rules: int, visits: int) -> tuple[list[PaymentRule], list[tuple[int, int]]]:
    rng = Random(seed)
    return [random_rule(rng, one) for one in range(rules)], [random_visit(rng) for _ in range(visits)]


@pytest.mark.django_db
def test_some_rules_and_visits():
    rules, visits = made(1, 30, 60)
    rules += preset_rules().values()
    assert differences(rules, visits) == []
    half_minutes_equal_visits(rules, visits)
    assert 10 < len(admitted(rules)) < len(rules)


def test_what_is_refused_would_come_to_something_else():
    rules, visits = made(5, 60, 2000)
    coarse = [rule for rule in rules if rule.needs_visits and rule.basis == "actual"]
    pairs = zip(sums(Dialect.DUCKDB, coarse, visits, 30), sums(Dialect.DUCKDB, coarse, visits, 1), strict=True)
    assert sum(cut != exact for cut, exact in pairs) > 0.7 * len(coarse) > 5


@pytest.mark.proof
@pytest.mark.django_db
def test_a_hundred_thousand_visits_by_all_rules():
    _, visits = made(3, 0, 100_000)
    rules = list(preset_rules().values())
    assert differences(rules, visits) == []
    half_minutes_equal_visits(rules, visits)


@pytest.mark.proof
@pytest.mark.django_db
def test_two_hundred_random_rules_on_two_thousand_visits():
    rules, visits = made(2, 200, 2000)
    assert differences(rules, visits) == []
    half_minutes_equal_visits(rules, visits)
