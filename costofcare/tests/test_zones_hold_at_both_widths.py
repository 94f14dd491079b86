"""The pages of zones and lists of places in a browser, at both widths: axe is content, nothing hangs over the side.

PICTURES=<folder> keeps a picture of each.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.actions import roles
from accounts.models import Role
from costofcare.tests.reflow import faults_of_page, sign_in
from markets.models import VisitRun
from markets.places.actions import place_lists
from markets.places.tests.made_places import COUNTY, INVENTED, a_place_list
from markets.store import place_worker
from markets.tests.council import make_council
from markets.tests.made_rows import a_fee_scenario
from markets.zones.tests.made_zones import a_zone_plan


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_pages_of_zones_and_places(live_server: Any, new_page: Callable[..., Page], settings: Any, tmp_path: Path):
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    cast = make_council()
    roles.switch_visits(by=cast.alex, role_id=Role.objects.get(person_id=cast.carol.person_id).id, on=True)
    carol = replace(cast.carol, with_visits=True)
    a_place_list(carol)
    a_fee_scenario(carol)
    plan = a_zone_plan(carol)["zone_plan_id"]
    data = (INVENTED / "invented_postcodes.csv").read_bytes()
    sent = [
        place_lists.receive(by=carol, file_name=name, data=content, area=COUNTY)
        for name, content in (("postcodes_2025.csv", data), ("fees.csv", b"a,b\n1,2\n"), ("waits.csv", data))
    ]
    read, refused, waits = (run for run in sent if isinstance(run, VisitRun))
    place_worker.process(read.id)
    place_worker.process(refused.id)
    pages = (
        ("zone_plan_list", ()),
        ("zone_plan_detail", (plan,)),
        ("zone_rates", ()),
        ("place_list_all", ()),
        ("place_send", ()),
        *(("place_list_detail", (run.id,)) for run in (read, refused, waits)),
    )
    page, found = new_page(), list[str]()
    sign_in(page, live_server.url, carol)
    for number, (name, keys) in enumerate(pages):
        found += faults_of_page(page, live_server.url + reverse(f"markets:{name}", args=keys), f"{number}-{name}")
    assert not found, "\n".join(found)
