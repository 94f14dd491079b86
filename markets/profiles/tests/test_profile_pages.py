"""A profile is asked for, made by a worker once, and shown to whom it is meant: the market's, a provider's, its own."""

import json
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, VisitFigure, VisitRun
from markets.profiles.tests.conftest import FIRST, LAST
from markets.store import profile_worker
from markets.tests.council import Council, make_council
from register.models import Location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


MOST_BYTES = 150_000


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def elm(cast: Council, in_memory: dict[str, str]) -> Location:
    """Let the largest provider be a branch of Ada's."""
    branch = Location.objects.create(
        name="Elm Branch",
        cqc_location_id="1-1",
        provider_id=cast.ada.provider_id,
        authority=cast.authority,
        is_homecare=True,
    )
    in_memory["P01"] = str(branch.id)
    return branch


def a_dataset(cast: Council, holder: str = "council") -> Dataset:
    return Dataset.objects.create(
        authority=cast.authority,
        holder=holder,
        state="taken_in",
        file_name="visits.csv",
        size=1,
        sha256=holder,
        first_day=FIRST,
        last_day=LAST,
        received_at=timezone.now(),
    )


def days(first: date = FIRST, last: date = LAST, **more: object) -> dict[str, object]:
    ends = {"first": first, "last": last}
    parts = {
        f"{name}_{n}": str(part) for name, day in ends.items() for n, part in enumerate((day.day, day.month, day.year))
    }
    return {**parts, "once": str(uuid4()), "holder": "council", **more}


def made(cast: Council, who: str = "carol", **more: object) -> VisitRun:
    page = text_of(post(getattr(cast, who), "markets:profile_new", **days(**more)))
    assert "some seconds" in page, page
    run = VisitRun.objects.latest("received_at")
    profile_worker.process(run.id)
    run.refresh_from_db()
    return run


def test_a_market_from_nothing_to_its_twelve_pictures(cast: Council, elm: Location):
    assert "No profile yet" in text_of(get(cast.carol, "markets:market_profile"))
    page = get(cast.carol, "markets:invented_profile")
    assert "Every figure here is invented" in text_of(page)
    assert len(page.content) < MOST_BYTES
    a_dataset(cast)
    assert "Leave both blank" in text_of(get(cast.carol, "markets:profile_new"))
    run = made(cast)
    assert run.state == "done" and len(run.digest) == 64
    page = text_of(get(cast.carol, "markets:market_profile"))
    for words in (
        "Hours by week", "Providers by size", "The largest providers", "Zones, urban and rural", "Lengths of visits",
        "Delivered of planned", "Short, missed and late", "Double-handed", "Turnover by route", "Days to pick up",
        "Prices paid", "If a provider failed", "Elm Branch", "Not shown: it needs the table of packages",
    ):  # fmt: skip
        assert words in page, words
    assert "A second period of visits would show what has moved since." in page
    assert not VisitFigure.objects.filter(measure__in=("gap", "round", "contact_share", "travel_est")).exclude(
        value=None
    )
    base = queries_of(cast, "invented_profile")
    assert queries_of(cast, "market_profile") - base <= 10
    ref = VisitFigure.objects.filter(run=run, level="provider").values_list("ref", flat=True)[0]
    assert queries_of(cast, "provider_profile", run.id, of=ref) - base <= 10
    for kind in ("csv", "xlsx"):
        assert get(cast.fay, "markets:profile_file", run.id, kind).status_code == 200
    assert get(cast.fay, "markets:profile_file", run.id, "pdf").status_code == 404


def queries_of(cast: Council, page: str, *arguments: object, **query: str) -> int:
    """Return how many statements a page takes, those of signing in with them."""
    with CaptureQueriesContext(connection) as asked:
        assert get(cast.carol, f"markets:{page}", *arguments, **query).status_code == 200
    return len(asked)


def test_the_same_again_is_equal_to_the_last_figure(cast: Council, elm: Location):
    a_dataset(cast)
    one, other = made(cast), made(cast)
    assert one.id != other.id and one.digest == other.digest and one.result == other.result
    before = VisitFigure.objects.count()
    profile_worker.process(other.id)
    assert VisitFigure.objects.count() == before
    page = text_of(get(cast.carol, "markets:market_profile", run=str(one.id)))
    assert "Held against" not in page
    assert "is thrown away" in text_of(post(cast.carol, "markets:profile_throw_away", other.id))
    assert not VisitFigure.objects.filter(run_id=other.id).exists()


def test_a_provider_sees_its_own_with_the_markets_median_alone(cast: Council, elm: Location):
    a_dataset(cast)
    run = made(cast)
    council = text_of(get(cast.carol, "markets:provider_profile", run.id, of=str(elm.id)))
    assert "Elm Branch" in council and "Print this page" in council
    assert get(cast.carol, "markets:provider_profile", run.id, of="nobody").status_code == 404
    own = text_of(get(cast.ada, "markets:own_profile"))
    assert "Your own figures" in own and "Elm Branch" in own
    assert "P02" not in own and "once the council shares" in own and "The market’s figures are not shown" in own
    assert is_kept_out(cast.carol, post(cast.carol, "markets:profile_share", run.id))
    Role.objects.filter(person_id=cast.carol.person_id).update(with_visits=True)
    carol = replace(cast.carol, with_visits=True)
    assert "medians now" in text_of(post(carol, "markets:profile_share", run.id))
    assert "has the market’s below it" in text_of(get(cast.ada, "markets:own_profile"))
    other = made(cast, last=FIRST)
    assert "shared already" in text_of(post(carol, "markets:profile_share", other.id))
    beside = VisitFigure.objects.get(run=run, measure="delivered_of_done.market", ref=str(elm.id))
    assert beside.median is not None and beside.provider_id == cast.ada.provider_id
    for who in (cast.carol, cast.dev, cast.ned, None):
        assert is_kept_out(who, get(who, "markets:own_profile"))


def test_what_providers_gave_the_team_stays_with_it(cast: Council, elm: Location):
    a_dataset(cast, "independent")
    run = made(cast, "dev", holder="independent")
    assert run.holder == "independent"
    page = text_of(get(cast.dev, "markets:market_profile", holder="independent"))
    assert "For the independent team alone" in page
    assert VisitFigure.objects.filter(run=run, measure="gap", level="market").exclude(median=None).exists()
    assert "No profile yet" in text_of(get(cast.carol, "markets:market_profile", holder="independent"))
    for page_name in ("profile_run", "provider_profile"):
        assert is_kept_out(cast.carol, get(cast.carol, f"markets:{page_name}", run.id))
    own = text_of(get(cast.ada, "markets:own_profile"))
    assert "what you gave to the independent team" in own and "P02" not in own
    assert not VisitFigure.objects.filter(run=run, measure__endswith=".market").exists()
    assert VisitFigure.objects.filter(run=run, level="own_zone", measure="contact_share").exclude(value=None).exists()
    assert "What of it may leave" in page
    assert "Draft it" in text_of(get(cast.dev, "markets:market_release_draft", run.id))


@pytest.mark.nightly
def test_two_periods_beside_each_other(cast: Council, elm: Location):
    a_dataset(cast)
    now, then = made(cast), made(cast, last=date(2025, 10, 25))
    page = text_of(get(cast.carol, "markets:market_profile", run=str(now.id), **{"with": str(then.id)}))
    assert "Held against 20 October 2025 to 25 October 2025" in page and "Moved" in page


def test_days_that_make_no_profile(cast: Council, in_memory: dict[str, str]):
    assert "lies before the first" in text_of(post(cast.carol, "markets:profile_new", **days(LAST, FIRST)))
    assert "three years" in text_of(post(cast.carol, "markets:profile_new", **days(date(2001, 1, 1), LAST)))
    wrong = days(first_2="9" * 27)
    assert "Enter a day between" in text_of(post(cast.carol, "markets:profile_new", **wrong))
    run = made(cast)
    assert run.state == "stopped" and "No visits of these days" in text_of(
        get(cast.carol, "markets:profile_run", run.id)
    )


@pytest.mark.nightly
def test_without_days_it_covers_all_that_is_held(cast: Council, elm: Location):
    a_dataset(cast)
    run = made(cast, **{f"{name}_{n}": "" for name in ("first", "last") for n in range(3)})
    assert (run.first_day, run.last_day, run.state) == (FIRST, LAST, "done")


@pytest.mark.parametrize("others", first_by_day(["ada cora", "ned gus", "alex reg eve nobody"]))
def test_nobody_else_finds_it(cast: Council, elm: Location, others: str):
    a_dataset(cast)
    run = made(cast)
    for who in (getattr(cast, name, None) for name in others.split()):
        if who not in (cast.gus, cast.cora):  # they have a market of their own
            assert is_kept_out(who, get(who, "markets:market_profile"))
        assert is_kept_out(who, get(who, "markets:provider_profile", run.id, of=str(elm.id)))
        assert is_kept_out(who, get(who, "markets:profile_file", run.id, "csv"))
        assert is_kept_out(who, post(who, "markets:profile_throw_away", run.id))
    assert VisitRun.objects.count() == 1 and json.dumps(run.result)
