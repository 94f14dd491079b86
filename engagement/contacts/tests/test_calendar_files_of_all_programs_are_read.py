"""Calendar files: zones by their own rules, then by name; what is no meeting that was held is said to be none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engagement.contacts.domain.dropped_files.any_file import read_dropped
from engagement.contacts.domain.dropped_files.draft import Dropped
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.vocabulary import Channel, Direction

FILES = Path(__file__).parent / "files"
MIA = Somebody("Mia Manager", "mia@elm.example")
TEN = "20260707T100000"


def calendar(*event: str, before: str = "", method: str = "") -> bytes:
    said = [f"METHOD:{method}"] if method else []
    lines = ["BEGIN:VCALENDAR", *said, *before.split("\n"), "BEGIN:VEVENT", "UID:1", *event, "END:VEVENT"]
    return "\r\n".join([*(line for line in lines if line), "END:VCALENDAR", ""]).encode()


def read(*event: str, before: str = "", method: str = "") -> Dropped:
    return read_dropped(calendar(*event, before=before, method=method))


def at(hour: int, minute: int = 0, *, month: int = 7, day: int = 7) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def zone(name: str, standard: str, summer: str = "", more: str = "") -> str:
    """A zone with its own rules, as programs write them; offsets as +0100."""
    parts = [(standard, summer or standard, "STANDARD", "10"), (summer, standard, "DAYLIGHT", "3")]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for to, from_, kind, month in parts:
        if to:
            rule = f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}{more}" if summer else ""
            head = [f"BEGIN:{kind}", "DTSTART:16010101T020000", f"TZOFFSETFROM:{from_}", f"TZOFFSETTO:{to}"]
            lines += [*head, *([rule] if rule else []), f"END:{kind}"]
    return "\n".join([*lines, "END:VTIMEZONE"])


@pytest.mark.parametrize(("file", "moment"), [("w_europe.ics", at(8)), ("ms_utc.ics", at(10))])
def test_invitations_of_outlook_are_at_their_hour(file: str, moment: datetime):
    event = read_dropped((FILES / file).read_bytes())
    assert event.happened_at == moment and event.minutes == 30 and event.sender == MIA and event.remarks == ()
    assert event.channel == Channel.ONE_TO_ONE_IN_PERSON


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        *(("Europe/London", at(9)), ("europe/london", at(9)), ("GMT Standard Time", at(9)), ("Etc/UTC", at(10))),
        *(("W. Europe Standard Time", at(8)), ("Romance Standard Time 1", at(8)), ("Eastern Standard Time", at(14))),
        *(("America/Argentina/Buenos_Aires", at(13)), ("India Standard Time", at(4, 30)), ("UTC", at(10))),
        *(
            ("/freeassociation.sourceforge.net/Tzfile/Europe/London", at(9)),
            ("/mozilla.org/2007_1/Europe/Paris", at(8)),
        ),
        *(('"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"', at(9)), ('"(UTC+01:00) Amsterdam, Berlin, Rome"', at(8))),
        *(('"tzone://Microsoft/Utc"', at(10)), ("UTC+0100", at(9)), ('"GMT+01:00"', at(9)), ('"-03:30"', at(13, 30))),
        *(("Europe/Kyiv", at(7)), ("Asia/Kathmandu", at(4, 15)), ("GMT", at(10))),
    ],
)
def test_zones_are_known_by_the_names_that_programs_give_them(name: str, moment: datetime):
    event = read(f"DTSTART;TZID={name}:{TEN}", f"DTEND;TZID={name}:20260707T104500")
    assert (event.happened_at, event.minutes, event.remarks) == (moment, 45, ())


@pytest.mark.parametrize(
    ("own", "name", "moment"),
    [
        (zone("Customised", "+0100", "+0200"), "Customised", at(8)),
        (zone("tzone://Microsoft/Custom", "+0000", "+0100"), '"tzone://Microsoft/Custom"', at(9)),
        (zone("Europe/London", "-0500"), "Europe/London", at(15)),
        (zone("Ours", "+0530"), "Ours", at(4, 30)),
        (zone("Ours", "+0100", "+0200", ";WKST=SU"), "Ours", at(8)),
        (zone("Ours", "+0100", "+0200", ";UNTIL=20201231T000000Z"), "Ours", at(9)),
        (zone("South", "+1000", "+1100").replace("BYMONTH=10", "BYMONTH=4").replace("=3", "=10"), "South", at(0)),
        (zone("Ours", "+0000").replace("+0000", "+002520"), "Ours", datetime(2026, 7, 7, 9, 34, 40, tzinfo=UTC)),
        (zone("GMT Standard Time", "x", "y"), "GMT Standard Time", at(9)),
        (zone("GMT Standard Time", "+0300", "+0400").replace("YEARLY", "SECONDLY"), "GMT Standard Time", at(9)),
    ],
)
def test_the_rules_that_a_file_brings_go_before_names(own: str, name: str, moment: datetime):
    assert read(f"DTSTART;TZID={name}:{TEN}", before=own).happened_at == moment


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "Customised", '"tzone://Microsoft/Custom"', "../../etc/passwd", "BST"]
)
def test_a_zone_that_nobody_knows_is_said_and_not_taken_for_ours(name: str):
    event = read(f"DTSTART;TZID={name}:{TEN}")
    assert event.happened_at is None
    assert "which we do not know" in event.remarks[0] and "7 July 2026, 10:00" in event.remarks[0]


def test_the_zones_of_one_file_are_not_kept_for_the_next():
    assert read(f"DTSTART;TZID=Mine:{TEN}", before=zone("Mine", "+0200")).happened_at == at(8)
    assert read(f"DTSTART;TZID=Mine:{TEN}").happened_at is None


@pytest.mark.parametrize(
    ("begins", "before", "moment", "words"),
    [
        (f"DTSTART:{TEN}", "", at(9), "names no time zone"),
        (f"DTSTART:{TEN}", "X-WR-TIMEZONE:Europe/Paris", at(8), ""),
        (f"DTSTART:{TEN}", "X-WR-TIMEZONE:Nowhere", at(9), "names no time zone"),
        (f"DTSTART:{TEN}Z", "", at(10), ""),
        ("DTSTART:20260707t100000z", "", at(10), ""),
        ("DTSTART;VALUE=DATE:20260707", "", at(11), "for the whole day"),
        ("DTSTART;TZID=Europe/London:20260329T013000", "", at(1, 30, month=3, day=29), ""),
        ("DTSTART;TZID=Europe/London:20261025T013000", "", at(0, 30, month=10, day=25), ""),
        ("DTSTART;TZID=Europe/London:20260329T003000", "", at(0, 30, month=3, day=29), ""),
        ("DTSTART;VALUE=DATE-TIME;TZID=Europe/London:20261207T100000", "", at(10, month=12), ""),
        ("DTSTART;TZID=Europe/Lon\r\n don:20260707T100000", "", at(9), ""),
        ("DTSTART;X-VOBJ-FLOATINGTIME-ALLOWED=TRUE:20260707T100000", "", at(9), "names no time zone"),
    ],
)
def test_times_without_a_zone_whole_days_and_days_of_change(begins: str, before: str, moment: datetime, words: str):
    event = read(begins, before=before)
    assert event.happened_at == moment
    assert words in " ".join(event.remarks) and bool(words) == bool(event.remarks)


ATTENDEE, ORGANISER = "ATTENDEE;PARTSTAT={};CN=Mia Manager:mailto:mia@elm.example", "ORGANIZER:mailto:ned@team.example"
BEGINS, STAMP = f"DTSTART;TZID=Europe/London:{TEN}", "DTSTAMP:20260701T080000Z"
NO_MEETING = {
    "cancelled": (("STATUS:CANCELLED",), "CANCEL", "Cancelled"),
    "cancelled by status alone": (("STATUS:cancelled",), "", "Cancelled"),
    "cancelled by method alone": ((), "CANCEL", "Cancelled"),
    "cancelled by title": (("SUMMARY:Canceled: 1-2-1",), "", "Cancelled"),
    "declined": ((ATTENDEE.format("DECLINED"), ORGANISER), "REPLY", "Declined"),
    "declined in small letters": ((ATTENDEE.format("declined"), ORGANISER), "reply", "Declined"),
    "declined, as saved from a calendar": ((ATTENDEE.format("DECLINED"), ORGANISER), "", "Declined"),
    "declined by title": (("SUMMARY:Declined: 1-2-1", ORGANISER), "REPLY", "Declined"),
    "another time": ((ATTENDEE.format("TENTATIVE"), ORGANISER), "COUNTER", "Another time proposed"),
    "weekly": (("RRULE:FREQ=WEEKLY;COUNT=5",), "REQUEST", "A series of appointments"),
    "on listed days": (("RDATE:20260714T090000Z",), "PUBLISH", "A series of appointments"),
    "cancelled series": (("RRULE:FREQ=DAILY",), "CANCEL", "Cancelled"),
}


@pytest.mark.parametrize(("lines", "method", "said"), NO_MEETING.values(), ids=NO_MEETING)
def test_what_is_no_meeting_is_an_e_mail_that_says_so(lines: tuple[str, ...], method: str, said: str):
    drafted = read(BEGINS, STAMP, "DTEND:20260707T103000Z", *lines, method=method)
    assert drafted.channel == Channel.EMAIL and drafted.minutes is None
    assert drafted.direction({"ned@team.example"}) == Direction.IN or drafted.sender != MIA
    assert drafted.words.startswith(f"{said}: 7 July 2026, 10:00") and drafted.remarks[0].startswith(f"{said}. ")
    assert drafted.happened_at == at(8, day=1)


@pytest.mark.parametrize("file", ["cancel.ics", "declined.ics"])
def test_a_cancellation_or_refusal_from_a_provider_comes_in(file: str):
    drafted = read_dropped((FILES / file).read_bytes())
    assert drafted.channel == Channel.EMAIL and drafted.direction(set()) == Direction.IN
    assert drafted.sender == MIA and drafted.happened_at is None


def test_within_an_e_mail_it_has_the_date_of_the_e_mail():
    head = (
        b"From: Mia Manager <mia@elm.example>\nDate: Wed, 01 Jul 2026 09:15:00 +0100\nContent-Type: text/calendar\n\n"
    )
    drafted = read_dropped(head + (FILES / "cancel.ics").read_bytes())
    assert drafted.happened_at == at(8, 15, day=1) and drafted.channel == Channel.EMAIL


@pytest.mark.parametrize("part", ["ACCEPTED", "TENTATIVE", "NEEDS-ACTION"])
def test_an_appointment_that_stands_is_one(part: str):
    event = read(BEGINS, ATTENDEE.format(part), ORGANISER, method="REQUEST")
    assert event.channel == Channel.ONE_TO_ONE_IN_PERSON and event.happened_at == at(9)


def test_one_of_several_who_declined_is_named():
    other = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Kim:mailto:kim@oak.example"
    event = read(BEGINS, ATTENDEE.format("DECLINED"), other, ORGANISER, method="REQUEST")
    assert event.channel == Channel.ONE_TO_ONE_IN_PERSON and event.remarks == ("Declined by Mia Manager.",)


def test_of_several_appointments_the_first_is_read_and_it_is_said():
    two = calendar(BEGINS).replace(
        b"END:VEVENT", b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:20270101T100000Z\r\nEND:VEVENT"
    )
    event = read_dropped(two)
    assert event.happened_at == at(9) and "There are 2 appointments in this file" in event.remarks[0]


PROGRAMS = {
    "Google": (
        "DTSTART:20260707T090000Z",
        "DTEND:20260707T093000Z",
        "ORGANIZER;CN=mia@elm.example:mailto:mia@elm.example",
    ),
    "Apple": (
        *("DTSTART;TZID=Europe/London:20260707T100000", "DURATION:PT30M", "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC"),
        'ORGANIZER;CN="Mia";EMAIL="mia@elm.example":mailto:MIA@elm.example',
        *("BEGIN:VALARM", "TRIGGER:-PT15M", "DTSTART:20200101T000000Z", "END:VALARM"),
    ),
    "Outlook": (
        'DTSTART;TZID="GMT Standard Time":20260707T100000',
        'DTEND;TZID="GMT Standard Time":20260707T103000',
        *("ORGANIZER;CN=Mia:MAILTO:mia@elm.example", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "DESCRIPTION;LANGUAGE=en-GB:a"),
    ),
    "Exchange": (
        *("DTSTART;TZID=UTC:20260707T090000", "DTEND;TZID=UTC:20260707T093000"),
        'ORGANIZER;SENT-BY="mailto:pa@elm.example";CN=Mia:mailto:mia@elm.example?subject=x',
    ),
    "Lotus": (
        *('DTSTART;TZID="Europe/London":20260707T100000', "DURATION:P0DT0H30M0S"),
        'ORGANIZER;CN="Mia/Elm":mailto:<mia@elm.example>',
    ),
}


@pytest.mark.parametrize("lines", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
def test_files_of_each_program_say_the_same(lines: tuple[str, ...], end: str):
    data = calendar(*lines).replace(b"\r\n", end.encode())
    event = read_dropped(data)
    assert (event.happened_at, event.minutes) == (at(9), 30)
    assert event.sender is not None and event.sender.email == "mia@elm.example"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_in_other_encodings_are_read(encoding: str):
    text = calendar(BEGINS, "SUMMARY:Zoë Müller").decode()
    assert read_dropped(text.encode(encoding)).words == "Zoë Müller"
