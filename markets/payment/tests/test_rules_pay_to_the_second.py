"""Every rule pays what the worked table says, what a plain twin in fractions says, and what PostgreSQL says."""

import csv
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from markets.payment.domain.client_week import paid_for_block, paid_for_week
from markets.payment.domain.expression import Dialect
from markets.payment.domain.paid_seconds import paid, paid_sql
from markets.payment.domain.rounded_ends import paid_between_ends
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import rules_from
from markets.payment.tests.plain_payment import plain_minutes, random_rule, random_visit

FILES = Path(__file__).parent / "files"


def rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RULES, FAULTS = rules_from(rows("payment_rules.csv"))


def test_all_rules_are_read():
    assert len(RULES) == 14 and FAULTS == []


@pytest.mark.parametrize("row", rows("payment_rule_examples.csv"), ids=lambda row: row["actual_hh_mm_ss"])
def test_every_rule_of_the_worked_table(row: dict[str, str]):
    planned, actual = int(row["planned_minutes"]) * 60, int(row["actual_seconds"])
    found = {key: Fraction(paid(rule).work(planned, actual), 60) for key, rule in RULES.items()}
    assert found == {key: Fraction(row[key]) for key in RULES}


def differences(rules: list[PaymentRule], visits: list[tuple[int, int]]) -> list[object]:
    return [
        (rule, visit)
        for rule in rules
        for work in [paid(rule).work]
        for visit in visits
        if Fraction(work(*visit), 60) != plain_minutes(rule, *visit)
    ]


def market(seed: int, rules: int, visits: int) -> tuple[list[PaymentRule], list[tuple[int, int]]]:
    rng = Random(seed)
    return [random_rule(rng, one) for one in range(rules)], [random_visit(rng) for _ in range(visits)]


def test_random_rules_agree_with_the_plain_twin():
    rules, visits = market(1, 60, 40)
    assert differences([*RULES.values(), *rules], visits) == []


@pytest.mark.proof
def test_many_random_rules_and_visits_agree_with_the_plain_twin():
    rules, visits = market(2, 200, 2000)
    assert differences(rules, visits) == []
    assert differences(list(RULES.values()), market(3, 0, 100_000)[1]) == []


@pytest.mark.django_db
def test_postgresql_pays_the_same():
    rules, visits = market(4, 40, 40)
    rules += RULES.values()
    columns = ", ".join(paid_sql(rule, Dialect.POSTGRESQL) for rule in rules)
    values = ", ".join(f"({planned}, {actual})" for planned, actual in visits)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM (VALUES {values}) AS visit (planned_seconds, actual_seconds)")
        found = cursor.fetchall()
    assert found == [tuple(paid(rule).work(*visit) for rule in rules) for visit in visits]


def test_a_client_s_week_is_banked():
    delivered = [27, 31, 24, 30, 35, 22, 30, 29, 30, 41, 18, 30, 26, 33]
    visits = [(1800, minutes * 60 + 20) for minutes in delivered]
    one_by_one = {key: sum(paid(rule).work(*visit) for visit in visits) // 60 for key, rule in RULES.items()}
    assert paid_for_week(RULES["actual_minute_capped"], visits) == 406 * 60
    assert paid_for_week(RULES["planned"], visits) == 420 * 60
    assert (one_by_one["actual_minute_capped"], one_by_one["nearest_5"], one_by_one["up_5"]) == (386, 405, 430)
    assert paid_for_week(RULES["actual_minute"], [*visits, (1800, None)]) == 406 * 60


def test_ends_that_are_rounded_apart():
    rules, faults = rules_from([{"key": "ends", "basis": "actual_ends", "rounding": "nearest", "step_minutes": "5"}])
    assert not faults and rules["ends"].needs_visits
    assert paid_between_ends(rules["ends"], (8 * 60 + 2) * 60, (8 * 60 + 28) * 60, 1800) == 1800


def test_a_block_is_paid_as_guaranteed_within_its_margin():
    assert paid_for_block(delivered=90, guaranteed=100, per_cent=10) == 100
    assert paid_for_block(delivered=110, guaranteed=100, per_cent=10) == 100
    assert paid_for_block(delivered=130, guaranteed=100, per_cent=10) == 120


def test_the_rules_that_half_minutes_are_too_coarse_for():
    rules = [rule for rule in market(5, 300, 0)[0] if not rule.needs_visits]
    coarse = [(planned, actual // 30 * 30) for planned, actual in market(6, 0, 60)[1]]
    fine = market(6, 0, 60)[1]
    assert len(rules) > 50
    for rule in [*rules, *(rule for rule in RULES.values() if not rule.needs_visits)]:
        work = paid(rule).work
        assert [work(*visit) for visit in fine] == [work(*visit) for visit in coarse], rule
    assert [key for key, rule in RULES.items() if rule.needs_visits] == []
