"""A scenario takes over lengths and hours that the council's own visits measured, for whom it is meant alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from accounts.domain.context import Context
from accounts.models import Role
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.domain.exports.fee_paper import fee_paper
from markets.fees.domain.inputs_from_visits import VisitInputs, profile_days, visit_inputs
from markets.fees.domain.saved_scenario import inputs_of
from markets.fees.forms import typed_from
from markets.fees.views.exports import facts_of
from markets.fees.views.scenarios import result_of
from markets.models import FeeScenario, VisitRun
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.profile_figures import profile_figures
from markets.tests.council import Council, make_council
from markets.tests.made_profiles import a_typed_profile, figure
from markets.tests.made_rows import a_fee_scenario
from register.models import Authority

FROM_VISITS = "Visits: profile of 20 to 26 October 2025"


def a_length(minutes: int, share: str | None, hidden: str = "") -> FigureRow:
    return FigureRow(f"length.{minutes}", "market", value=Decimal(share) if share else None, hidden=hidden)


def zone_hours(name: str, hours: str | None) -> FigureRow:
    return FigureRow("hours", "zone", name, value=Decimal(hours) if hours else None)


def found_in(*rows: FigureRow) -> VisitInputs:
    return visit_inputs(profile_figures(rows), "some days")


def test_known_lengths_add_up_to_one_and_what_is_hidden_rare_or_unknown_is_named():
    rows = [
        a_length(30, "0.6"),
        a_length(15, "0.2"),
        a_length(45, "0.13"),
        a_length(7, "0.009"),
        a_length(90, None, "C5"),
    ]
    zones = [zone_hours("Moor", "259.04"), zone_hours("Town", None), zone_hours("", "12")]
    found = found_in(*rows, *zones)
    assert found.mix == {15: Decimal("0.2151"), 30: Decimal("0.6451"), 45: Decimal("0.1398")}
    assert sum(found.mix.values()) == 1 and found.covered_words == "93 %"
    assert found.left_out == ("90 minutes (fewer than five clients)", "7 minutes (rarer than others)")
    assert found.hours == {"Moor": Decimal("259.0")} and found.unknown == ("visits without a zone", "Town")
    assert found_in(a_length(30, "0.79"), a_length(15, None, "C5")).mix == {}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 6, 1), date(2025, 6, 28), "1 to 28 June 2025"),
        (date(2025, 6, 30), date(2025, 7, 27), "30 June to 27 July 2025"),
        (date(2024, 12, 30), date(2025, 1, 26), "30 December 2024 to 26 January 2025"),
    ],
)
def test_days_say_once_what_both_have_in_common(first: date, last: date, words: str):
    assert profile_days(first, last) == words


@pytest.fixture
def cast(db: None, settings: Any) -> Council:
    settings.SECOND_FACTOR_REQUIRED = False
    return make_council()


def with_the_switch(who: Context) -> Context:
    Role.objects.filter(person_id=who.person_id).update(with_visits=True)
    return replace(who, with_visits=True)


def a_profile_of(cast: Council, zone: str, **told: Any) -> VisitRun:
    run = a_typed_profile(cast.authority, **told)
    for minutes, share in ((15, "0.25"), (30, "0.74")):
        figure(run, f"length.{minutes}", share)
    figure(run, "length.50", hidden="C5")
    figure(run, "hours", "750.5", level="zone", ref=zone)
    figure(run, "double_share", "0.2")
    return run


def sent(row: FeeScenario, **more: str) -> dict[str, str]:
    return {"edition": str(row.edition), "lengths": "on", **more}


def test_what_would_change_is_seen_and_then_says_that_it_is_of_visits(cast: Council):
    carol, row = with_the_switch(cast.carol), a_fee_scenario(cast.carol)
    first = next(iter(row.inputs["zones"]))
    run = a_profile_of(cast, first)
    assert "Profile of 20 to 26 October 2025" in text_of(get(carol, "markets:scenario_lab", row.id))
    page = text_of(get(carol, "markets:scenario_visits", row.id, run.id))
    for words in ("25.25 %", "50 minutes (fewer than five clients)", f"{first}: 750.5 h", "20 % of attendances"):
        assert words in page, words
    lab = text_of(post(carol, "markets:scenario_visits", row.id, run.id, **sent(row, zone_0="0")))
    assert "Taken over into" in lab and lab.count(FROM_VISITS) == 2
    kept = FeeScenario.objects.get(id=row.id)
    assert kept.inputs["mix"] == {"15": "0.2525", "30": "0.7475"} and kept.council[first]["hours"] == "750.5"
    assert {**kept.inputs, "mix": 0} == {**row.inputs, "mix": 0} and inputs_of(kept.inputs) is not None
    assert all(kept.sources[key] == row.sources[key] for key in row.sources if key != "mix")
    assert kept.sources["mix"]["run"] == kept.sources[f"hours.{first}"]["run"] == str(run.id)
    result = result_of(kept)
    assert result is not None
    paper = str(fee_paper(result, facts_of(kept, result)))
    assert (
        f"({FROM_VISITS[0].lower()}{FROM_VISITS[1:]}). " not in paper
        and paper.count("visits: profile of 20 to 26") == 2
    )
    typed_over(carol, kept, first)


def typed_over(carol: Context, row: FeeScenario, zone: str) -> None:
    """Hours that are typed over are typed; the lengths beside them stay of visits."""
    page = typed_from(row.inputs, row.council, name=row.name, note="") | {"save": "1", "edition": str(row.edition)}
    at = next(name.removesuffix("_hours") for name, value in page.items() if value == "750.5")
    text = text_of(post(carol, "markets:scenario_lab", row.id, **page, **{"because": "Orders"}))
    assert text.count(FROM_VISITS) == 2
    page |= {f"{at}_hours": "800", "edition": str(row.edition + 1), "because": "Orders of May"}
    text = text_of(post(carol, "markets:scenario_lab", row.id, **page))
    assert text.count(FROM_VISITS) == 1 and "Typed: Orders of May" in text


def test_bad_choices_overtaken_and_frozen_ones_are_told_and_change_nothing(cast: Council):
    dev, row = cast.dev, a_fee_scenario(cast.carol)
    run = a_profile_of(cast, "Moor")

    def post_it(**page: str) -> str:
        return text_of(post(dev, "markets:scenario_visits", row.id, run.id, **page))

    assert "Choose what to take over" in post_it(edition="1")
    assert "would count twice" in post_it(**sent(row, zone_0="0", zone_1="0"))
    assert "from the list" in post_it(**sent(row, zone_0="9"))
    assert "was changed by" in post_it(**sent(row, edition="7"))
    scenarios.freeze(by=dev, scenario_id=row.id)
    assert get(dev, "markets:scenario_visits", row.id, run.id).status_code == 302
    assert "never changes" in post_it(**sent(row))
    assert FeeScenario.objects.get(id=row.id).inputs == row.inputs


def test_nobody_takes_over_without_the_switch_of_another_council_or_of_what_the_team_was_given(cast: Council):
    row, run = a_fee_scenario(cast.carol), a_profile_of(cast, "Moor")
    finds_none(cast.carol, row.id, run.id)
    finds_none(with_the_switch(cast.cora), row.id, run.id)
    assert "Profile of" not in text_of(get(cast.carol, "markets:scenario_lab", row.id))
    carol = with_the_switch(cast.carol)
    elsewhere = a_typed_profile(Authority.objects.get(name="Elsewhere"))
    for other in (elsewhere, a_profile_of(cast, "Moor", holder="independent")):
        finds_none(carol, row.id, other.id)
        finds_none(cast.dev, row.id, other.id)


def finds_none(who: Context, scenario_id: UUID, run_id: UUID) -> None:
    assert is_kept_out(who, get(who, "markets:scenario_visits", scenario_id, run_id))
    answer = post(who, "markets:scenario_visits", scenario_id, run_id, edition="1", lengths="on")
    assert is_kept_out(who, answer)
