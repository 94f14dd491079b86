"""An e-mail that is dropped anywhere on the log's page becomes a draft; the page shows where it may be dropped."""

from typing import Any

import pytest
from django.urls import reverse

from engagement.contacts.tests.test_a_call_is_logged_by_keyboard import open_as, photograph
from engagement.contacts.tests.test_dropped_files_are_read import MAIL
from engagement.coverage.tests.test_locations_are_reached import somebody
from engagement.models import Contact
from submissions.tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
HELD = "text => { const held = new DataTransfer(); held.items.add(new File([text], 'a.eml')); return held; }"


@pytest.mark.nightly
def test_a_mail_is_held_over_the_log_and_dropped(cast: Cast, live_server: Any, page: Any, page_holds: Any):
    somebody(cast, email="sam@elm.example")
    open_as(page, live_server, cast.ned)
    page.goto(live_server.url + reverse("engagement:contact_list", args=[cast.exercise.id]))
    page.get_by_text("anywhere on this page").wait_for()
    page_holds(page)
    held = page.evaluate_handle(HELD, MAIL.decode())
    page.dispatch_event("h1", "dragenter", {"dataTransfer": held})
    place = page.get_by_text("Drop the email or invitation here")
    place.wait_for()
    photograph(page, "dropping")
    page.dispatch_event("h1", "dragleave", {"dataTransfer": held})
    place.wait_for(state="hidden")
    page.dispatch_event("h1", "dragover", {"dataTransfer": held})
    page.dispatch_event("h1", "drop", {"dataTransfer": held})
    page.get_by_text("Nothing is kept yet").wait_for()
    assert page.get_by_label("With whom").locator("option:checked").inner_text().startswith("Sam Elm")
    assert not Contact.objects.exists()
