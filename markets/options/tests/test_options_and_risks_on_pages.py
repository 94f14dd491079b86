"""An appraisal on its pages: weights before scores, a ranking, frozen for good; a register whose signs light up."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import AppraisalScore, MarketRisk, OptionsAppraisal, RiskChange
from markets.options import queries
from markets.options.actions import appraisals
from markets.options.actions.appraisals import NewAppraisal
from markets.options.domain.appraisal import OptionScore
from markets.options.domain.appraisal_terms import NamedLine
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TWO = {"options": "Do nothing\nZones", "criteria": "Cost\nPay"}


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def appraisal(council: Council) -> OptionsAppraisal:
    """Return an appraisal as its first page makes it, without that page."""
    options = (NamedLine("do-nothing", "Do nothing"), NamedLine("zones", "Zones"))
    told = NewAppraisal("Lots", "", options, (NamedLine("cost", "Cost"), NamedLine("pay", "Pay")))
    made = appraisals.begin(by=council.carol, told=told)
    assert isinstance(made, OptionsAppraisal), made
    return made


def weigh(council: Council, row: OptionsAppraisal, cost: object = 60, pay: object = 40, edition: int = 1) -> str:
    given = {"weight-cost": cost, "weight-pay": pay, "edition": edition}
    return text_of(post(council.carol, "markets:appraisal_weights", row.id, **given))


def score(
    council: Council, row: OptionsAppraisal, option: str, criterion: str, points: int, reason: str = "As seen"
) -> str:
    return text_of(
        post(council.carol, "markets:appraisal_score", row.id, option, criterion, points=points, reason=reason)
    )


def score_all(council: Council, row: OptionsAppraisal) -> None:
    told: dict[str, Any] = {"by": council.carol, "appraisal_id": row.id}
    weighed = appraisals.set_weights(**told, edition=row.edition, weights={"cost": 60, "pay": 40})
    assert isinstance(weighed, OptionsAppraisal), weighed
    for option, cost, pay in (("do-nothing", 4, 1), ("zones", 3, 5)):
        for criterion, points in (("cost", cost), ("pay", pay)):
            given = OptionScore(points, "As seen")
            made = appraisals.score(**told, option=option, criterion=criterion, given=given)
            assert isinstance(made, AppraisalScore), made


class TestAnAppraisal:
    def test_is_not_scored_before_its_weights_are_set(self, council):
        begun = post(council.carol, "markets:appraisal_new", name="Lots", question="", **TWO)
        assert "Set the weights next" in text_of(begun)
        appraisal = OptionsAppraisal.objects.get()
        assert [one["key"] for one in appraisal.options] == ["do-nothing", "zones"]
        assert "Set the weights first" in score(council, appraisal, "zones", "cost", 3)
        assert not AppraisalScore.objects.exists()

    @pytest.mark.parametrize("weight", first_by_day(["", "101", "-1", "9" * 30, "x", "1.5"], 2))
    def test_takes_no_weight_that_is_none(self, council, appraisal, weight):
        page = weigh(council, appraisal, cost=weight)
        assert "Cost" in page and OptionsAppraisal.objects.get().weights == {}

    def test_ranks_once_nothing_is_missing_and_says_what_hangs_on_a_weight(self, council, appraisal):
        weigh(council, appraisal)
        score(council, appraisal, "zones", "cost", 3)
        assert "3 scores are still missing" in text_of(get(council.carol, "markets:appraisal_detail", appraisal.id))
        score(council, appraisal, "zones", "pay", 5)
        score(council, appraisal, "do-nothing", "cost", 4)
        page = score(council, appraisal, "do-nothing", "pay", 1)
        assert "Zones comes first, at 3.80 of 5." in page and "The first place changes at a weight of" in page

    def test_keeps_its_weights_once_it_is_scored(self, council, appraisal):
        score_all(council, appraisal)
        assert "so the weights stand" in weigh(
            council, appraisal, cost=1, edition=OptionsAppraisal.objects.get().edition
        )

    def test_is_frozen_whole_and_never_changes(self, council, appraisal):
        send(council.carol, "markets:appraisal_freeze", appraisal.id, edition=1)
        assert OptionsAppraisal.objects.get().frozen_at is None
        score_all(council, appraisal)
        send(council.carol, "markets:appraisal_freeze", appraisal.id, edition=OptionsAppraisal.objects.get().edition)
        frozen = OptionsAppraisal.objects.get()
        assert frozen.frozen_at and len(frozen.digest) == 64
        assert "frozen and never changes" in score(council, appraisal, "zones", "cost", 0)
        send(council.carol, "markets:appraisal_copy", appraisal.id)
        copied = OptionsAppraisal.objects.exclude(id=frozen.id).get()
        assert copied.options == frozen.options and not copied.weights and not copied.scores.exists()

    def test_of_two_who_change_it_at_once_the_second_is_told(self, council, appraisal):
        weigh(council, appraisal)
        assert "was changed by Carol Council" in weigh(council, appraisal, cost=1)
        assert OptionsAppraisal.objects.get().weights == {"cost": 60, "pay": 40}

    def test_leaves_as_a_workbook_with_every_sentence(self, council, appraisal):
        score_all(council, appraisal)
        book = load_workbook(BytesIO(get(council.carol, "markets:appraisal_file", appraisal.id).content))
        assert [row[1].value for row in book["Ranking"].iter_rows(min_row=2)] == ["Zones", "Do nothing"]
        assert {row[3].value for row in book["Scores"].iter_rows(min_row=2)} == {"As seen"}

    def test_is_read_by_the_analyst_and_found_by_nobody_else(self, council, appraisal):
        assert "Lots" in text_of(get(council.dev, "markets:appraisal_list"))
        for who in (council.gus, None):
            assert is_kept_out(who, get(who, "markets:appraisal_detail", appraisal.id))
        assert is_kept_out(council.dev, get(council.dev, "markets:appraisal_weights", appraisal.id))

    @pytest.mark.parametrize(
        "options", first_by_day(["One", "Same\nSame", "x" * 201 + "\ny", "\n".join("abcdefghijklmnopqrstu")])
    )
    def test_needs_options_that_can_be_told_apart(self, council, options):
        page = text_of(post(council.carol, "markets:appraisal_new", name="X", options=options, criteria="Cost\nPay"))
        assert "There is a problem" in page and not OptionsAppraisal.objects.exists()


class TestRisks:
    TERMS = {"side": "service", "title": "Rural packages wait", "likelihood": 4, "impact": 4, "measure": "resilience",
             "sign_rule": "above", "threshold": "500"}  # fmt: skip

    def test_begin_with_ten_that_are_usual(self, council):
        send(council.carol, "markets:risk_begin")
        assert MarketRisk.objects.count() == 10 and MarketRisk.objects.filter(side="project").count() == 1
        send(council.carol, "markets:risk_begin")
        assert MarketRisk.objects.count() == 10

    def test_light_up_by_the_latest_figures(self, council, monkeypatch):
        send(council.carol, "markets:risk_new", **self.TERMS)
        assert "Not known" in text_of(get(council.carol, "markets:risk_list"))
        monkeypatch.setattr(queries, "measures_now", lambda context: {"resilience": Decimal("612")})
        assert "There" in text_of(get(council.carol, "markets:risk_list"))

    def test_keep_the_history_of_their_rating(self, council):
        send(council.carol, "markets:risk_new", **self.TERMS)
        row = MarketRisk.objects.get()
        send(
            council.carol,
            "markets:risk_detail",
            row.id,
            **{**self.TERMS, "likelihood": 1, "why": "Rate is up", "edition": 1},
        )
        page = text_of(get(council.dev, "markets:risk_detail", row.id))
        assert "Rate is up" in page and "4 × 4 = 16" in page and "1 × 4 = 4" in page
        assert "was changed by Carol" in text_of(
            post(council.carol, "markets:risk_detail", row.id, **self.TERMS, edition=1)
        )
        assert RiskChange.objects.count() == 2

    def test_are_closed_and_opened_again(self, council):
        send(council.carol, "markets:risk_new", **self.TERMS)
        row = MarketRisk.objects.get()
        send(council.carol, "markets:risk_close", row.id, closed="1")
        assert "No risk fits" in text_of(get(council.carol, "markets:risk_list"))
        send(council.carol, "markets:risk_close", row.id, closed="0")
        assert "Rural packages wait" in text_of(get(council.carol, "markets:risk_list"))

    def test_need_all_three_parts_of_a_sign(self, council):
        page = text_of(post(council.carol, "markets:risk_new", **{**self.TERMS, "threshold": ""}))
        assert "A measure needs above or below, and a figure" in page and not MarketRisk.objects.exists()

    def test_are_written_by_the_council_alone(self, council):
        assert is_kept_out(council.dev, post(council.dev, "markets:risk_begin"))
        assert not MarketRisk.objects.exists()
