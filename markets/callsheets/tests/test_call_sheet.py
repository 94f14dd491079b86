"""The call sheet of a provider that fails: hours by zone and slot, who has told room, whom to call, its packages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, is_kept_out, text_of
from markets.models import MarketTable, VisitRun
from markets.tables.domain.table_providers import pseudonym
from markets.tests.council import Council
from markets.tests.made_profiles import a_typed_profile, figure
from register.models import ContactPerson, Exercise, Location, Owner, Participation, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def a_table(council: Council, kind: str, rows: list[dict[str, object]]) -> None:
    MarketTable.objects.create(
        authority=council.authority, kind=kind, file_name=f"{kind}.csv", sha256=kind, rows=rows, count=len(rows),
        made_at=timezone.now(), made_by_id=council.carol.person_id, kept_at=timezone.now(),
    )  # fmt: skip


def a_package(client: str, provider: str, until: str | None = None, careworkers: int = 1) -> dict[str, object]:
    return {
        "client": client, "provider": provider, "starts": "2025-01-06", "until": until, "hours": "10.5",
        "careworkers": careworkers, "zone": "Z1", "ruc": "", "route": "hospital", "reason": "", "funder": "council",
    }  # fmt: skip


@pytest.fixture
def elm(council: Council) -> Location:
    return Location.objects.get(cqc_location_id="1-elm-a")


@pytest.fixture
def oak(council: Council) -> Location:
    provider = Provider.objects.create(name="Oak", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak"))
    return Location.objects.create(
        name="Oak Branch", cqc_location_id="1-oak-a", provider=provider, authority=council.authority, is_homecare=True
    )


@pytest.fixture
def run(council: Council, elm: Location, oak: Location, settings) -> VisitRun:
    made = a_typed_profile(council.authority)
    for place, hours in ((str(elm.id), "120"), (str(oak.id), "300"), ("Ash Care", "500")):
        figure(made, "hours", hours, level="provider", ref=place)
        figure(made, "zone.Z1", hours, level="provider", ref=place)
    figure(made, "zone_slot.morning.Z1", "70", level="provider", ref=str(elm.id))
    figure(made, "zone_slot.tea.Z1", level="provider", ref=str(elm.id), hidden="C5")
    figure(made, "resilience", numerator="40", level="provider", ref=str(elm.id))
    own = pseudonym("C 1", str(council.authority.id), settings.LEDGER_KEY.encode())
    gone = (timezone.localdate() - timedelta(days=1)).isoformat()
    packages = [a_package(own, str(elm.id)), a_package("own-b2", str(elm.id), careworkers=2)]
    a_table(council, "packages", [*packages, a_package("own-c3", str(elm.id), gone), a_package("own-d4", str(oak.id))])
    told = {"provider": str(oak.id), "zone": "Z1", "hours": "25", "told": "2025-10-01"}
    a_table(council, "spare_hours", [told])
    return made


@pytest.fixture
def asked(council: Council, oak: Location) -> None:
    """Let an exercise ask Oak, whose manager is reached for it; Elm's is not."""
    today = timezone.localdate()
    exercise = Exercise.objects.create(
        authority=council.authority, name="Home care", service="homecare", price_date=today, opens_on=today,
        closes_on=today + timedelta(days=9), preset="protected",
    )  # fmt: skip
    Participation.objects.create(
        exercise=exercise, authority=council.authority, location=oak, provider=oak.provider, owner=oak.provider.owner,
        location_name=oak.name, provider_name=oak.provider.name,
    )  # fmt: skip
    for place in Location.objects.all():
        person = ContactPerson.objects.create(
            provider=place.provider, full_name=f"Manager of {place.provider.name}", phone="01632 960001"
        )
        person.locations.add(place)


def test_a_sheet_on_two_pages(council: Council, run: VisitRun, elm: Location, asked: None):
    assert "Rehearse it once a year" in text_of(get(council.carol, "markets:call_sheet", run.id))
    page = text_of(get(council.carol, "markets:call_sheet", run.id, of=str(elm.id)))
    for words in (
        "Elm Branch has 120 h a week in 1 zone, 2 packages by the council’s table",
        "40 h a week have nowhere to go", "room for 25 h, told 1 October 2025", "no room is told",
        "Manager of Oak", "01632 960001", "nobody is known", "fewer than five clients", "own-b2",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("Oak Branch 300 h") < page.index("Ash Care 500 h"), "who has told room comes first"
    assert "own-c3" not in page and "own-d4" not in page and "Manager of Elm" not in page
    address = f"{reverse('markets:call_sheet', args=[run.id])}?of={elm.id}"
    found = text_of(client_of(council.carol).post(address, {"references": " c 1 "}))
    assert "1 of them are among the references you typed" in found
    looked = AuditEvent.objects.filter(verb="looked at a call sheet", by_id=council.carol.person_id)
    assert looked.count() == 2 and looked[0].words == "Elm Branch"


def test_all_packages_as_a_file(council: Council, run: VisitRun, elm: Location):
    file = get(council.carol, "markets:call_sheet_file", run.id, "csv", of=str(elm.id)).content.decode()
    assert file.index("own-b2,Z1,10.5,2") < file.index(",Z1,10.5,1") and "own-c3" not in file
    assert get(council.carol, "markets:call_sheet_file", run.id, "csv", of="nobody").status_code == 404
    assert get(council.carol, "markets:call_sheet_file", run.id, "pdf", of=str(elm.id)).status_code == 404


def test_without_tables_it_says_what_is_missing(council: Council, run: VisitRun):
    MarketTable.objects.all().delete()
    page = text_of(get(council.carol, "markets:call_sheet", run.id, of="Ash Care"))
    assert "send the table of packages" in page and "nobody is known" in page
    assert get(council.carol, "markets:call_sheet", run.id, of="Nobody").status_code == 404


@pytest.mark.parametrize("others", first_by_day(["dev cora", "fay ned ada alex eve nobody"]))
def test_nobody_without_the_switch_finds_it(council: Council, run: VisitRun, elm: Location, others: str):
    for who in (getattr(council, name, None) for name in others.split()):
        assert is_kept_out(who, get(who, "markets:call_sheet", run.id, of=str(elm.id)))
        assert is_kept_out(who, get(who, "markets:call_sheet_file", run.id, "csv", of=str(elm.id)))
