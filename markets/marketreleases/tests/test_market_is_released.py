"""Figures of a market leave the team by two of it; the council reads medians, a provider its own alone."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.marketreleases.tests.held_figures import FIRST, LAST, branches, held_run, next_period
from markets.models import MarketLedgerRow, MarketRelease, MarketReleaseReview, VisitRun
from markets.tests.council import Council, make_council
from register.models import Location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LIST, DETAIL = "markets:market_release_list", "markets:market_release_detail"


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def places(cast: Council) -> list[Location]:
    return branches(cast, 14)


@pytest.fixture
def run(cast: Council, places: list[Location]) -> VisitRun:
    return held_run(cast, places)


def drafted(cast: Council, run: VisitRun) -> MarketRelease:
    page = text_of(post(cast.dev, "markets:market_release_draft", run.id, once=str(uuid4())))
    assert "It is drafted" in page, page
    return MarketRelease.objects.get(state="drafted")


def released(cast: Council, run: VisitRun) -> MarketRelease:
    row = drafted(cast, run)
    assert "It is approved" in text_of(post(cast.fay, "markets:market_release_approve", row.id))
    row.refresh_from_db()
    return row


def test_two_of_the_team_let_it_out_and_the_council_reads_it(cast: Council, run: VisitRun):
    preview = text_of(get(cast.dev, "markets:market_release_draft", run.id))
    assert "Contact share of a round" in preview and "Draft it" in preview
    row = drafted(cast, run)
    assert "Nothing is out yet" in text_of(get(cast.carol, LIST))
    assert is_kept_out(cast.carol, get(cast.carol, DETAIL, row.id))
    assert "Someone else" in text_of(get(cast.dev, DETAIL, row.id))
    assert "You drafted this" in text_of(post(cast.dev, "markets:market_release_approve", row.id))
    assert "It is approved" in text_of(post(cast.fay, "markets:market_release_approve", row.id))
    page = text_of(get(cast.carol, DETAIL, row.id))
    assert "Contact share of a round" in page and "In the middle of the market" in page
    assert "Branch 3" not in page and "differs by too few" not in page and str(run.id) not in page
    for kind in ("csv", "xlsx"):
        assert get(cast.carol, "markets:market_release_file", row.id, kind).status_code == 200
    rows = MarketLedgerRow.objects.filter(authority=cast.authority)
    assert rows.count() >= 3 and rows.last().sha256 == MarketRelease.objects.get().ledger_after
    assert "no longer waits" in text_of(post(cast.fay, "markets:market_release_approve", row.id))


@pytest.mark.nightly
def test_a_draft_is_sent_back_with_a_reason(cast: Council, run: VisitRun):
    row = drafted(cast, run)
    assert "Say why" in text_of(post(cast.fay, "markets:market_release_send_back", row.id, reason=" "))
    assert "still waits" in text_of(post(cast.dev, "markets:market_release_draft", run.id, once=str(uuid4())))
    page = text_of(post(cast.fay, "markets:market_release_send_back", row.id, reason="Look at <b>Moor</b> again"))
    assert "“Look at <b>Moor</b> again”" in page
    assert "Nothing is out yet" in text_of(get(cast.carol, LIST)) and drafted(cast, run).number == 2


@pytest.mark.parametrize("names", first_by_day(["ada", "ned gus reg cora alex una nobody"]))
def test_nobody_else_finds_it(cast: Council, run: VisitRun, names: str):
    row = released(cast, run)
    for name in names.split():
        who = getattr(cast, name, None)
        for page in (DETAIL, "markets:market_release_approve"):
            answer = get(who, page, row.id) if page == DETAIL else post(who, page, row.id)
            assert is_kept_out(who, answer), name
        assert is_kept_out(who, get(who, "markets:market_release_draft", run.id)), name
        if name not in ("gus", "cora"):  # they have a market of their own
            assert is_kept_out(who, get(who, LIST)), name


def test_periods_that_overlap_and_names_of_providers_are_refused(cast: Council, run: VisitRun, places: list[Location]):
    released(cast, run)
    wider = held_run(cast, places, FIRST, date(2025, 11, 2), Decimal(3))
    assert "Periods that overlap" in text_of(get(cast.dev, "markets:market_release_draft", wider.id))
    Location.objects.filter(id=places[4].id).update(name="Moor")
    later = held_run(cast, places, *next_period(), moved=Decimal(3))
    assert "A zone is called Moor" in text_of(get(cast.dev, "markets:market_release_draft", later.id))


@pytest.mark.nightly
def test_what_a_draft_was_made_from_may_not_change_before_it_is_approved(cast: Council, run: VisitRun):
    row = drafted(cast, run)
    run.figures.filter(measure="gap").update(value=Decimal("30.5"))
    assert "has changed since" in text_of(post(cast.fay, "markets:market_release_approve", row.id))


@pytest.mark.nightly
def test_a_profile_that_something_left_of_is_kept(cast: Council, run: VisitRun):
    released(cast, run)
    assert "so it is kept" in text_of(post(cast.dev, "markets:profile_throw_away", run.id))
    assert VisitRun.objects.filter(id=run.id).exists()


def test_the_ledger_only_grows_and_one_that_was_touched_stops_everything(
    cast: Council, run: VisitRun, places: list[Location]
):
    row = released(cast, run)
    for touched in (
        lambda: MarketLedgerRow.objects.filter(release=row).delete(),
        lambda: MarketLedgerRow.objects.filter(release=row).update(measure="gap"),
        lambda: MarketReleaseReview.objects.filter(release=row).update(reasons={}),
        lambda: MarketRelease.objects.filter(id=row.id).update(table={}),
        lambda: MarketRelease.objects.filter(id=row.id).delete(),
    ):
        with (
            pytest.raises(Exception, match=r"only grows|frozen|never deleted|protected"),
            transaction.atomic(),
        ):
            touched()
    last = MarketLedgerRow.objects.order_by("position").last()
    assert last is not None
    MarketLedgerRow.objects.create(
        position=last.position + 1, release=row, authority=cast.authority, column="x|y|z", measure="gap",
        figures=last.figures, members=[], policy_sha256=last.policy_sha256, previous_sha256=last.sha256,
        sha256="1" * 64,
    )  # fmt: skip
    later = held_run(cast, places, *next_period(), moved=Decimal(3))
    assert "Nothing can be released" in text_of(get(cast.dev, "markets:market_release_draft", later.id))


def test_a_provider_sees_its_own_of_what_it_gave(cast: Council, run: VisitRun, places: list[Location]):
    page = text_of(get(cast.ada, "markets:own_profile"))
    assert "what you gave to the independent team" in page and "61 %" in page
    assert "Branch 3" not in page and f"{FIRST:%-d %B %Y} to {LAST:%-d %B %Y}" in page
