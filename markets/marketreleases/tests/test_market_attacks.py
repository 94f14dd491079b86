"""Attackers who know all that a council holds, two periods and redrawn zones come no nearer than chance."""

import pytest

from accounts.tests.commands import run
from markets.marketreleases.domain.attacks.market_attack_table import market_attacks, market_scores
from markets.marketreleases.domain.attacks.market_attackers import MARKET_ATTACKERS
from markets.marketreleases.domain.attacks.market_usefulness import useful_bands
from markets.marketreleases.domain.attacks.plan_attackers import PLAN_ATTACKERS
from reports.domain.attacks.attackers import Attacker
from reports.domain.attacks.methods import OURS, PLAIN


def exact(table: object, attacker: Attacker, method: str) -> float:
    score = table.scores[attacker.name, method]  # type: ignore[attr-defined]
    return next(iter(score.hits.values())).released / max(1, score.claims)


def test_a_few_markets_hold_and_plain_quantiles_do_not():
    table = market_attacks(6, 5, [market_scores(range(6), 5)])
    assert table.failed == []
    given_away = [one.name for one in MARKET_ATTACKERS if exact(table, one, PLAIN.name) > 0.5]
    assert {"sector moved with its provider", "sector moved between two zones", "one more return"} <= set(given_away)
    assert max(exact(table, one, OURS) for one in MARKET_ATTACKERS) < 0.4


def test_two_plans_that_differ_by_a_sector_tell_no_more_than_chance():
    table = market_attacks(4, 11, [market_scores(range(8, 12), 11, PLAN_ATTACKERS)], attackers=PLAN_ATTACKERS)
    assert table.failed == [] and any(table.scores[one.name, OURS].claims for one in PLAN_ATTACKERS)
    assert max(exact(table, one, PLAIN.name) for one in PLAN_ATTACKERS) > 0
    assert max(exact(table, one, OURS) for one in PLAN_ATTACKERS) < 0.4


@pytest.mark.nightly
def test_later_periods_and_zones_are_shown():
    few, some, many = useful_bands(range(40, 60), 5)
    shares = many.shares
    assert shares["a period"].shown == shares["a period"].of == shares["the next, same"].shown > 3
    assert shares["the next, one more"].shown == shares["the next, one more"].of
    assert shares["the next, one less"].shown == 0
    assert shares["zones"].shown > shares["zones"].of * 0.8 and some.name and few.name


@pytest.mark.proof
def test_six_hundred_markets_with_redrawn_plans_hold():
    done = run("attack_market_releases", "--markets", 600, "--seed", 2026, "--plans")
    assert done.status == 0 and "all hold" in done.out, done.out


@pytest.mark.proof
def test_two_thousand_markets_hold():
    done = run("attack_market_releases", "--markets", 2000, "--seed", 2026)
    assert done.status == 0 and "all hold" in done.out, done.out
