"""A scenario from a release: published lines become inputs, what is hidden is typed, nothing else is read."""

from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.domain.fee_file import fee_inputs
from markets.fees.domain.input_sources import source_words
from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.model_branch import costs_of
from markets.fees.domain.released_start import LINES, StartTerms, faults_of, inputs_from
from markets.fees.domain.zone_fee import rate_of
from markets.fees.forms import typed_from
from markets.fees.queries import releases_to_begin_from, scenarios_for
from markets.fees.tests.typed_fees import fee_1, random_document, read
from markets.models import FeeScenario
from markets.tests.council import Council, make_council
from markets.tests.released_medians import released
from reports.models import Release

LAW = {"nlw": "12.21"}


def lines_of(inputs: FeeInputs, zone: ZoneTravel) -> dict[str, Decimal]:
    """Return what a release would say of a market of this branch alone; waiting is in its travel, as in returns."""
    column = next(iter(costs_of(inputs, zone).columns.values()))
    q, terms = inputs.visits_per_hour, inputs.terms
    figures = {key: column[key] for key in LINES}
    figures |= {f"visits_{k}": inputs.mix.get(k, Decimal(0)) * 1000 for k in (15, 30, 45, 60)}
    return figures | {
        "travel_minutes_per_contact_hour": q * (zone.t + zone.w),
        "contact_hours_per_week": terms.hours_per_week,
        "mileage_rate": terms.mileage_rate,
    }


def from_lines(figures: dict[str, Decimal], **minutes: Decimal) -> FeeInputs:
    assert faults_of(figures, minutes) == []
    inputs, faults = fee_inputs(inputs_from(figures, StartTerms(Decimal("0.6"), minutes, LAW)))
    assert inputs is not None, faults
    return inputs


@pytest.mark.parametrize("name", ["urban", "mixed", "rural"])
def test_one_identical_branch_has_the_same_rate_from_its_lines_as_typed(name: str):
    typed = fee_1()
    zone = typed.zones[name]
    begun = from_lines(lines_of(typed, zone), here=zone.t + zone.w)
    assert abs(rate_of(begun, begun.zones["here"]) - rate_of(typed, zone)) < Decimal("0.00005")


@pytest.mark.parametrize("number", [10, pytest.param(500, marks=pytest.mark.proof)])
def test_a_market_of_one_random_branch_has_the_same_rate_from_its_lines_as_typed(number: int):
    """Of the lengths that a release has; other visits are left out of a scenario that begins from one."""
    rng, done = Random(16), 0
    while done < number:
        document = random_document(rng)
        typed = read({**document, "mix": {"15": 0.25, "30": 0.5, "45": 0.25} if done % 2 else {"30": 0.5, "60": 0.5}})
        zone = typed.zones["one"]
        if zone.t + zone.w:
            begun, done = from_lines(lines_of(typed, zone), here=zone.t + zone.w), done + 1
            assert abs(rate_of(begun, begun.zones["here"]) - rate_of(typed, zone)) < Decimal("0.00005"), document


def test_travel_and_mileage_grow_with_the_minutes_of_a_zone_and_nothing_else():
    typed = fee_1()
    figures = lines_of(typed, typed.zones["mixed"])
    begun = from_lines(figures, near=Decimal(5), far=Decimal(10))
    near, far = (next(iter(costs_of(begun, begun.zones[one]).columns.values())) for one in ("near", "far"))
    for line in ("travel_time", "mileage"):
        assert abs(far[line] - 2 * near[line]) < Decimal("0.0001")
    assert near["direct_care"] == far["direct_care"] and near["other_overheads"] == far["other_overheads"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({f"visits_{k}": Decimal(0) for k in (15, 30, 45, 60)}, "no visits of any length"),
        ({"direct_care": Decimal(0)}, "Direct care is £0"),
        ({"contact_hours_per_week": Decimal(0)}, "no contact hours"),
        ({"mileage_rate": Decimal(0)}, "Enter the mileage rate"),
        ({"travel_minutes_per_contact_hour": Decimal(0)}, "no travel minutes"),
    ],
)
def test_figures_that_make_no_scenario_are_named(changed: dict[str, Decimal], said: str):
    figures = lines_of(fee_1(), fee_1().zones["mixed"]) | changed
    assert said in " ".join(faults_of(figures, {"here": Decimal(5)}))


@pytest.fixture
def cast(db: None, settings: Any) -> Council:
    settings.SECOND_FACTOR_REQUIRED = False
    return make_council()


def a_release(cast: Council, hidden: tuple[str, ...] = (), **told: Any) -> Release:
    """Put a release into the tables, as if the branch of the worked example were the market's median."""
    figures = {key: f"{value:.4f}" for key, value in lines_of(fee_1(), fee_1().zones["mixed"]).items()}
    return released(cast, {key: None if key in hidden else value for key, value in figures.items()}, **told)


def sent(**changed: str) -> dict[str, str]:
    return {"name": "Begun", "fixed_share": "65", "zone_0": "here", "zone_0_t": "10", "once": str(uuid4()), **changed}


def begun(cast: Council, release: Release, **typed: str) -> FeeScenario:
    text = text_of(post(cast.carol, "markets:scenario_from_release", release.id, **typed))
    assert "begins from release 1" in text, text
    return scenarios_for(cast.carol).get()


def test_each_input_says_where_it_comes_from_until_it_is_typed_over(cast: Council):
    release = a_release(cast)
    assert "Release 1 of Home care 2025" in text_of(get(cast.carol, "markets:scenario_new"))
    row = begun(cast, release, **sent())
    assert row.release_id == release.id and source_words(row.sources, "pay").startswith("Release: Direct care £12.60")
    assert source_words(row.sources, "nlw") == "Law: at the price date"
    page = typed_from(row.inputs, row.council, name=row.name, note="") | {"pay": "13.10", "save": "1"}
    page |= {"edition": str(row.edition), "because": "Our own survey of pay"}
    assert "Typed: Our own survey of pay" in text_of(post(cast.carol, "markets:scenario_lab", row.id, **page))
    row.refresh_from_db()
    assert [key for key in row.sources if row.sources[key]["kind"] == "typed"] == ["pay", "zones.here"]


def test_what_is_hidden_is_named_and_typed_with_a_sentence(cast: Council):
    release = a_release(cast, hidden=("mileage", "visits_45"))
    page = text_of(get(cast.carol, "markets:scenario_from_release", release.id))
    assert "Mileage (£ per contact hour)" in page and "Visits of 45 minutes (visits a week)" in page
    answer = text_of(
        post(cast.carol, "markets:scenario_from_release", release.id, **sent(figure_mileage="1,000 miles"))
    )
    assert "“1,000 miles” is not a number" in answer and "Enter visits of 45 minutes" in answer
    assert "Say in a sentence where the figures come from" in answer
    words = {"figure_mileage": "1.76", "figure_visits_45": "400", "because": "Invoices of March"}
    row = begun(cast, release, **sent(**words))
    assert "Visits of 45 minutes hidden in the release. Invoices of March" in source_words(row.sources, "mix")


def test_a_price_date_without_known_rates_is_told_and_nothing_begins(cast: Council):
    release = a_release(cast)
    with mock.patch("markets.fees.views.released_starts.usual_inputs", return_value=None):
        for answer in (
            get(cast.carol, "markets:scenario_from_release", release.id),
            post(cast.carol, "markets:scenario_from_release", release.id, **sent()),
        ):
            assert "The rates of its price date are not known" in text_of(answer)
    assert not scenarios_for(cast.carol).exists()


def test_only_published_releases_that_stand_may_be_begun_from_and_by_no_other_council(cast: Council):
    release = a_release(cast)
    assert list(releases_to_begin_from(cast.carol)) == list(releases_to_begin_from(cast.dev)) == [release]
    for who in (cast.cora, cast.gus, cast.ada, cast.ned, cast.eve, None):
        assert is_kept_out(who, get(who, "markets:scenario_from_release", release.id))
    assert scenarios.start(by=cast.cora, name="x", inputs={"zones": {}}, release_id=release.id) is None
    Release.objects.filter(id=release.id).update(state="superseded")
    assert_cannot_begin(cast, release)


def test_a_draft_cannot_be_begun_from(cast: Council):
    assert_cannot_begin(cast, a_release(cast, state="drafted", approved_at=None, approved_by_id=None))


def assert_cannot_begin(cast: Council, release: Release) -> None:
    for who in (cast.carol, cast.dev):
        assert is_kept_out(who, get(who, "markets:scenario_from_release", release.id))
    assert not releases_to_begin_from(cast.dev)
