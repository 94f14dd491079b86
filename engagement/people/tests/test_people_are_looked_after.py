"""People are added, changed, marked and merged, by whoever reaches providers; merged ones do not come back."""

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT, REACHES, a_call
from engagement.coverage.tests.test_locations_are_reached import somebody
from engagement.models import PersonMark
from engagement.people.actions import people
from register import queries as register
from register.actions import contact_people, import_worker, imports
from register.domain.imports import ImportKind
from register.domain.person_details import PersonDetails
from register.models import ContactPerson, RegisterImport
from submissions.tests.cast import Cast, behind_the_wall, mostly_by_night, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAT = {
    "full_name": "Pat Elm",
    "kind": "finance",
    "job": "Bookkeeper",
    "email": "Pat@elm.example",
    "phone": "020 7946 0001",
}


@pytest.mark.parametrize("name", first_by_day(REACHES))
def test_somebody_is_added_at_two_locations_and_changed(cast: Cast, name: str):
    who = getattr(cast, name)
    both = [cast.at_elm.id, cast.at_elm_too.id]
    page = post(who, "engagement:person_new", cast.exercise.id, cast.at_elm.id, **PAT, locations=both)
    assert "Pat Elm was added." in text_of(page)
    pat = ContactPerson.objects.get()
    assert (pat.provider, pat.email, pat.locations.count()) == (cast.elm, "pat@elm.example", 2)
    page = post(
        who,
        "engagement:person_detail",
        cast.exercise.id,
        pat.id,
        **PAT | {"phone": "020 7946 0002"},
        locations=both[:1],
    )
    pat.refresh_from_db()
    assert pat.phone == "020 7946 0002" and [each.name for each in pat.locations.all()] == ["Elm Home Care"]


@pytest.mark.parametrize("name", mostly_by_night("gus", *DOES_NOT))
def test_nobody_else_finds_or_changes_them(cast: Cast, name: str):
    sam, who = somebody(cast), getattr(cast, name)
    for page in ("person_list", "duplicate_list"):
        assert get(who, f"engagement:{page}", cast.exercise.id).status_code == 404
    for page in ("person_detail", "person_merge", "person_mark", "person_part"):
        assert post(who, f"engagement:{page}", cast.exercise.id, sam.id, into=sam.id).status_code == 404
    assert post(who, "engagement:person_new", cast.exercise.id, cast.at_elm.id, **PAT).status_code == 404
    said = PersonDetails("New")
    assert contact_people.add(by=who, said=said, participation_ids=[cast.at_elm.id]) is None
    assert people.mark(by=who, person_id=sam.id, mark="left") is None and not PersonMark.objects.exists()


def test_the_name_before_an_address_is_the_person_s_where_none_is_given(cast: Cast):
    pasted = {"full_name": "", "email": "Mia Manager <Mia@elm.example>", "locations": [cast.at_elm.id]}
    page = post(cast.ned, "engagement:person_new", cast.exercise.id, cast.at_elm.id, **PAT | pasted)
    assert "Mia Manager was added." in text_of(page)
    assert ContactPerson.objects.get().email == "mia@elm.example"


def test_what_is_wrong_with_a_person_is_said_and_kept(cast: Cast):
    somebody(cast, email="sam@elm.example")
    page = post(cast.ned, "engagement:person_new", cast.exercise.id, cast.at_elm.id, job="Typed")
    assert "Enter a name or an email address" in text_of(page) and "Choose at least one location" in text_of(page)
    assert b'value="Typed"' in page.content
    same = PAT | {"email": "SAM@elm.example", "locations": [cast.at_elm.id]}
    page = post(cast.ned, "engagement:person_new", cast.exercise.id, cast.at_elm.id, **same)
    assert "Sam Elm has this email address already" in text_of(page)
    both = [cast.at_elm.id, cast.at_oak.id]
    assert "one provider" in refused(contact_people.add(by=cast.ned, said=PersonDetails("A"), participation_ids=both))


def test_marks_are_set_taken_off_and_end_with_what_they_were_about(cast: Cast):
    sam, pat = somebody(cast, email="s@elm.example", phone="1"), somebody(cast, "Pat Elm")
    with behind_the_wall(cast.ned):
        for mark in ("wrong_number", "bad_address", "left"):
            assert people.mark(by=cast.ned, person_id=sam.id, mark=mark)
        for each in (sam, pat):
            people.mark(by=cast.ned, person_id=each.id, mark="right_one", participation_id=cast.at_elm.id)
        first, second = queries.people_at(cast.ned, cast.at_elm)
        assert (first.person, first.is_right_one, second.is_right_one) == (pat, True, False)
        said = PersonDetails("Sam Elm", email="new@elm.example", phone="2")
        people.change(
            by=cast.ned, person_id=sam.id, said=said, exercise_id=cast.exercise.id, participation_ids=[cast.at_elm.id]
        )
        assert queries.people_at(cast.ned, cast.at_elm)[1].marks == {"left"}
    assert "Wrong number" in text_of(
        post(cast.carol, "engagement:person_mark", cast.exercise.id, pat.id, mark="wrong_number")
    )
    post(cast.carol, "engagement:person_mark", cast.exercise.id, pat.id, mark="wrong_number", off="yes")
    assert queries.people_at(cast.ned, cast.at_elm)[0].marks == frozenset()
    assert people.mark(by=cast.ned, person_id=sam.id, mark="right_one", participation_id=cast.at_oak.id) is None


def test_two_who_are_one_are_merged_and_taken_apart(cast: Cast):
    sam, again = somebody(cast, email="sam@elm.example"), somebody(cast, "S. Elm", phone="0100 200300")
    again.locations.set([cast.at_elm_too.location])
    contacts.log(by=cast.ned, contacted=a_call(cast, people_ids=(again.id,)))
    page = text_of(get(cast.ned, "engagement:duplicate_list", cast.exercise.id))
    assert "similar names" in page
    assert "Are these one person?" in text_of(
        get(cast.ned, "engagement:person_merge", cast.exercise.id, again.id, into=str(sam.id))
    )
    page = post(cast.ned, "engagement:person_merge", cast.exercise.id, again.id, into=sam.id)
    assert "S. Elm and Sam Elm are one person now." in text_of(page)
    sam.refresh_from_db()
    assert sam.phone == "0100 200300" and sam.locations.count() == 2
    with behind_the_wall(cast.ned):
        assert list(register.people_reached(cast.ned)) == [sam]
        (entry,) = queries.logged(cast.ned, queries.contacts(cast.ned))
        assert entry.people == ["Sam Elm"]
    assert "by themselves again" in text_of(post(cast.ned, "engagement:person_part", cast.exercise.id, again.id))
    assert register.people_reached(cast.ned).count() == 2


def test_people_of_two_providers_are_never_merged(cast: Cast):
    sam = somebody(cast)
    oak = ContactPerson.objects.create(provider=cast.oak, full_name="Sam Elm")
    oak.locations.add(cast.at_oak.location)
    assert "same provider" in refused(people.merge(by=cast.ned, person_id=sam.id, into_id=oak.id))
    assert queries.duplicates_in(cast.ned, cast.exercise.id) == []


def test_a_council_s_list_does_not_bring_back_who_was_merged(cast: Cast):
    sam, again = somebody(cast, email="sam@elm.example", phone="1"), somebody(cast, "Samuel", email="old@elm.example")
    people.merge(by=cast.ned, person_id=again.id, into_id=sam.id)
    rows = "Location ID,Contact name,E-mail,Phone\n1-100000002,Samuel,old@elm.example,9\n"
    row = imports.receive(
        by=cast.alex, kind=ImportKind.COUNCIL_LIST, file_name="l.csv", data=rows.encode(), exercise_id=cast.exercise.id
    )
    assert isinstance(row, RegisterImport)
    import_worker.process(row.id)
    row.refresh_from_db()
    imports.confirm(by=cast.alex, import_id=row.id, plan_sha256=row.plan_sha256)
    import_worker.process(row.id)
    assert RegisterImport.objects.get().state == "done" and ContactPerson.objects.count() == 2
    sam.refresh_from_db()
    assert (sam.full_name, sam.phone, sam.locations.count()) == ("Sam Elm", "1", 2)
