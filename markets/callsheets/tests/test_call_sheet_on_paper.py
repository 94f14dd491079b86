"""A call sheet of a usual county prints on two pages: whom to call on the first, the packages on the second.

PICTURES=<folder> keeps what is printed.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.tests.pages import client_of
from markets.callsheets.tests.test_call_sheet import a_package, a_table
from markets.marketreleases.tests.held_figures import branches
from markets.tests.council import Council
from markets.tests.made_profiles import a_typed_profile, figure
from register.models import ContactPerson, Exercise, Location, Participation

SLOTS = ("morning", "midday", "tea", "evening")


def a_county(council: Council) -> tuple[Any, list[Location]]:
    """Return a profile of 24 providers in eight zones, each with two people whom an exercise reaches."""
    places, run, today = branches(council, 24), a_typed_profile(council.authority), timezone.localdate()
    exercise = Exercise.objects.create(
        authority=council.authority, name="Home care", service="homecare", price_date=today, opens_on=today,
        closes_on=today, preset="protected",
    )  # fmt: skip
    for number, place in enumerate(places):
        figure(run, "hours", f"{300 + number}", level="provider", ref=str(place.id))
        for zone in range(8):
            if (number + zone) % 3 != 2 or not number:
                figure(run, f"zone.Zone {zone}", f"{40 + number}", level="provider", ref=str(place.id))
        Participation.objects.create(
            exercise=exercise, authority=council.authority, location=place, provider=place.provider,
            owner=place.provider.owner, location_name=place.name, provider_name=place.provider.name,
        )  # fmt: skip
        for name in ("Manager", "Deputy manager"):
            person = ContactPerson.objects.create(
                provider=place.provider, full_name=f"{name} of {place.name}", phone="01632 960001",
                email=f"{name[:6].lower()}@branch-{number}.example.org",
            )  # fmt: skip
            person.locations.add(place)
    for zone in range(8):
        for slot in SLOTS:
            figure(run, f"zone_slot.{slot}.Zone {zone}", "12", level="provider", ref=str(places[0].id))
    return run, places


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_it_prints_on_two_pages(council: Council, live_server: Any, new_page: Callable[..., Page], tmp_path: Path):
    run, places = a_county(council)
    ref = str(places[0].id)
    a_table(council, "packages", [a_package(f"own-{number:03}", ref, careworkers=1) for number in range(90)])
    told = {"provider": str(places[3].id), "zone": "Zone 1", "hours": "25", "told": "2025-10-01"}
    a_table(council, "spare_hours", [told])
    page = new_page()
    cookie = client_of(council.carol).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}{reverse('markets:call_sheet', args=[run.id])}?of={ref}")
    page.emulate_media(media="print")
    printed = Path(os.environ.get("PICTURES") or tmp_path) / "call-sheet.pdf"
    printed.write_bytes(page.pdf(format="A4"))
    words = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    first, second, *more = words.rstrip("\f\n").split("\f")
    assert not more, len(more)
    assert "Whom to call" in first and "room for 25 h" in first and "own-000" not in first
    assert "own-044" in second and "The 45 hardest of 90" in second
