"""Rules come to the same from the half-minute table as from the visits, to the second and the penny."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from markets.models import HalfMinutes
from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.domain.lab_result import LabLevel, LabLine
from markets.payment.domain.lab_sql import PARTS
from markets.payment.domain.lab_terms import OutcomeTerms, TooCoarse, answered_by_half_minutes
from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import rules_from
from markets.payment.queries.half_minutes import paid_lines, rate_keys
from markets.payment.tests.plain_payment import plain_minutes, random_rule
from markets.store.dataset_reader import opened
from markets.store.engine import ask
from markets.store.payment_lines import visit_lines
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent
from markets.visits.tests.visit_rows import at, visit

TERMS = OutcomeTerms(frustrated=50, cancelled=100, notice=24, further=75)
RATES = RatesOfLab(hourly=Decimal("24.20"))
ALL_DAYS = (date(2025, 1, 1), date(2025, 12, 31))


def rows_of(count: int) -> list[dict[str, str]]:
    """Return visits of every length in two zones, some by a second careworker, some not done."""
    rng = Random(18)
    return [_row(rng, number) for number in range(1, count + 1)]


def _row(rng: Random, number: int) -> dict[str, str]:
    minutes = rng.choice([15, 30, 30, 45, 60])
    start = at(6 + number % 14, number % 60, 1 + number % 28)
    changes = {
        "provider_ref": "1-elm-a",
        "client_ref": f"C{number}",
        "planned_start": start,
        "planned_seconds": str(minutes * 60),
        "actual_start": start,
        "actual_seconds": str(max(30, round(minutes * 60 * rng.uniform(0.4, 1.3)))),
        "zone_key": rng.choice(["moor", "town"]),
    }
    if number % 10 == 0:
        changes |= {"outcome": rng.choice(["missed", "frustrated"]), "actual_start": "", "actual_seconds": ""}
    if number % 25 == 1:
        changes |= {"outcome": "cancelled_client", "actual_start": "", "actual_seconds": ""}
        changes |= {"cancelled_at": at(rng.choice([0, 5]), 0, max(1, number % 28))}
    return visit(number, **changes)


def told(lines: list[LabLine]) -> list[object]:
    """Return all that must be equal: delivered time alone is counted in half-minutes."""
    return [(line.level, line.ref, line.visits, line.short, line.rules) for line in lines]


def _plain_seconds(rule: PaymentRule, planned: int, actual: int, outcome: str, ahead: int | None) -> Fraction:
    """Return what a row is paid by steps 1 to 7; all are first careworkers."""
    if outcome == "done":
        return plain_minutes(rule, planned, actual) * 60
    late = outcome == "cancelled_client" and ahead is not None and ahead < TERMS.notice * 3600
    return Fraction(planned, 2) if outcome == "frustrated" else Fraction(planned) if late else Fraction()


def settings_of(terms: OutcomeTerms) -> dict[str, object]:
    return {"rate": "24.20", "guaranteed": 100, "margin": 10, **terms.as_json}


@pytest.fixture(params=[10, pytest.param(40, marks=pytest.mark.proof)])
def lines(council: Council, request: pytest.FixtureRequest) -> list[list[LabLine]]:
    row = sent(council.carol, file_of(rows_of(400)))
    assert row.state == "taken_in", (row.words, row.findings, row.questions)
    rng = Random(3)
    own = [one for n in range(request.param) if not (one := random_rule(rng, n)).needs_visits]
    rules = [*preset_rules().values(), *own]
    rates = RATES.rates_of(rate_keys(council.authority.id))
    from_cells = paid_lines(council.authority.id, rules, rates, TERMS)
    question = LabQuestion([LevelledRule(rule) for rule in rules], {}, settings_of(TERMS), ALL_DAYS)
    with opened([row]) as connection:
        from_visits = visit_lines(connection, question, "visits", rates)
        plain = ask(
            connection, "SELECT planned_seconds, actual_seconds, outcome, planned_start - cancelled_at FROM visits"
        )
    sums = [sum(_plain_seconds(rule, *one) for one in plain) for rule in rules]
    assert [Fraction(one.seconds, PARTS) for one in from_visits[0].rules] == sums
    return [from_cells, from_visits]


def test_the_same_to_the_second_and_the_penny(lines: list[list[LabLine]]):
    from_cells, from_visits = lines
    assert told(from_cells) == told(from_visits)
    levels = Counter(line.level for line in from_cells)
    assert levels[LabLevel.WHOLE] == 1 and levels[LabLevel.ZONE] == 2 and levels[LabLevel.LENGTH] == 4
    for level in LabLevel:
        of_level = [line for line in from_cells if line.level is level]
        assert sum(line.rules[2].pence for line in of_level) == from_cells[0].rules[2].pence
    assert HalfMinutes.objects.count() > 300


def test_rules_that_need_the_visits_are_refused_by_name():
    cells = [
        {"key": "up", "label": "Up by the second", "basis": "actual", "rounding": "up", "step_minutes": "5"},
        {"key": "ends", "label": "Both ends", "basis": "actual_ends", "rounding": "nearest", "step_minutes": "5"},
    ]
    rules = [*preset_rules().values(), *rules_from(cells)[0].values()]
    with pytest.raises(TooCoarse, match="“Up by the second”, “Both ends”") as refused:
        answered_by_half_minutes([LevelledRule(rule) for rule in rules])
    assert refused.value.labels == ["Up by the second", "Both ends"]
