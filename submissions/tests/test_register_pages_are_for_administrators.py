"""The pages of the register: administrators see them, everybody else is told that there is nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, is_kept_out, text_of
from register.domain.imports import ImportKind
from register.models import (
    ContactPerson,
    Location,
    Participation,
    RegisterImport,
)
from submissions.tests.cast import OUTSIDERS, mostly_by_night, outsider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NOT_ADMINISTRATORS = sorted({*OUTSIDERS, "ada", "tom", "dev", "fay"} - {"alex"})


@pytest.fixture
def imported(cast) -> RegisterImport:
    return RegisterImport.objects.create(
        kind=ImportKind.DIRECTORY,
        state="ready",
        file_name="directory.csv",
        size=10,
        sha256="0" * 64,
        sealed=b"",
        preview={"counts": {}, "is_empty": True},
        received_at=timezone.now(),
        received_by=cast.of(cast.alex),
    )


@pytest.fixture
def addresses(cast, imported) -> dict[str, str]:
    """Every address of the register, by name."""
    location, exercise = cast.at_elm.location, cast.exercise
    given = {
        "location_list": [],
        "location_detail": [location.id],
        "owner": [location.id],
        "authority_list": [],
        "authority_new": [],
        "authority_edit": [cast.authority.id],
        "import_list": [],
        "import_directory": [],
        "import_council_list": [exercise.id],
        "exercise_new": [],
        "exercise_edit": [exercise.id],
    }
    return {name: reverse(f"register:{name}", args=args) for name, args in given.items()}


def test_an_administrator_opens_every_page(cast, addresses):
    client = client_of(cast.alex)
    assert {name: client.get(url).status_code for name, url in addresses.items()} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("name", mostly_by_night(*NOT_ADMINISTRATORS))
def test_nobody_else_finds_any(cast, addresses, name):
    who = outsider(cast, name)
    client = client_of(who)
    for url in addresses.values():
        assert is_kept_out(who, client.get(url)), url
        answer = client.post(url, {})
        assert answer.status_code == 405 or is_kept_out(who, answer), url


@pytest.mark.parametrize("name", mostly_by_night(*NOT_ADMINISTRATORS))
def test_nobody_else_finds_an_import(cast, imported, name):
    who = outsider(cast, name)
    client = client_of(who)
    for page in ("import_detail", "import_steps"):
        assert is_kept_out(who, client.get(reverse(f"register:{page}", args=[imported.id])))
    for page in ("import_confirm", "import_discard"):
        assert is_kept_out(who, client.post(reverse(f"register:{page}", args=[imported.id])))


def test_locations_are_found_by_name_and_by_owner(cast):
    assert "Elm Home Care North" in text_of(get(cast.alex, "register:location_list", q="north"))
    assert "Oak Home Care" not in text_of(get(cast.alex, "register:location_list", q="north"))
    assert "Oak Home Care" in text_of(get(cast.alex, "register:location_list", q="oak care ltd"))


def test_locations_are_found_by_state(cast):
    Location.objects.filter(id=cast.at_oak.location_id).update(is_active=False)
    gone = text_of(get(cast.alex, "register:location_list", state="gone"))
    assert "Oak Home Care" in gone and "Elm Home Care" not in gone


def test_locations_are_sorted_both_ways(cast):
    ordered = [text_of(get(cast.alex, "register:location_list", sort=sort)) for sort in ("name", "-name")]
    elm, oak = ordered[0].index("Elm Home Care"), ordered[0].index("Oak Home Care")
    assert elm < oak
    assert ordered[1].index("Oak Home Care") < ordered[1].index("Elm Home Care")


def test_a_word_that_is_no_sorting_breaks_nothing(cast):
    assert get(cast.alex, "register:location_list", sort="-password", service="x", state="x").status_code == 200


def test_an_owner_is_shared_by_whoever_names_it(cast):
    client = client_of(cast.alex)
    for asked in (cast.at_elm, cast.at_oak):
        client.post(reverse("register:owner", args=[asked.location_id]), {"owner": " Big  Group"})
    cast.elm.refresh_from_db()
    cast.oak.refresh_from_db()
    assert cast.elm.owner == cast.oak.owner
    assert cast.elm.owner.name == "Big Group"


def test_an_exercise_keeps_the_owner_of_its_day(cast):
    client_of(cast.alex).post(reverse("register:owner", args=[cast.at_elm.location_id]), {"owner": "Big Group"})
    assert Participation.objects.get(id=cast.at_elm.id).owner.name == "Elm Care Ltd"


def test_an_authority_of_a_name_that_is_there_is_refused_beside_its_field(cast):
    url = reverse("register:authority_new")
    response = client_of(cast.alex).post(url, {"name": "Another", "cqc_name": "Testshire"})
    assert "There is an authority of this name already" in text_of(response)
    assert response.context["form"].errors.keys() == {"cqc_name"}


def test_an_authority_is_called_in_the_directory_as_here_unless_something_else_is_said(cast):
    client_of(cast.alex).post(reverse("register:authority_new"), {"name": "Newshire", "cqc_name": ""}, follow=True)
    listed = text_of(get(cast.alex, "register:authority_list"))
    assert "Newshire Newshire" in listed


PARTICIPATION_READERS = ("alex", "dev", "fay", "ned")


@pytest.mark.parametrize("name", [*PARTICIPATION_READERS, "carol", "reg", "gus", "ada", "bea", "una", "nobody"])
def test_who_takes_part_is_for_administrators_and_the_team_of_the_authority(cast, name):
    context = outsider(cast, name)
    for page, about in (("register:asked_list", cast.exercise), ("submissions:asked_detail", cast.at_elm)):
        answer = get(context, page, about.id)
        assert answer.status_code == 200 if name in PARTICIPATION_READERS else is_kept_out(context, answer)


@pytest.mark.parametrize("name", first_by_day(["alex", "dev", "carol", "reg", "fay", "ned"], 3))
def test_everybody_of_the_authority_sees_its_exercises(cast, name):
    context = getattr(cast, name)
    assert cast.exercise.name in text_of(get(context, "register:exercise_list"))
    assert get(context, "register:exercise_detail", cast.exercise.id).status_code == 200


@pytest.mark.parametrize("name", mostly_by_night("gus", "ada", "bea", "una", "nobody"))
def test_nobody_from_elsewhere_finds_an_exercise(cast, name):
    context = outsider(cast, name)
    assert is_kept_out(context, get(context, "register:exercise_detail", cast.exercise.id))
    assert cast.exercise.name not in text_of(get(context, "register:exercise_list"))


RUNNING = ("draw_up", "invite", "exercise_bands")


@pytest.mark.parametrize("page", RUNNING)
@pytest.mark.parametrize("name", mostly_by_night("alex", "dev", "carol", "fay", "ned", "gus", "ada", "una", "nobody"))
def test_an_exercise_is_run_by_administrators_and_its_analysts(cast, page, name):
    context = outsider(cast, name)
    answer = get(context, f"register:{page}", cast.exercise.id)
    assert answer.status_code == 200 if name in ("alex", "dev") else is_kept_out(context, answer)


def test_a_commissioner_sees_neither_people_nor_numbers_of_an_exercise(cast):
    person = ContactPerson.objects.create(provider=cast.elm, full_name="Pat Secretive", email="pat@elm.example")
    person.locations.add(cast.at_elm.location)
    shown = text_of(get(cast.carol, "register:exercise_detail", cast.exercise.id))
    assert "in scope" not in shown and "Pat" not in shown
    assert "Pat Secretive" in text_of(get(cast.dev, "submissions:asked_detail", cast.at_elm.id))
