"""Options by weighted scores: a plain twin, ties, missing scores, how far the first place hangs on a weight; risks."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from costing.risk_rating import RatedRisk, rating_faults
from markets.options.domain.appraisal import OptionScore, firsts, ranked, score_faults, swings, weight_faults
from markets.options.domain.appraisal_terms import NamedLine
from markets.options.domain.risk_register import FirstSign, SignRule, seeded
from markets.options.domain.shown_appraisal import shown_appraisal

OPTIONS, WEIGHTS = ("today", "zones", "blocks"), {"cost": 50, "pay": 30, "carbon": 0}


def scores(*points: tuple[int, int]):
    return {
        (option, key): OptionScore(number, "as run 4 shows", "run 4")
        for option, both in zip(OPTIONS, points, strict=True)
        for key, number in zip(("cost", "pay"), both, strict=True)
    }


def test_the_best_comes_first_and_equals_share_a_place():
    found = ranked(OPTIONS, WEIGHTS, scores((1, 1), (4, 2), (4, 2)))
    assert [(each.key, each.place) for each in found] == [("zones", 1), ("blocks", 1), ("today", 3)]
    assert found[0].total == Fraction(50 * 4 + 30 * 2, 80)


def test_an_option_without_a_score_has_no_place_and_says_what_is_missing():
    given = scores((1, 1), (4, 2), (5, 5))
    del given["blocks", "pay"]
    last = ranked(OPTIONS, WEIGHTS, given)[-1]
    assert (last.key, last.place, last.total, last.missing) == ("blocks", None, None, ("pay",))


def test_what_weighs_nothing_needs_no_score_and_changes_nothing():
    given = scores((1, 1), (4, 2), (2, 5))
    with_carbon = given | {("today", "carbon"): OptionScore(5, "less")}
    assert ranked(OPTIONS, WEIGHTS, given) == ranked(OPTIONS, WEIGHTS, with_carbon)


def test_where_the_first_place_turns():
    """Zones leads by cost, blocks by pay: level where 2 · weight of cost = 3 · 30."""
    cost, pay = swings(OPTIONS, WEIGHTS, scores((1, 1), (4, 2), (2, 5)))
    assert firsts(OPTIONS, WEIGHTS, scores((1, 1), (4, 2), (2, 5))) == ("zones",)
    assert (cost.turns_at, cost.first_low, cost.first_high) == (45, ("blocks",), ("zones",))
    assert (pay.turns_at, pay.first_high) == (Fraction(100, 3), ("blocks",))


def test_swings_agree_with_trying_each_weight():
    chance = Random(8)
    for _ in range(30):
        given = scores(*((chance.randint(0, 5), chance.randint(0, 5)) for _ in OPTIONS))
        weights = {"cost": chance.randint(1, 100), "pay": chance.randint(1, 100)}
        now = firsts(OPTIONS, weights, given)
        for swing in swings(OPTIONS, weights, given):
            turned = [w for w in range(101) if firsts(OPTIONS, {**weights, swing.criterion: w}, given) != now]
            if turned and swing.turns_at is not None:
                nearest = min(abs(w - weights[swing.criterion]) for w in turned)
                assert abs(swing.turns_at - weights[swing.criterion]) <= nearest
            assert swing.turns_at is not None or turned in ([], [0])


def test_criteria_are_shown_in_their_order_whatever_the_order_of_weights():
    lines = [NamedLine(key, key.title()) for key in ("cost", "pay", "carbon")]
    options = [NamedLine(key, key.title()) for key in OPTIONS]
    turned = dict(reversed(WEIGHTS.items()))
    shown = shown_appraisal(options, lines, turned, scores((1, 1), (4, 2), (2, 5)))
    assert [(line.key, weight, hangs[:42]) for line, weight, hangs in shown.criteria] == [
        ("cost", 50, "The first place changes at a weight of 45."),
        ("pay", 30, "The first place changes at a weight of 33."),
        ("carbon", 0, ""),
    ]
    assert shown.says == "Zones comes first, at 3.25 of 5."


def test_faults_are_said_in_words():
    assert weight_faults({"cost": 101}) == ["The weight of “cost” must be from 0 to 100."]
    assert weight_faults({"cost": 0}) == ["Give at least one criterion a weight above 0."]
    assert weight_faults(WEIGHTS) == []
    assert len(score_faults(OptionScore(6, " "))) == 2 and not score_faults(OptionScore(0, "no change"))
    assert len(rating_faults(0, 6)) == 2 and not rating_faults(1, 5)


@pytest.mark.parametrize(("likelihood", "impact", "level"), [(5, 3, "high"), (2, 4, "medium"), (1, 5, "low")])
def test_a_risk_is_rated_by_its_product(likelihood, impact, level):
    assert RatedRisk(likelihood, impact).level == level


def test_a_first_sign_lights_up_only_where_the_measure_is_known():
    sign = FirstSign("resilience", SignRule.ABOVE, Decimal(500))
    assert (sign.lights_up(Decimal("500.1")), sign.lights_up(Decimal(500)), sign.lights_up(None)) == (True, False, None)
    assert FirstSign("kept", SignRule.BELOW, Decimal("0.8")).lights_up(Decimal("0.79"))


def test_a_council_begins_with_risks_options_and_criteria():
    assert len(seeded("risk")) == 10 and seeded("option")[0].key == "do_nothing"
    assert "pick-up" in seeded("criterion")[0].key
