"""Profiles and small tables in a real browser, at both widths: axe is clean, the console silent, and print is short."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accounts.domain.context import Context
from accounts.models import Role
from accounts.tests.pages import client_of
from markets.profiles.tests.test_profile_pages import a_dataset, made
from markets.tests.council import make_council
from register.models import Location

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


def sign_in(page: Any, address: str, context: Context) -> None:
    cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


@pytest.mark.proof
def test_profiles_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None], in_memory: dict[str, str]):
    cast = make_council()
    elm = Location.objects.create(
        name="Elm Branch " + "long" * 30,
        cqc_location_id="1-1",
        provider_id=cast.ada.provider_id,
        authority=cast.authority,
        is_homecare=True,
    )
    in_memory["P01"] = str(elm.id)
    Role.objects.filter(person_id=cast.carol.person_id).update(with_visits=True)
    carol = replace(cast.carol, with_visits=True)
    sign_in(page, live_server.url, carol)
    page.goto(live_server.url + reverse("markets:market_profile"))
    page_holds(page)
    a_dataset(cast)
    run = made(cast)
    provider = f"{reverse('markets:provider_profile', args=[run.id])}?of={elm.id}"
    for address in (
        reverse("markets:market_profile"),
        reverse("markets:invented_profile"),
        reverse("markets:profile_new"),
        provider,
        reverse("markets:table_list"),
        reverse("markets:table_new", args=["packages"]),
    ):
        page.goto(live_server.url + address)
        page_holds(page)
    sign_in(page, live_server.url, cast.ada)
    page.goto(live_server.url + reverse("markets:own_profile"))
    page_holds(page)
