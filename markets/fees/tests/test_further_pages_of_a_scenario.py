"""Pictures with their ranges, the budget by year, winners and losers, and special fees: by function, then as pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.domain.fee_budget import BudgetTerms, yearly_budget
from markets.fees.domain.fee_pictures import tornado_of
from markets.fees.domain.provider_lines import read_lines
from markets.fees.domain.result import CouncilZone, scenario_result
from markets.fees.domain.swing_ranges import usual_ranges
from markets.fees.forms import typed_from
from markets.fees.tests.test_fee_lab import INPUTS
from markets.fees.tests.typed_fees import fee_1
from markets.models import FeeScenario
from markets.tests.council import Council, make_council

ZONES = ["urban", "mixed", "rural"]
COUNCIL = {"mixed": {"fee": "28.50", "hours": "1000"}}
RESULT = scenario_result(fee_1(), {"mixed": CouncilZone(Decimal("28.50"), Decimal(1000))})
MIXED = RESULT.zones[1]
MORE = Decimal("29.784005") - Decimal("28.50")


def test_the_tornado_is_drawn_from_its_ranges_widest_first():
    drawn = tornado_of(MIXED, {"t": (Decimal("6.5"), Decimal(11)), "pay": (Decimal("12.21"), Decimal("13.45"))})
    assert [row.label for row in drawn.rows] == ["Travel, minutes a visit", "Pay, £ an hour"]
    assert abs(drawn.rows[0].at_low - MIXED.fee.rate + Decimal("1.04")) < Decimal("0.01")
    assert "from 6.5 to 11 the fee goes from" in drawn.says
    assert all(bar.x <= bar.median + 6 <= bar.x + bar.width + 1 for bar in drawn.chart.ranges if bar.median)
    for zone in RESULT.zones:
        assert len(tornado_of(zone, usual_ranges(zone.inputs, zone.zone)).rows) == 10


def test_a_budget_counts_the_days_of_its_first_year_and_grows_on_each_april():
    terms = BudgetTerms(date(2026, 10, 1), Decimal("0.03"), Decimal("0.1"), 3)
    first, second, third = yearly_budget(RESULT, terms)
    assert [first.label, first.days, second.days, third.days] == ["2026–27", 182, 366, 365]
    assert abs(first.more - MORE * 52_000 * 182 / 365) < Decimal("0.1")
    rate = Decimal("29.784005") * Decimal("1.03")
    assert abs(second.more - (rate - Decimal("28.50")) * 52_000 * Decimal("1.1")) < Decimal("0.1")
    whole = yearly_budget(RESULT, BudgetTerms(date(2026, 4, 1), Decimal(0), Decimal(0), 1))
    assert abs(whole[0].more - (RESULT.zones[1].budget or 0)) < Decimal("0.005")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Elm, 420", "Line 1, “Elm, 420”: expected is: name, hours a week, rate, zone"),
        ("Elm, many, 24, urban\nOak, 1, 24, urban", "“many” are no hours a week"),
        ("Elm, 420, 0, urban", "“0” is no rate"),
        ("Elm, 1e400, 24, urban", "no hours a week"),
        (f"Elm, {'9' * 27}, 24, urban", "no hours a week"),
        ("Elm, 420, 24.10, moon", "“moon” is no zone of this scenario. Its zones are urban, mixed, rural"),
        ("a, 1, 1, urban\n" * 201, "There are 201 lines"),
    ],
)
def test_a_line_of_providers_that_cannot_be_used_is_named(text: str, said: str):
    assert said in ". ".join(read_lines(text, ZONES)[1])


def test_lines_are_read_as_they_are_pasted():
    pasted = "Provider\tHours\tRate\tZone\nElm, Oak & Co\t1,200\t£24.10\tRURAL\n\nAsh;10;24;urban\nFir,5,20,mixed"
    lines, faults = read_lines(pasted, ZONES)
    assert faults == [] and [(one.name, one.hours, one.zone) for one in lines] == [
        ("Elm, Oak & Co", 1200, "rural"),
        ("Ash", 10, "urban"),
        ("Fir", 5, "mixed"),
    ]
    assert read_lines("Elm, 3, 20", ["one"])[0][0].zone == "one"


@pytest.fixture
def cast(db: None, settings: Any) -> Council:
    settings.SECOND_FACTOR_REQUIRED = False
    return make_council()


@pytest.fixture
def row(cast: Council) -> FeeScenario:
    done = scenarios.start(by=cast.carol, name="First", inputs=INPUTS)
    assert isinstance(done, FeeScenario)
    page = typed_from(done.inputs, COUNCIL, name="First", note="") | {"save": "1", "edition": "1"}
    assert "is saved" in text_of(post(cast.carol, "markets:scenario_lab", done.id, **page))
    return done


BUDGET = {"start_0": "1", "start_1": "10", "start_2": "2026", "uplift": "3", "growth": "0", "years": "2"}
SPECIAL = {"overhead_share": "75", "pair_t": "8", "pair_d": "4", "sub_rate": "21.90", "at_stake": "5", "chance": "80"}


def test_pictures_have_sentences_tables_and_keep_their_ranges(cast: Council, row: FeeScenario):
    page = text_of(get(cast.carol, "markets:scenario_pictures", row.id, zone="mixed"))
    assert "A fair fee in mixed is £29.78 an hour. Most hangs on" in page
    assert "Today’s fee does not carry the National Living Wage of £12.21 in mixed." in page
    ranges = {"zone": "rural", "t_low": "10", "t_high": "16", "margin_low": "3", "margin_high": "8"}
    kept = text_of(post(cast.carol, "markets:scenario_pictures", row.id, **ranges))
    assert "Saved." in kept and "A fair fee in rural is £33.77" in kept
    wrong = text_of(post(cast.carol, "markets:scenario_pictures", row.id, **{**ranges, "t_low": "17", "d_low": "1"}))
    assert "the lower end is above the higher one" in wrong and "Enter both ends of miles a visit" in wrong


def test_the_budget_and_who_gains(cast: Council, row: FeeScenario):
    sent = BUDGET | {"providers": "Elm, 100, 24.10, mixed\nOak, 100, 31.00, mixed"}
    page = text_of(post(cast.carol, "markets:scenario_budget", row.id, **sent))
    assert "2026–27 182 £738,9" in page and "Modelled, not this provider’s cost" in page
    assert "1 of 2 would have less than today" in page and "Oak mixed 100 £31.00 £29.78 −£6,323" in page
    wrong = post(cast.carol, "markets:scenario_budget", row.id, **{**sent, "providers": "Elm", "years": "99"})
    assert "Line 1, “Elm”" in text_of(wrong) and "from 1 to 10" in text_of(wrong)


def test_special_fees(cast: Council, row: FeeScenario):
    page = text_of(post(cast.carol, "markets:scenario_special", row.id, **SPECIAL))
    assert "Not carried" in page and "£28.22" in page  # 28.50 · (1 − 0.05 · 0.2)
    assert "cannot be 101" in text_of(
        post(cast.carol, "markets:scenario_special", row.id, **{**SPECIAL, "chance": "101"})
    )


def test_a_second_tab_does_not_overwrite_what_a_colleague_typed(cast: Council, row: FeeScenario):
    first = get(cast.carol, "markets:scenario_budget", row.id).content.decode()
    assert 'name="seen" value=""' in first
    kept = BUDGET | {"providers": "Elm, 100, 24.10, mixed"}
    assert "Saved." in text_of(post(cast.dev, "markets:scenario_budget", row.id, **kept, seen=""))
    late = text_of(
        post(cast.carol, "markets:scenario_budget", row.id, **BUDGET, providers="Oak, 9, 20, mixed", seen="")
    )
    assert "was changed by Dev Analyst" in late and "Oak, 9, 20, mixed" in late
    row.refresh_from_db()
    assert row.further["budget"]["providers"] == "Elm, 100, 24.10, mixed"


def test_a_frozen_scenario_works_out_and_keeps_nothing(cast: Council, row: FeeScenario):
    scenarios.freeze(by=cast.carol, scenario_id=row.id)
    for name, sent in (("budget", BUDGET), ("special", SPECIAL), ("pictures", {"zone": "urban"})):
        assert "worked out, and not kept" in text_of(post(cast.carol, f"markets:scenario_{name}", row.id, **sent))
    row.refresh_from_db()
    assert row.further == {}


def test_nobody_else_finds_the_further_pages(cast: Council, row: FeeScenario):
    for name in ("budget", "special", "pictures"):
        for who in (cast.ada, cast.cora, cast.gus, cast.ned, cast.eve, None):
            assert is_kept_out(who, get(who, f"markets:scenario_{name}", row.id))
            assert is_kept_out(who, post(who, f"markets:scenario_{name}", row.id, **BUDGET))
