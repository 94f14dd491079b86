"""A long round goes on by itself while the page is open, and ends with what was done."""

from typing import Any

import pytest
from django.conf import settings as chosen
from django.urls import reverse

from accounts.tests.pages import client_of
from register.models import Participation
from submissions.tests.cast import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.mark.nightly
def test_ticks_a_reason_and_it_goes_on_by_itself(
    page: Any, live_server: Any, page_holds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("submissions.views.bulk.SECONDS", 0.0)
    cast = make_cast()
    cookie = client_of(cast.dev).cookies[chosen.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": chosen.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + reverse("register:asked_list", args=[cast.exercise.id]))
    for name in ("Elm Home Care North", "Oak Home Care"):
        page.get_by_label(f"Choose {name}", exact=True).check()
    page.get_by_role("button", name="Mark not relevant").click()
    page.get_by_label("Why are these locations not relevant?").fill("Supported living only")
    page.get_by_role("button", name="Mark 2 locations not relevant").click()
    page.get_by_role("heading", name="2 locations are not relevant to this exercise now.").wait_for()
    page_holds(page)
    page.get_by_role("button", name="Undo: put 2 locations back in scope").click()
    page.get_by_role("heading", name="2 locations are in scope again.").wait_for()
    assert set(Participation.objects.values_list("eligibility", flat=True)) == {"in_scope"}
