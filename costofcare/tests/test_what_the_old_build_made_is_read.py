"""What outlives the code is read as before: files that an older build made (made_before/README.md), by today's code."""

import json
import re
from email import message_from_bytes
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
from django.db import connection, models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.actions.encryption import CannotBeOpened, unseal
from accounts.actions.wall_keys import keep_wall_key
from accounts.domain.tokens import digest
from accounts.models import Invitation, Role
from accounts.tests.pages import client_of, get, text_of
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.report import check_raw
from engagement.campaigns.actions.message_queue import outgoing_of
from engagement.contacts.domain.dropped_files.any_file import read_dropped
from engagement.inbox.actions.incoming_mail import Arrived, receive
from engagement.meetings.actions.event_mails import event_mail
from engagement.models import (
    Booking,
    Event,
    InboundMail,
    Invite,
    Joining,
    Message,
    Notice,
    OptOutRequest,
    Registration,
    Slot,
    SlotFor,
)
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from reports import queries as reports
from reports.models import Calculation, LedgerRow, Release
from reports.tests.test_ledger_tells_who_tampered import go_round_the_guards
from submissions.models import Return, Upload
from submissions.tests.cast import Cast, as_worker, at, hand_in, make_exercise, take_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FOLDER = Path(__file__).parent / "made_before"


@pytest.fixture(autouse=True)
def settings_of_the_old_build(db: None, settings: Any) -> None:
    """Keys, addresses and names of its own: a portal keeps them when its code is renewed, and migrates under them."""
    for name, value in kept("settings.json").items():
        setattr(settings, name, value)
    with connection.cursor() as cursor:
        keep_wall_key(cursor, set())


def kept(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def data_of(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def put_back(model: type[models.Model], row: dict[str, Any], **about: object) -> Any:
    """A row as it was kept, among rows of today."""
    return model._default_manager.get(pk=model._default_manager.create(**row, **about).pk)


def path_of(link: str) -> str:
    """Where a link of the old build leads in this one: after the name of the host nothing may have changed."""
    start = kept("settings.json")["PORTAL_URL"]
    assert link.startswith(f"{start}/")
    return link.removeprefix(start)


def owned(cast: Cast) -> dict[str, Any]:
    return {"exercise": cast.exercise, "authority": cast.authority}


def at_elm(cast: Cast) -> dict[str, Any]:
    return {**owned(cast), "provider": cast.elm, "participation": cast.at_elm}


# Workbooks


def test_a_blank_workbook_is_known_with_what_stood_in_it():
    said, raw = kept("blank.json"), read_workbook(data_of("blank.xlsx"), FORMS)
    assert (raw.service, raw.version, raw.exercise) == (said["service"], said["version"], said["exercise"])
    assert not raw.by_label and not raw.missing
    answers = check_raw(raw).answers
    assert {key: answer.normal for key, answer in answers.by_key.items() if answer.normal} == said["answers"]


def test_a_workbook_that_was_filled_in_is_taken_with_every_answer_note_and_cost(cast: Cast):
    said = kept("filled_in.json")
    exercise = make_exercise(cast.authority, "Of the old build", id=said["exercise"], price_date=said["price_date"])
    asked = take_part(exercise, cast.elm, "Elm Visits", said["location"])
    version = hand_in(cast.ada, asked, data_of("filled_in.xlsx"))
    assert version.is_accepted
    assert (version.form_service, version.form_version) == (said["service"], said["version"])
    assert version.answers == said["answers"]
    assert version.notes == said["notes"]
    # The old build worked out no tariff; all that it did work out is the same.
    assert {key: part for key, part in version.costs.items() if key != "tariff"} == said["costs"]


# Links


def test_an_invitation_is_found_by_its_link_and_taken(cast: Cast):
    said = kept("invitation.json")
    put_back(Invitation, said["row"], authority_id=cast.authority.id)
    link = path_of(said["link"])
    assert digest(link.strip("/").split("/")[-1]) == said["row"]["token_sha256"]
    assert said["row"]["email"] in text_of(client_of(None).get(link))
    client_of(None).post(link, {"full_name": "Pat New", "password": "three odd words here"})
    taken = Role.objects.get(person__email=said["row"]["email"])
    assert (taken.name, taken.authority_id) == (said["row"]["name"], cast.authority.id)


@pytest.fixture
def campaign_mail() -> Any:
    return message_from_bytes(data_of("campaign_mail.eml"))


@pytest.fixture
def message(cast: Cast, campaign_mail: Any) -> Message:
    """Of which the mail tells, by its Message-ID."""
    known = campaign_mail["Message-ID"]
    kept_as = {"id": UUID(known.strip("<>").split("@")[0]), "message_id": known}
    row = a_message(a_step(cast.ned, cast.exercise), somebody_at(cast.at_elm), **kept_as)
    Message.objects.filter(id=row.id).update(state="sent", sent_at=timezone.now())
    return row


def test_a_plus_address_names_its_message(campaign_mail: Any, message: Message):
    """The answer comes from a stranger and refers to no mail: its address alone says what it is to."""
    data = data_of("campaign_answer.eml")
    assert message_from_bytes(data)["To"] == campaign_mail["Reply-To"]
    with as_worker():
        assert receive(Arrived("team", 1, 1, data, len(data)))
    assert InboundMail.objects.get().answer_to == message


def test_the_same_message_has_the_same_addresses_today(cast: Cast, campaign_mail: Any, message: Message):
    outgoing = outgoing_of(message, message.step, [cast.at_elm])
    assert outgoing.reply_to == campaign_mail["Reply-To"]
    assert f"<{outgoing.opt_out_link}>" == campaign_mail["List-Unsubscribe"].strip()


def test_the_link_for_no_more_mails_still_works(campaign_mail: Any, message: Message):
    link = path_of(campaign_mail["List-Unsubscribe"].strip("\r\n <>"))
    assert client_of(None).get(link).status_code == 200
    client_of(None).post(link)
    assert OptOutRequest.objects.get().message == message.id


# Calendar files


@pytest.fixture
def booking(cast: Cast) -> Booking:
    said = kept("booking.json")
    slot = put_back(Slot, said["slot"], authority=cast.authority, officer=cast.of(cast.ned))
    put_back(Joining, said["joining"], authority=cast.authority, slot=slot)
    SlotFor.objects.create(slot=slot, **owned(cast))
    return put_back(Booking, said["booking"], slot=slot, booked_by=cast.of(cast.ada), **at_elm(cast))


@pytest.mark.parametrize(("whose", "name"), [("provider", "ada"), ("officer", "ned")])
def test_the_calendar_file_of_the_same_1_2_1_is_the_same(cast: Cast, booking: Booking, whose: str, name: str):
    said = kept("booking.json")
    with at(parse_datetime(said["made_at"])):
        made = client_of(getattr(cast, name)).get(said["page"]).content
    assert lines_of(made) == lines_of(data_of(f"booking_{whose}.ics"))


def lines_of(calendar: bytes) -> list[bytes]:
    """Return its lines, unfolded, with full hours as they are written today: 2pm where the old build wrote 2:00pm."""
    unfolded = calendar.replace(b"\r\n ", b"")
    return re.sub(rb":00(?=[ap]m)", b"", unfolded).split(b"\r\n")


@pytest.fixture
def invite(cast: Cast) -> Invite:
    said = kept("event.json")
    event = put_back(Event, said["event"], authority=cast.authority, made_by=cast.of(cast.ned))
    about = {"event": event, "person": somebody_at(cast.at_elm), "invited_by": cast.of(cast.ned)}
    invite = put_back(Invite, said["invite"], **about, **owned(cast))
    Registration.objects.create(event=event, invite=invite, **at_elm(cast))
    return invite


def test_the_calendar_file_and_the_link_of_the_same_invitation_are_the_same(invite: Invite):
    said = kept("event.json")
    made_at = parse_datetime(said["made_at"])
    with at(made_at), mock.patch("django.core.signing.time.time", return_value=made_at.timestamp()):
        told = event_mail(Notice(kind="invitation", invite=invite))
    assert told.link == said["link"]
    assert lines_of(told.calendar.encode()) == lines_of(data_of("event.ics"))


def test_whoever_follows_the_link_of_an_invitation_to_an_event_has_a_place(cast: Cast, invite: Invite):
    link = path_of(kept("event.json")["link"])
    assert invite.event.title in text_of(client_of(None).get(link))
    client_of(None).post(link, {"comes": "yes", "name": invite.name})
    assert [place.seat for place in invite.places.all()] == ["seated"]


DROPPED = {
    "booking_provider.ics": lambda: kept("booking.json")["dropped"]["provider"],
    "booking_officer.ics": lambda: kept("booking.json")["dropped"]["officer"],
    "event.ics": lambda: kept("event.json")["dropped"],
}


@pytest.mark.parametrize("name", DROPPED)
def test_a_calendar_file_says_the_same_when_it_is_dropped(name: str):
    said, found = DROPPED[name](), read_dropped(data_of(name))
    assert (found.channel.value, found.words, found.minutes) == (said["channel"], said["words"], said["minutes"])
    assert found.happened_at == parse_datetime(said["happened_at"])
    people = [[one.name, one.email] for one in (found.sender, *found.others)]
    assert people == [said["sender"], *said["others"]]


# What is sealed


def test_an_upload_opens_for_its_provider_and_under_no_other_key(cast: Cast, settings: Any):
    row, sealed = kept("upload.json"), data_of("upload.sealed")
    submission = Return.objects.create(state="in_progress", changed_at=timezone.now(), **at_elm(cast))
    about = {"submission": submission, "provider": cast.elm, "received_by": cast.of(cast.ada), **owned(cast)}
    upload = put_back(Upload, row, sealed=sealed, **about)
    assert get(cast.ada, "submissions:upload_file", upload.id).content == data_of("upload.csv")
    settings.SEALING_KEYS = ["YW5vdGhlci1rZXktZm9yLXRlc3RzLWFsb25lLi4uLi4="]
    with pytest.raises(CannotBeOpened):
        unseal(upload.sealed)


@pytest.fixture
def ledger(cast: Cast) -> UUID:
    """The exercise whose two releases it holds."""
    said = kept("ledger.json")
    exercise = make_exercise(cast.authority, "Of the old build", id=said["exercise"])
    mine = {"exercise": exercise, "authority": cast.authority}
    people = {"drafted_by": cast.of(cast.dev), "approved_by": cast.of(cast.fay)}
    for row in said["releases"]:
        put_back(Release, row, calculation=calculation(cast, mine, row), **people, **mine)
    for row in said["rows"]:
        LedgerRow.objects.create(release_id=row.pop("release"), **row, **mine)
    return exercise.id


def calculation(cast: Cast, mine: dict[str, Any], release: dict[str, Any]) -> Calculation:
    """What a release cannot be without; its exact figures are no part of the ledger."""
    of_the_release = {name: release[name] for name in ("number", "method_version", "form_version", "inputs_sha256")}
    others = {"price_date": "2026-04-01", "weeks": 52, "rates": {}, "returns_used": 0, "table": {}}
    made = {"made_at": timezone.now(), "made_by": cast.of(cast.dev)}
    return Calculation.objects.create(**of_the_release, **others, **made, **mine)


def test_a_ledger_of_two_releases_is_whole(cast: Cast, ledger: UUID):
    assert LedgerRow.objects.count() == len(kept("ledger.json")["rows"]) > 2
    assert reports.ledger_faults(cast.dev, ledger) == []


@pytest.mark.parametrize(("position", "release"), [(1, 1), (64, 2)])
def test_a_digit_that_is_changed_is_found(cast: Cast, ledger: UUID, position: int, release: int):
    other = "regexp_replace(figures->>'median', '.$', CASE right(figures->>'median', 1) WHEN '1' THEN '2' ELSE '1' END)"
    changed = f"jsonb_set(figures, '{{median}}', to_jsonb({other}))"
    go_round_the_guards(f"UPDATE reports_ledgerrow SET figures = {changed} WHERE position = {position}")
    assert reports.ledger_faults(cast.dev, ledger) == [
        f"row {position} of the ledger was changed",
        f"release {release} shows other figures than the ledger",
    ]


def test_with_another_key_the_ledger_fits_nowhere(cast: Cast, ledger: UUID, settings: Any):
    settings.LEDGER_KEY = "another key"
    assert len(reports.ledger_faults(cast.dev, ledger)) == len(kept("ledger.json")["rows"])
