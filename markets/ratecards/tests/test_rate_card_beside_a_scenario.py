"""Each rate of a card beside the model's price of the same, and whether it carries the living wage."""

from decimal import Decimal

from markets.fees.domain.special_fees import double_handed_rate
from markets.fees.domain.wage_floor import fee_for_wage
from markets.fees.domain.zone_fee import zone_fee
from markets.fees.tests.typed_fees import fee_1
from markets.ratecards.domain.card_comparison import SECOND, compared_card, comparison_says
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind

INPUTS = fee_1()
CLOSE = Decimal("0.000001")


def line(zone: str, minutes: int | None, rate: str, careworkers: int = 1) -> CardLine:
    return CardLine(zone, minutes, DayKind.ANY, careworkers, Decimal(rate))


def test_a_rate_is_compared_with_the_price_of_its_length():
    [one] = compared_card([line("Mixed", 30, "15.00")], CardBasis.VISIT, INPUTS)
    expected = zone_fee(INPUTS, INPUTS.zones["mixed"]).by_length[30].per_visit
    assert one.zone == "mixed" and one.model == expected
    assert one.gap == Decimal("15.00") - expected and one.carries_floor is False
    [hour] = compared_card([line("mixed", 30, "30.00")], CardBasis.HOUR, INPUTS)
    assert hour.model is not None and abs(hour.model - 2 * expected) < CLOSE


def test_a_rate_of_any_length_is_compared_at_the_mix_and_with_the_fee_for_the_floor():
    rates = compared_card([line("", None, "28.00")], CardBasis.HOUR, INPUTS)
    assert [one.zone for one in rates] == ["urban", "mixed", "rural"]
    for one in rates:
        zone = INPUTS.zones[one.zone]
        assert one.floor is not None and abs(one.floor - fee_for_wage(INPUTS, zone, INPUTS.terms.nlw)) < CLOSE
    assert [one.carries_floor for one in rates] == [True, False, False]


def test_two_careworkers_are_the_double_handed_fee():
    [hour] = compared_card([line("rural", None, "60", 2)], CardBasis.HOUR, INPUTS)
    assert hour.model is not None
    assert abs(hour.model - double_handed_rate(INPUTS, INPUTS.zones["rural"], SECOND)) < CLOSE
    weighed = Decimal(0)
    for minutes, share in INPUTS.mix.items():
        [visit] = compared_card([line("rural", minutes, "60", 2)], CardBasis.VISIT, INPUTS)
        weighed += share * (visit.model or Decimal(0))
    assert abs(weighed * INPUTS.visits_per_hour - hour.model) < CLOSE


def test_the_sentence_counts_what_falls_short_and_what_has_no_zone():
    card = [line("urban", 30, "20"), line("mixed", 30, "14"), line("moon", 30, "9")]
    said = comparison_says(compared_card(card, CardBasis.VISIT, INPUTS))
    assert said == (
        "Of 2 rates 1 do not carry the living wage, and 1 are below the model’s. 1 more are of zones that the scenario "
        "has not."
    )
    assert "nothing can be compared" in comparison_says(compared_card(card[2:], CardBasis.VISIT, INPUTS))
