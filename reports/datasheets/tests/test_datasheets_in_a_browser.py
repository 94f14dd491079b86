"""Datasheets and the page of their region in a real browser, at both widths: axe is clean and the console silent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from reports.datasheets.actions import datasheets
from reports.datasheets.queries.datasheets import release_groups
from reports.datasheets.tests.region import make_region
from reports.models import Datasheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.mark.nightly
def test_a_lead_s_and_an_authority_s_pages_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    region = make_region(7, hidden=("ppe",))
    (group,) = release_groups(region.lead)
    made = datasheets.make(by=region.lead, releases_sha256=group.sha256)
    assert isinstance(made, Datasheet)
    pages = (
        (region.lead, reverse("reports:region_detail")),
        (region.lead, reverse("reports:datasheet_list")),
        (region.lead, reverse("reports:datasheet_detail", args=[made.id])),
        (region.carol, reverse("reports:datasheet_own", args=[made.id])),
    )
    for who, address in pages:
        cookie = region.client(who).cookies[configured.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.goto(live_server.url + address)
        page_holds(page)
