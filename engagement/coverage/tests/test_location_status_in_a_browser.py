"""The dashboard, the lists behind it and the call list, in a real browser."""

import pytest
from django.conf import settings as chosen
from django.urls import reverse
from django.utils import timezone

from accounts.tests.pages import client_of
from engagement.tests.long_history import make_history, make_market
from register.models import ContactPerson
from submissions.tests.cast import Cast, make_cast, submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def busy() -> Cast:
    cast = make_cast()
    make_history(make_market(cast.exercise, 30), 300)
    submitted(cast.ada, cast.at_elm)
    person = ContactPerson.objects.create(provider=cast.oak, full_name="Una Oak", phone="01632 960001")
    person.locations.add(cast.at_oak.location)
    cast.at_oak.extended_until, cast.at_oak.extension_reason = timezone.localdate(), "Manager ill"
    cast.at_oak.save()
    return cast


def sign_in(page, live_server, context) -> None:
    cookie = client_of(context).cookies[chosen.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": chosen.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


@pytest.mark.proof
@pytest.mark.parametrize("name", ["ned", "carol"])
def test_every_page_of_where_locations_stand_holds(busy: Cast, live_server, page, page_holds, name):
    sign_in(page, live_server, getattr(busy, name))
    of_all = ("dashboard", "standing_list", "extension_list", "annex_b", "call_list")
    pages = {each: [busy.exercise.id] for each in of_all}
    pages |= {"exercise_list": [], "call_ring": [busy.exercise.id, busy.at_oak.id]}
    pages |= {"location_detail": [busy.exercise.id, busy.at_oak.id]}
    if name == "ned":
        pages |= {"standard": [busy.exercise.id], "give_outcome": [busy.exercise.id, busy.at_oak.id]}
    for each, about in pages.items():
        page.goto(live_server.url + reverse(f"engagement:{each}", args=about))
        page_holds(page)


@pytest.mark.nightly
def test_claim_ring_log_next(busy: Cast, live_server, page, page_holds):
    sign_in(page, live_server, busy.ned)
    page.goto(live_server.url + reverse("engagement:call_list", args=[busy.exercise.id]))
    page.get_by_role("button", name="Ring the next").click()
    rung = page.locator("h1").inner_text().removeprefix("Ring ")
    page_holds(page)
    page.get_by_role("button", name="Log this call").click()
    assert "Choose what came of it" in page.locator(".govuk-error-summary").inner_text()
    page.get_by_label("No answer").check()
    page.get_by_role("button", name="Log this call").click()
    page.wait_for_url("**/calls/")
    assert "Call logged: no answer" in page.locator("body").inner_text()
    names = page.locator("tbody th").all_inner_texts()
    assert rung not in names
