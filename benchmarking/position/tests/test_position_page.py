"""“Where do we stand” by its page: for a council's own people, with every group, and printed."""

import pytest
from django.urls import reverse

from accounts.tests.pages import client_of, get, text_of
from benchmarking.models import EditionCopy
from benchmarking.tests.made_edition import an_edition, an_own_copy
from benchmarking.tests.office import Office, make_round
from benchmarking.tests.quick_edition import quick_copies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def copy(cast: Office) -> EditionCopy:
    return an_own_copy(an_edition(cast, make_round(cast)), cast.ashgrove, quick_copies()["X09000001"])


def test_council_reads_it_and_nobody_else(cast: Office, copy: EditionCopy):
    for who in ("carol", "dora", "bert", "ann", "fay", "ned", "reg", "dev"):
        status = get(getattr(cast, who), "benchmarking:own_position", copy.id).status_code
        assert status == (200 if who in ("carol", "dora") else 404), who


def test_page_shows_twelve_measures_for_each_group(cast: Office, copy: EditionCopy):
    for group in ("", "all", "place", "model", "alike", "9" * 300, "\0"):
        page = get(cast.carol, "benchmarking:own_position", copy.id, group=group)
        text = text_of(page)
        assert page.content.decode().count("portal-position__one") == 12 and "third of 26" in text
    assert "Most alike by people aged 65" in text_of(
        get(cast.carol, "benchmarking:own_position", copy.id, group="alike")
    )
    assert "What councils in the upper third do" in text and "(yours)" in text


def test_withdrawn_copy_says_so_and_shows_nothing(cast: Office, copy: EditionCopy):
    EditionCopy.objects.filter(id=copy.id).update(state="withdrawn", document="", withdrawn_because="other")
    assert "This edition was withdrawn." in text_of(get(cast.carol, "benchmarking:own_position", copy.id))
    assert "Where do we stand" not in text_of(get(cast.carol, "home"))


def test_home_and_menu_lead_there(cast: Office, copy: EditionCopy):
    home = client_of(cast.carol).get(reverse("home")).content.decode()
    assert reverse("benchmarking:own_position", args=[copy.id]) in home
    assert reverse("benchmarking:own_round_list") in home
