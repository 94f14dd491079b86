"""The pages of the register, of imports and of exercises in a real browser: axe is clean, at a desk and on a phone."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.tests.pages import client_of
from register.actions import (
    contact_invitations,
    import_worker,
    imports,
    participations,
)
from register.domain.imports import ImportKind
from register.models import ContactPerson, Location, RegisterImport
from register.tests.directories import (
    COLUMNS,
    as_csv,
    invented,
    table,
)
from submissions.tests.cast import Cast, provider

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
LIST = [
    ["Location ID", "Contracted", "Commissioned hours", "Zone", "Contact name", "E-mail", "Phone"],
    ["1-100000001", "yes", "1,250.5", "North", "Pat Elm", "pat@elm.example", "020 7946 0000"],
    ["1-100000002", "perhaps", "", "", "Sam; Kim", "sam@elm.example", ""],
    ["1-199999999", "no", "10", "", "", "", ""],
]
SCREENS = os.environ.get("SCREENS", "")


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "nudge", lambda _: None)


def open_as(page: Any, live_server: Any, context: Any) -> None:
    client = client_of(context)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def brought(cast: Cast, kind: ImportKind, data: bytes, **more: Any) -> RegisterImport:
    row = imports.receive(by=cast.alex, kind=kind, file_name="list.csv", data=data, **more)
    assert isinstance(row, RegisterImport)
    import_worker.process(row.id)
    return RegisterImport.objects.get(id=row.id)


# The page of one location asked tells of its return as well, and so is not the register's.
ROOM = {"asked_detail": "submissions", "not_relevant": "submissions"}


def dress(cast: Cast) -> dict[str, list[object]]:
    """Something of everything that a page can show; the addresses of the pages by name."""
    ash = provider("Ash Ltd")
    Location.objects.create(
        name="Ash", cqc_location_id="1-11", provider=ash, authority=cast.authority, is_homecare=True
    )
    Location.objects.filter(id=cast.at_oak.location_id).update(is_dormant=True)
    participations.mark_not_relevant(by=cast.dev, participation_id=cast.at_oak.id, reason="Supported living only")
    sam = ContactPerson.objects.create(provider=cast.elm, full_name="Sam Elm", email="sam@elm.example", job="Manager")
    sam.locations.add(cast.at_elm.location)
    rows = [{**row, "Location Local Authority": "Testshire"} for row in invented(30)]
    rows[5]["Care homes beds"] = "many"
    directory = brought(cast, ImportKind.DIRECTORY, as_csv(table(COLUMNS, rows)))
    council = brought(cast, ImportKind.COUNCIL_LIST, as_csv(LIST), exercise_id=cast.exercise.id)
    refused = brought(cast, ImportKind.DIRECTORY, b"a,b\n1,2\n")
    under_way = imports.receive(by=cast.alex, kind=ImportKind.DIRECTORY, file_name="waiting.csv", data=b"a,b")
    exercise = cast.exercise.id
    return {
        "location_list": [],
        "location_detail": [cast.at_elm.location_id],
        "owner": [cast.at_elm.location_id],
        "authority_list": [],
        "authority_new": [],
        "import_list": [],
        "import_directory": [],
        "import_council_list": [exercise],
        "import_detail": [directory.id],
        "import_detail ": [council.id],
        "import_detail  ": [refused.id],
        "import_detail   ": [under_way.id],
        "exercise_list": [],
        "exercise_new": [],
        "exercise_edit": [exercise],
        "exercise_detail": [exercise],
        "exercise_bands": [exercise],
        "exercise_band": [exercise, "visit_minutes"],
        "draw_up": [exercise],
        "asked_list": [exercise],
        "asked_detail": [cast.at_elm.id],
        "give_longer": [cast.at_elm.id],
        "invite": [exercise],
    }


def photograph(page: Any, name: str) -> None:
    if SCREENS:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=str(Path(SCREENS) / f"{name.replace(' ', '_')}-{width}.png"), full_page=True)


@pytest.mark.proof
def test_an_administrator_s_pages_hold(live_server: Any, cast: Cast, page: Any, page_holds: Callable[[Any], None]):
    addresses = dress(cast)
    open_as(page, live_server, cast.alex)
    for name, arguments in addresses.items():
        page.goto(live_server.url + reverse(ROOM.get(name, "register") + f":{name.strip()}", args=arguments))
        page_holds(page)
        photograph(page, name)


@pytest.mark.proof
def test_errors_of_a_form_lead_to_their_fields(live_server: Any, cast: Cast, page: Any, page_holds: Any):
    open_as(page, live_server, cast.alex)
    page.goto(live_server.url + reverse("register:exercise_new"))
    page.get_by_label("Name").fill("Home care 2027")
    page.get_by_role("button", name="Set it up").click()
    assert page.title().startswith("Error: ")
    page_holds(page)
    photograph(page, "exercise_new_errors")
    page.get_by_role("link", name="Choose the service").click()
    assert page.evaluate("document.activeElement.name") == "service"
    assert page.get_by_label("Name").input_value() == "Home care 2027"


@pytest.mark.proof
def test_an_import_is_confirmed_and_ends_on_its_page(live_server: Any, cast: Cast, page: Any, page_holds: Any):
    row = brought(cast, ImportKind.DIRECTORY, as_csv(table(COLUMNS, invented(5))))
    open_as(page, live_server, cast.alex)
    page.goto(live_server.url + reverse("register:import_detail", args=[row.id]))
    page.get_by_role("button", name="Change the register").click()
    page.get_by_text("Waiting to be applied").wait_for()
    import_worker.process(row.id)
    page.get_by_role("heading", name="The register has been changed").wait_for()
    page_holds(page)
    photograph(page, "import_done")


@pytest.mark.nightly
def test_an_analyst_s_pages_hold(live_server: Any, cast: Cast, page: Any, page_holds: Any):
    sam = ContactPerson.objects.create(provider=cast.elm, full_name="Sam Elm", email="sam@elm.example")
    sam.locations.add(cast.at_elm.location)
    contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[sam.id])
    open_as(page, live_server, cast.dev)
    for name, argument in (
        ("exercise_detail", cast.exercise.id),
        ("asked_detail", cast.at_elm.id),
        ("not_relevant", cast.at_elm.id),
        ("invite", cast.exercise.id),
    ):
        page.goto(live_server.url + reverse(ROOM.get(name, "register") + f":{name}", args=[argument]))
        page_holds(page)
        photograph(page, f"analyst_{name}")
