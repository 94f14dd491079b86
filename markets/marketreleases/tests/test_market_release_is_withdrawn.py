"""A market's release is withdrawn by a second person: the council reads that, and why; its figures count for ever."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.marketreleases import queries
from markets.marketreleases.tests.held_figures import branches, held_run, next_period
from markets.marketreleases.tests.test_market_is_released import DETAIL, LIST, released
from markets.models import MarketLedgerRow, MarketRelease
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WITHDRAW, FILE = "markets:market_release_withdraw", "markets:market_release_file"
NOTE = "Branch 3 had sent a wrong week"


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def out(cast: Council) -> MarketRelease:
    return released(cast, held_run(cast, branches(cast, 14)))


def withdrawn(cast: Council, out: MarketRelease) -> str:
    return text_of(post(cast.fay, WITHDRAW, out.id, because="error", note=NOTE))


def test_the_council_reads_the_notice_and_the_ledger_stands(cast: Council, out: MarketRelease):
    rows = MarketLedgerRow.objects.count()
    assert "Someone else" in text_of(post(cast.dev, WITHDRAW, out.id, because="error", note=NOTE))
    assert "Say what happened" in text_of(post(cast.fay, WITHDRAW, out.id, because="error", note=" "))
    assert "It is withdrawn" in withdrawn(cast, out)
    for page in (get(cast.carol, DETAIL, out.id), get(cast.carol, FILE, out.id, "csv")):
        text = text_of(page)
        assert "because an error was found in it" in text
        assert NOTE not in text and "Contact share" not in text
    assert "withdrawn on" in text_of(get(cast.carol, LIST))
    team = text_of(get(cast.dev, DETAIL, out.id))
    assert NOTE in team and cast.fay.person_name in team and "An error was found in it" in team
    event = AuditEvent.objects.get(verb="withdrew a market release")
    assert (event.words, event.by_id) == ("Market release 1: an error was found in it", cast.fay.person_id)
    assert MarketLedgerRow.objects.count() == rows
    assert queries.faults_of_market(cast.fay, queries.ledger_rows(cast.fay)) == []
    assert "withdrawn already" in withdrawn(cast, out)


@pytest.mark.nightly
def test_a_withdrawn_period_still_stands_in_the_way_of_one_that_overlaps(cast: Council, out: MarketRelease):
    withdrawn(cast, out)
    places = list(cast.authority.locations.all())
    wider = held_run(cast, places, out.first_day, next_period()[1])
    assert "Periods that overlap" in text_of(get(cast.dev, "markets:market_release_draft", wider.id))


@pytest.mark.nightly
def test_the_database_refuses_whoever_drafted_it_and_any_change(cast: Council, out: MarketRelease):
    rows = MarketRelease.objects.filter(id=out.id)
    said = {"state": "withdrawn", "withdrawn_because": "error", "withdrawal_note": "x", "withdrawn_at": out.approved_at}
    for error, changed in (
        (IntegrityError, {**said, "withdrawn_by_id": cast.dev.person_id}),
        (IntegrityError, {**said, "withdrawn_by_id": None}),
        (Exception, {**said, "withdrawn_by_id": cast.fay.person_id, "table": {}}),
    ):
        with pytest.raises(error), transaction.atomic():
            rows.update(**changed)


@pytest.mark.parametrize("names", first_by_day(["carol", "ada ned gus reg cora alex una nobody"]))
def test_nobody_else_withdraws_it(cast: Council, out: MarketRelease, names: str):
    for name in names.split():
        who = getattr(cast, name, None)
        assert is_kept_out(who, get(who, WITHDRAW, out.id)), name
        assert is_kept_out(who, post(who, WITHDRAW, out.id, because="error", note="x")), name
    out.refresh_from_db()
    assert out.state == "released"
