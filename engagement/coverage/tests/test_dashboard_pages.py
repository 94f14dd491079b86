"""The dashboard: the numbers, their lists and files, for whom they are, and in few queries."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.pages import client_of, get, text_of
from engagement.contacts.actions.contacts import log
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
)
from engagement.models import Contact
from engagement.tests.long_history import make_history, make_market, repeat_history
from submissions.tests.built_once import built_once
from submissions.tests.cast import Cast, accepted, make_cast, mostly_by_night, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FILES = ("coverage", "outcomes", "standard", "reasons", "weeks", "forecast", "zone", "size", "contracted")


@built_once
def make_busy() -> Cast:
    cast = make_cast()
    make_history(make_market(cast.exercise, 30), 300)
    return cast


@pytest.fixture
def busy(db: None) -> Cast:
    return make_busy()


@pytest.mark.parametrize(
    "name",
    [
        "carol",
        *(pytest.param(name, marks=pytest.mark.proof) for name in ("ned", "dev", "fay")),
    ],
)
def test_whoever_reaches_providers_sees_it_and_every_file(busy: Cast, name):
    who, exercise = getattr(busy, name), busy.exercise.id
    page = get(who, "engagement:dashboard", exercise)
    assert page.status_code == 200 and "0 of 33 branches have sent a return" in text_of(page)
    for each in FILES:
        file = get(who, "engagement:dashboard_table", exercise, each)
        assert file.status_code == 200 and file["Content-Type"].startswith("text/csv"), each
    assert get(who, "engagement:dashboard_table", exercise, "other").status_code == 404


@pytest.mark.parametrize("name", mostly_by_night("ada", "reg", "gus", "alex", "una"))
def test_nobody_else_finds_it(busy: Cast, name):
    for page in ("dashboard", "standing_list", "standing_csv"):
        assert get(getattr(busy, name), f"engagement:{page}", busy.exercise.id).status_code == 404
    assert get(getattr(busy, name), "engagement:dashboard_table", busy.exercise.id, "coverage").status_code == 404


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["ned", pytest.param("carol", marks=pytest.mark.proof)])
def test_each_number_is_counted_or_added_up_by_its_list(busy: Cast, name):
    submitted(busy.ada, busy.at_elm)
    brought_up(busy)
    client = client_of(getattr(busy, name))
    page = client.get(reverse("engagement:dashboard", args=[busy.exercise.id]), {"zone": "North"})
    tables, part = list(page.context["tables"].values()), f"&{page.context['part']}"
    annex = client.get(reverse("engagement:annex_b", args=[busy.exercise.id])).context["sections"]
    numbers = [*linked(tables, part), *linked([table for section in annex for table in section.tables], "")]
    seen = {table for table, *_rest in numbers}
    assert seen >= {"coverage", "outcomes", "standard", "reasons", "contacts"} and len(numbers) > 50
    for table, head, number, asked in numbers:
        answer = client.get(f"{page.context['list_url']}?{asked}").context
        if table in ("coverage", "contacts"):
            assert re.search(rf"\b{re.escape(number)} ", answer["together"]), (table, head, number, asked)
        else:
            assert answer["page"].paginator.count == int(number), (table, head, number, asked)


def linked(tables, part: str) -> list[tuple[str, str, str, str]]:
    return [
        (table.key, head, cell.words, f"{cell.behind}{part}")
        for table in tables
        for row in table.rows
        for head, cell in zip(table.heads[1:], row.cells, strict=True)
        if cell.behind
    ]


def brought_up(busy: Cast) -> None:
    """By one in the North that has sent no return, and by one that has."""
    for asked in (busy.exercise.participations.get(location_name="L 0"), busy.at_elm):
        said = Contacted(Channel.CALL, Direction.OUT, timezone.now(), (asked.id,), ContactOutcome.SPOKE)
        log(by=busy.ned, contacted=replace(said, topics=(Topic.CAPACITY,)))


def test_the_council_is_not_told_which_return_is_usable(cast: Cast):
    accepted(cast.ada, cast.dev, cast.at_elm)
    submitted(cast.bea, cast.at_oak)
    assert "Usable 1" in text_of(get(cast.ned, "engagement:dashboard", cast.exercise.id))
    everything = {}
    for page in ("dashboard", "standing_list", "standing_csv"):
        for asked in ({}, {"stage": "usable"}, {"outcome": "usable"}):
            everything[page, str(asked)] = get(cast.carol, f"engagement:{page}", cast.exercise.id, **asked)
    for page in everything.values():
        words = text_of(page).lower()
        assert "usable return" not in words and "accepted" not in words
    assert "Usable" not in text_of(everything["dashboard", "{}"])
    listed = {str(asked): len(everything["standing_csv", str(asked)].content) for asked in ({}, {"stage": "usable"})}
    assert len(set(listed.values())) == 1


def test_a_list_can_be_searched_sorted_and_taken_along(busy: Cast):
    page = get(busy.ned, "engagement:standing_list", busy.exercise.id, q="elm", sort="-location")
    names = [one.facts.place.name for one in page.context["page"]]
    assert names == ["Elm Home Care North", "Elm Home Care"]
    file = get(busy.ned, "engagement:standing_csv", busy.exercise.id, q="elm").content.decode()
    assert file.count("\r\n") == 3 and "no emails, no calls, none answered" in file
    assert "Nobody here" in text_of(get(busy.ned, "engagement:standing_list", busy.exercise.id, q="nobody such"))


def test_an_exercise_that_asks_nobody_says_so(cast: Cast):
    cast.exercise.participations.all().delete()
    assert "Nobody has been asked" in text_of(get(cast.ned, "engagement:dashboard", cast.exercise.id))


@pytest.mark.parametrize(
    ("locations", "contacts"),
    [pytest.param(100, 300, marks=pytest.mark.nightly), pytest.param(1000, 3_000, marks=pytest.mark.proof)],
)
def test_many_locations_and_contacts_take_few_queries(cast: Cast, locations: int, contacts: int):
    make_history(make_market(cast.exercise, locations), contacts)
    repeat_history(9, cast.exercise)
    assert Contact.objects.count() == 10 * contacts
    client, address = client_of(cast.ned), reverse("engagement:dashboard", args=[cast.exercise.id])
    with CaptureQueriesContext(
        connection,
    ) as taken:
        page = client.get(address)
    assert page.status_code == 200 and len(page.context["seen"].market) == locations + 3
    assert len(taken) <= 28, len(taken)  # three of them tell the database, sealed, who asks
