"""A release that was withdrawn is found at its address, without its figures: what it was, and what stands now."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from accounts.tests.pages import get, text_of
from register.models import Exercise
from reports.actions import withdrawals
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(scope="module")
def withdrawn(django_db_setup, django_db_blocker) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        market = make_market(13)
        done = withdrawals.withdraw(
            by=market.fay, release_id=market.release().id, because="error", note="A note of the team’s"
        )
        assert isinstance(done, Release)
        yield market


def page(market: Market, *number: int):
    return get(None, "reports:published_release" if number else "reports:published", market.exercise.id, *number)


def test_its_addresses_say_so_without_a_figure(withdrawn: Market):
    for shown in (page(withdrawn), page(withdrawn, 1)):
        text = text_of(shown)
        assert "Withdrawn on" in text and "because an error was found in it" in text
        assert "£" not in text and "note of the team" not in text


def test_it_has_no_file_any_more_and_the_list_leads_nowhere(withdrawn: Market):
    assert get(None, "reports:published_file", withdrawn.exercise.id, 1, "lines.csv").status_code == 404
    assert "Nothing published yet" in text_of(get(None, "reports:published_list"))


def test_where_the_public_page_is_closed_nobody_reads_of_it(withdrawn: Market):
    Exercise.objects.filter(id=withdrawn.exercise.id).update(has_public_page=False)
    assert page(withdrawn).status_code == page(withdrawn, 1).status_code == 404


def test_it_leads_on_to_what_took_its_place(withdrawn: Market):
    withdrawn.accept(6)
    later = withdrawn.release()
    assert reverse("reports:published_release", args=[withdrawn.exercise.id, later.number]) in (
        page(withdrawn, 1).content.decode()
    )
    assert "£" in text_of(page(withdrawn))
