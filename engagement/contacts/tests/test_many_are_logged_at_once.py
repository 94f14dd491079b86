"""An attendance list, or a mail to many, is matched, looked at, and logged once."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.tests.pages import client_of, get, post, text_of
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT
from engagement.contacts.tests.test_dropped_files_are_read import INVITATION, MAIL
from engagement.coverage.tests.test_locations_are_reached import somebody
from engagement.meetings.domain.attendance import Attender, KnownMarket, match_lines
from engagement.models import Contact
from register.domain.place_names import NamedLocation
from submissions.tests.cast import Cast, mostly_by_night

ELM, NORTH, OAK, SAM, KIM, KIM_TOO = (uuid4() for _ in range(6))
PLACES = {"1-100000001": (ELM, "Elm Home Care"), "1-100000002": (NORTH, "Elm North"), "1-100000003": (OAK, "Oak")}
KNOWN = KnownMarket(
    people=(
        Attender(SAM, "Sam Elm", "sam@elm.example", (ELM, NORTH)),
        Attender(KIM, "Kim", "kim@oak.example", (OAK,)),
        Attender(KIM_TOO, "Kim", "", (ELM,)),
    ),
    by_id={key: NamedLocation(place, name, ELM) for key, (place, name) in PLACES.items()},
    by_name={name.casefold(): (NamedLocation(place, name, ELM),) for place, name in PLACES.values()},
)


@pytest.mark.parametrize(
    ("text", "people", "names", "places"),
    [
        ("Sam Elm <sam@elm.example>", {SAM}, (), {ELM, NORTH}),
        ("SAM ELM, 1-100000002", {SAM}, (), {NORTH}),
        ("Jo New\tjo@new.example\tOak", set(), ("Jo New",), {OAK}),
        ("kim@oak.example; Kim", {KIM}, (), {OAK}),
        ("1-100000003", set(), (), {OAK}),
        ("Samuel, sam@elm.example, elm home care", {SAM}, (), {ELM}),
    ],
)
def test_a_line_is_matched_by_address_id_or_name(text: str, people: set, names: tuple, places: set):
    (line,) = match_lines(f"Name, E-mail\n\n{text}\n", KNOWN)
    assert line.problem == "" and line.number == 3
    assert (set(line.people), line.names, set(line.locations)) == (people, names, places)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim", "several people are called “Kim”; give the email address"),
        ("Jo New", "nobody on the list of people, and no location. Add the CQC location ID"),
        ("Sam Elm, 1-999999999", "1-999999999 is no location of this exercise"),
    ],
)
def test_what_is_not_matched_says_how_to_put_it_right(text: str, words: str):
    (line,) = match_lines(text, KNOWN)
    assert line.problem.startswith(f"Line 1, “{text}”: {words}")


CAME, AWAY = ContactOutcome.ATTENDED, ContactOutcome.DID_NOT_ATTEND


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Sam Elm, did not attend", AWAY),
        ("Sam Elm (DNA)", AWAY),
        ("Sam Elm – didn’t attend", AWAY),
        ("sam@elm.example attended", CAME),
        ("Elm Home Care no-show", AWAY),
        ("Sam Elm, asked for help", ContactOutcome.ASKED_FOR_HELP),
        ("Name,Attended\nSam Elm,yes", CAME),
        ("Name\tAttended (yes/no)\tLocation\nSam Elm\tN\tElm Home Care", AWAY),
        ("Attended;Name\n✓;Sam Elm", CAME),
        ('Name,Outcome\n"Elm Home Care",Promised a date', ContactOutcome.PROMISED_DATE),
        ("Name,E-mail,Attended\nSam Elm,,no", AWAY),
        ("Name,Attended\nSam Elm,", None),
        ("Name,Attended\nSam Elm", None),
        ("Sam Elm", None),
    ],
)
def test_a_line_may_say_itself_what_came_of_it(text: str, outcome: ContactOutcome | None):
    (line,) = match_lines(text, KNOWN)
    assert (line.problem, line.outcome, line.unused) == ("", outcome, ())
    assert line.people in ((SAM,), ()) and ELM in line.locations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Attended\nSam Elm,maybe", "“maybe” is nothing that can come of a contact; write “yes” or “no”"),
        ("Sam Elm, attended, did not attend", "it says “Attended” and “Did not attend”"),
        ("Sam Elm, bounced", "“Bounced” cannot come of “Group session”"),
    ],
)
def test_an_outcome_that_is_not_clear_says_how_to_put_it_right(text: str, words: str):
    (line,) = match_lines(text, KNOWN)
    assert words in line.problem and "Sam Elm" in line.problem


def test_words_that_were_not_needed_are_told():
    (line,) = match_lines("Sam Elm, sam@elm.example, came late", KNOWN)
    assert (line.problem, line.unused) == ("", ("came late",))


db = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SESSION = {"channel": "session", "direction": "in", "outcome": "attended", "words": "In the town hall."}


def sent(cast: Cast, who: str = "ned", **data: Any) -> Any:
    return client_of(getattr(cast, who)).post(
        f"/engagement/{cast.exercise.id}/contacts/together/", SESSION | data, follow=True
    )


class TestOnItsPage:
    pytestmark = db

    def test_it_is_shown_first_and_logged_once_when_it_is_confirmed(self, cast: Cast):
        sam = somebody(cast)
        text = "Sam Elm\nJo New, Oak Home Care\nNobody"
        words = text_of(sent(cast, listed=text))
        assert "2 of 3 lines matched: 2 people, 2 locations. Nothing is logged yet." in words
        assert "Line 3, “Nobody”" in words and not Contact.objects.exists()
        assert "tick the box" in text_of(sent(cast, listed=text, seen=text)) and not Contact.objects.exists()
        assert "lines matched" in text_of(sent(cast, listed=text + "\nx", seen=text, leave_out="on"))
        as_browsers_send_it = text.replace("\n", "\r\n")
        done = text_of(sent(cast, listed=as_browsers_send_it, seen=as_browsers_send_it, leave_out="on"))
        assert "Group session logged once, for 2 locations." in done
        contact = Contact.objects.get()
        assert {each.participation_id for each in contact.about.all()} == {cast.at_elm.id, cast.at_oak.id}
        assert {(each.person, each.name) for each in contact.people.all()} == {(sam, ""), (None, "Jo New")}

    def test_a_file_is_read_into_the_list_where_it_can_be_put_right(self, cast: Cast):
        somebody(cast)
        file = SimpleUploadedFile("list.csv", b"Name,E-mail\nSam Elm,\nNobody,no@where.example\n")
        page = sent(cast, "carol", file=file)
        assert "Name, E-mail\nSam Elm\nNobody, no@where.example" in page.content.decode()
        assert "1 of 2 lines matched" in text_of(page)
        broken = SimpleUploadedFile("list.xlsx", b"PK\x03\x04 no")
        assert "damaged" in text_of(sent(cast, file=broken)) and not Contact.objects.exists()

    def test_each_line_gets_its_own_outcome_and_the_others_the_one_that_was_chosen(self, cast: Cast):
        sam = somebody(cast)
        file = SimpleUploadedFile("list.csv", b"Name,Where,Came\nSam Elm,,no\nJo New,Oak Home Care,\n")
        page = sent(cast, file=file)
        assert "2. Sam Elm, , no Elm Home Care Did not attend" in text_of(page)
        assert "3. Jo New, Oak Home Care Oak Home Care Attended" in text_of(page)
        text = page.context["form"]["seen"].value()
        done = text_of(sent(cast, listed=text, seen=text))
        assert "Group session logged for 2 locations, once for each outcome (did not attend: 1, attended: 1)." in done
        came, away = Contact.objects.get(outcome="attended"), Contact.objects.get(outcome="did_not_attend")
        assert away.people.get().person == sam and came.people.get().name == "Jo New"

    def test_without_a_list_it_says_so_and_keeps_what_was_typed(self, cast: Cast):
        words = text_of(sent(cast, listed=" "))
        assert "Paste the list, or choose a file with it" in words and "In the town hall." in words

    @pytest.mark.parametrize("name", mostly_by_night("gus", *DOES_NOT))
    def test_it_is_for_nobody_else(self, cast: Cast, name: str):
        who = getattr(cast, name)
        for page in ("contacts_together", "drop", "contact_new"):
            assert get(who, f"engagement:{page}", cast.exercise.id).status_code == 404
        assert post(who, "engagement:drop_at", cast.exercise.id, cast.at_elm.id).status_code == 404


class TestDropping:
    pytestmark = db

    def drop(self, cast: Cast, data: bytes, at: bool = False, who: str = "ned") -> Any:
        place = f"locations/{cast.at_elm.id}" if at else "contacts"
        file = SimpleUploadedFile("dropped", data)
        return client_of(getattr(cast, who)).post(f"/engagement/{cast.exercise.id}/{place}/drop/", {"file": file})

    def test_an_e_mail_becomes_a_draft_at_the_location_of_its_writer_and_is_logged_when_saved(self, cast: Cast):
        sam = somebody(cast, email="SAM@elm.example")
        sam.locations.add(cast.at_elm_too.location)
        page = self.drop(cast, MAIL)
        assert not Contact.objects.exists()
        form = page.context["form"]
        assert form["person"].value() == str(sam.id) and form["about"].value() == [str(cast.at_elm_too.id)]
        assert form["direction"].value() == "in" and form["clock"].value() == "14:15"
        assert "ned@team.example" in form["names"].value() and "kim@elm.example" in form["names"].value()
        data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [], False)}
        day = data.pop("day")
        data |= {"day_0": day.day, "day_1": day.month, "day_2": day.year, "outcome": "asked_for_help"}
        if day <= timezone.localdate():
            client_of(cast.ned).post(page.context["action"], data)
            contact = Contact.objects.get()
            assert contact.channel == "email" and contact.about.count() == 2 and contact.people.count() == 3

    def test_an_e_mail_of_nobody_known_asks_for_its_locations(self, cast: Cast):
        page = self.drop(cast, MAIL)
        assert "name the locations that it was about" in text_of(page)
        answer = post(cast.ned, "engagement:contact_new", cast.exercise.id, channel="email", direction="in")
        assert "Enter at least one location" in text_of(answer)
        good = {
            "channel": "email",
            "direction": "in",
            "outcome": "spoke",
            "names": "Kim",
            "more_locations": "1-100000003",
        }
        assert "Email logged" in text_of(post(cast.ned, "engagement:contact_new", cast.exercise.id, **good))

    def test_what_a_colleague_sent_went_out(self, cast: Cast):
        mail = MAIL.replace(b"Sam@elm.example", b"ned.engagement@example.org")
        form = self.drop(cast, mail, at=True).context["form"]
        assert form["direction"].value() == "out" and form["outcome"].value() == "sent"

    def test_an_invitation_dropped_on_a_location_is_a_draft_there(self, cast: Cast):
        page = self.drop(cast, INVITATION, at=True, who="carol")
        assert "Elm Home Care" in text_of(page) and page.context["form"]["minutes"].value() == 45
        assert page.context["form"]["channel"].value() == "one_to_one_video"

    def test_what_is_of_no_use_is_refused_in_words(self, cast: Cast):
        assert "no email that we can read" in text_of(self.drop(cast, b"%PDF", at=True))
        assert "empty" in text_of(self.drop(cast, b""))
