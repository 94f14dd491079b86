"""Rate cards on their pages: sent, looked at, kept, compared, ended, changed and thrown away, by whom it is meant."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.tests.typed_fees import worked_example
from markets.models import RateCard
from markets.ratecards.queries import cards_for
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LINES = "Zone,Minutes,Rate\nurban,30,13\nrural,30,19"


@pytest.fixture
def cast() -> Council:
    return make_council()


def typed(name: str = "Today", year: int = 2026, **changed: object) -> dict[str, object]:
    day = {"valid_from_0": "1", "valid_from_1": "4", "valid_from_2": str(year)}
    return {"name": name, **day, "basis": "visit", "lines": LINES, "once": str(uuid4()), **changed}


def kept(cast: Council, name: str = "Today", year: int = 2026, **changed: object) -> str:
    return text_of(post(cast.carol, "markets:card_new", **typed(name, year, keep="1", **changed)))


def test_a_file_is_shown_first_and_then_kept_once(cast: Council):
    assert "No rate card yet" in text_of(get(cast.carol, "markets:card_list"))
    file = SimpleUploadedFile("card.csv", LINES.encode())
    shown = text_of(post(cast.carol, "markets:card_new", **typed(lines="", keep="1", file=file)))
    assert "2 rates read. Nothing is kept yet" in shown and "urban;30;any;1;13" in shown
    assert not RateCard.objects.exists()
    page = typed(keep="1", lines="Zone;Minutes;Rate\nurban;30;13")
    for _ in range(2):
        assert "Today is kept" in text_of(post(cast.carol, "markets:card_new", **page))
    assert cards_for(cast.dev).count() == 1


def test_dates_follow_each_other_or_nothing_is_kept(cast: Council):
    kept(cast)
    assert "Two cards cannot hold on the same day" in kept(cast, "Next", 2027)
    assert "Next is kept" in kept(cast, "Next", 2027, ends_open_one="on")
    assert [str(row.valid_until) for row in cards_for(cast.carol)] == ["None", "2027-03-31"]
    until = {"valid_until_0": "1", "valid_until_1": "3", "valid_until_2": "2026"}
    assert "No card would hold on 2 March 2026 to 31 March 2026" in kept(cast, "Before", 2025, **until)


REFUSED: tuple[tuple[dict[str, object], str], ...] = (
    ({"lines": "Zone,Minutes,Rate\nurban,30,lots"}, "Row 2, rate: it is “lots”"),
    ({"lines": ""}, "Choose a file, or type the rates"),
    ({"lines": "x" * 100_001}, "100000"),
    ({"basis": ""}, "Choose what a rate is the price of"),
    ({"name": ""}, "Give the rate card a name"),
    ({"valid_from_2": "9" * 27}, "Enter a day between"),
    ({"valid_from_0": ""}, "Enter"),
)


def test_what_cannot_be_kept_is_said_and_nothing_is_lost(cast: Council):
    for changed, said in REFUSED:
        answer = post(cast.carol, "markets:card_new", **{**typed("Kept name", keep="1"), **changed})
        assert said in text_of(answer), said
        assert ("Kept name" in answer.content.decode()) or "name" in changed
    assert not RateCard.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(cast: Council):
    kept(cast)
    row = cards_for(cast.carol).get()
    first, second = (typed(name, keep="1", edition="1") for name in ("One", "Two"))
    assert "One is kept" in text_of(post(cast.carol, "markets:card_change", row.id, **first))
    assert "was changed by Carol" in text_of(post(cast.dev, "markets:card_change", row.id, **second))


def test_each_rate_beside_a_scenario_and_as_a_file(cast: Council):
    kept(cast)
    row = cards_for(cast.carol).get()
    inputs = json.loads(json.dumps(worked_example()["inputs"]), parse_float=str, parse_int=str)
    scenario = scenarios.start(by=cast.carol, name="Fair", inputs=inputs)
    page = text_of(get(cast.dev, "markets:card_detail", row.id, scenario=str(scenario.id)))
    assert "Of 2 rates 1 do not carry the living wage, and 1 are below the model’s." in page
    assert "£13.87" in page and "Not carried" in page
    assert "urban" in text_of(get(cast.dev, "markets:card_detail", row.id, scenario="nonsense"))
    assert get(cast.dev, "markets:card_file", row.id, "csv").content.decode("utf-8-sig").count("30,any,1,") == 2
    assert get(cast.dev, "markets:card_file", row.id, "xlsx").status_code == 200
    assert get(cast.dev, "markets:card_file", row.id, "pdf").status_code == 404


def test_only_the_first_or_the_last_is_thrown_away(cast: Council):
    kept(cast)
    for year in (2027, 2028):
        kept(cast, str(year), year, ends_open_one="on")
    last, middle, first = cards_for(cast.carol)
    assert "no card would hold" in text_of(post(cast.carol, "markets:card_throw_away", middle.id))
    assert "Today is thrown away" in text_of(post(cast.carol, "markets:card_throw_away", first.id))
    assert {row.id for row in cards_for(cast.carol)} == {last.id, middle.id}


def test_nobody_else_finds_it(cast: Council):
    kept(cast)
    row = cards_for(cast.carol).get()
    for who in (cast.ada, cast.ned, cast.alex, None):
        assert is_kept_out(who, get(who, "markets:card_list"))
    for who in (cast.ada, cast.gus, cast.cora, cast.eve, None):
        for page in ("card_detail", "card_change"):
            assert is_kept_out(who, get(who, f"markets:{page}", row.id))
        assert is_kept_out(who, get(who, "markets:card_file", row.id, "csv"))
        assert is_kept_out(who, post(who, "markets:card_throw_away", row.id))
    assert RateCard.objects.count() == 1
