"""Small tables: sent, looked at, kept, replaced and thrown away, by who looks after visits; references are not kept."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.domain.context import Context
from accounts.models import Role
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import MarketTable
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_reader import read_market_table
from markets.tables.domain.table_values import declarations_from, lots_from, offers_from, packages_from
from markets.tables.queries import rows_that_hold
from markets.tests.council import Council, make_council
from register.models import Location
from spreadsheets.tables.any_file import UnreadableTable

PACKAGES = "Client;Provider;From;Until;Hours a week;Route\nAnn Example 12;Elm Branch;1/4/2025;;10.5;Hospital\n"


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def carol(cast: Council) -> Context:
    """Carol with the switch: she looks after the council's visits."""
    Role.objects.filter(person_id=cast.carol.person_id).update(with_visits=True)
    Location.objects.create(
        name="Elm Branch",
        cqc_location_id="1-1",
        provider_id=cast.ada.provider_id,
        authority=cast.authority,
        is_homecare=True,
    )
    return replace(cast.carol, with_visits=True)


def sent(carol: Context, kind: str = "packages", text: str = PACKAGES) -> str:
    file = SimpleUploadedFile("table.csv", text.encode())
    return text_of(post(carol, "markets:table_new", kind, file=file, once=str(uuid4())))


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestPages:
    def test_it_is_looked_at_before_it_holds(self, cast: Council, carol: Context):
        assert "Not here" in text_of(get(carol, "markets:table_list"))
        page = sent(carol)
        assert "Nothing holds yet" in page and "Elm Branch" in page and "Ann Example" not in page
        row = MarketTable.objects.get()
        assert rows_that_hold(cast.authority.id) == {}
        assert "kept" in text_of(post(carol, "markets:table_keep", row.id))
        (package,) = packages_from(rows_that_hold(cast.authority.id)[MarketTableKind.PACKAGES][1])
        assert package.route == "hospital" and "Ann" not in str(row.rows)
        assert package.provider == str(Location.objects.get().id)
        more = PACKAGES + "B2;Nobody Ltd;2/4/2025;;7;\nB3;Elm Branch;soon;;7;\n"
        page = sent(carol, text=more)
        assert "1 new, 0 changed, 0 no longer listed, 1 as they were" in page
        assert "Row 4, From: it is “soon”; expected is a date such as 1 April 2026." in page and "Nobody Ltd" in page
        assert "thrown away" in text_of(post(carol, "markets:table_throw_away", MarketTable.objects.first().id))  # type: ignore[union-attr]

    def test_what_cannot_be_read_is_said(self, carol: Context):
        assert "There is no row of headings with “Client reference”" in sent(carol, text="a;b\n1;2\n")
        assert "expected is a date" in sent(carol, text="Client;Provider;From;Hours\nA;B;never;1\n")
        assert "This file is empty" in sent(carol, text="")
        assert not MarketTable.objects.exists()

    @pytest.mark.parametrize("others", first_by_day(["dev cora", "fay ned ada alex eve nobody"]))
    def test_only_who_looks_after_visits_finds_it(self, cast: Council, carol: Context, others: str):
        sent(carol)
        row = MarketTable.objects.get()
        for who in (getattr(cast, name, None) for name in others.split()):
            assert is_kept_out(who, get(who, "markets:table_list"))
            assert is_kept_out(who, get(who, "markets:table_detail", row.id))
            assert is_kept_out(who, post(who, "markets:table_keep", row.id))
        Role.objects.update(with_visits=False)
        assert is_kept_out(cast.carol, get(cast.carol, "markets:table_list"))


GOOD = {
    MarketTableKind.OFFERS: "Offer,Sent,Accepted,Zone,Double-handed,Declined by\nO1,1/5/2025,3/5/2025,Z1,yes,A; B\n",
    MarketTableKind.LOTS: "Lot,Provider,From,Rate,Exclusive\nL1,Elm,1/4/2025,£25.20,no\n",
    MarketTableKind.SUB_CONTRACTS: "Lot,Lead,Sub,Hours,Rate,From\nL1,Elm,Oak,180,21.90,1/4/2025\n",
}


def test_each_kind_is_read():
    read = {kind: read_market_table(text.encode(), kind) for kind, text in GOOD.items()}
    assert all(not one.faults for one in read.values())
    (offer,) = offers_from(read[MarketTableKind.OFFERS].rows)
    assert offer.double_handed and offer.declined_by == ("A", "B")
    (lot,) = lots_from(read[MarketTableKind.LOTS].rows)
    (declared,) = declarations_from(read[MarketTableKind.SUB_CONTRACTS].rows)
    assert (str(lot.rate), str(declared.rate), declared.hours) == ("126/5", "219/10", 180)


@pytest.mark.parametrize("hours", ["9" * 27, "1e400", "-1", "ten", "x" * 10_000, "50%"])
def test_absurd_hours_are_named(hours: str):
    found = read_market_table(f"Client,Provider,From,Hours\nA,B,1/4/2025,{hours}\n".encode(), MarketTableKind.PACKAGES)
    assert found.rows == [] and found.faulty == 1 and "expected is hours from 0 to 10,000" in found.faults[0].message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"Client,Provider,From,Hours\n", b"\xff\xfe\x00"])
def test_what_is_no_table(data: bytes):
    with pytest.raises(UnreadableTable):
        read_market_table(data, MarketTableKind.PACKAGES)


def test_days_in_their_order():
    text = "Offer,Sent,Accepted\nO1,3/5/2025,1/5/2025\n"
    found = read_market_table(text.encode(), MarketTableKind.OFFERS)
    assert "Row 2, Accepted: it is “2025-05-01”; expected is no day before 3 May 2025." in found.faults[0].message
