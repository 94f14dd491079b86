"""E-mails and invitations become drafts; what is hostile or damaged is refused in words and never an error."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.contacts.domain.dropped_files.any_file import read_dropped
from engagement.contacts.domain.dropped_files.draft import MOST_WORDS, CannotUse, Dropped
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.vocabulary import Channel, Direction

MAIL = b"""From: =?utf-8?q?Sam_=C3=89lm?= <Sam@elm.example>
To: "Engagement, Ned" <ned@team.example>, Kim <kim@elm.example>
Subject: =?utf-8?b?WW91ciBsZXR0ZXI=?=
Date: Tue, 03 Nov 2026 14:15:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

We cannot do it before Friday.
--x
Content-Type: text/html

<p>We cannot</p>
--x--
"""
INVITATION = b"""BEGIN:VCALENDAR\r
BEGIN:VTIMEZONE\r
BEGIN:STANDARD\r
DTSTART:19700101T000000\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
DTSTART;TZID=GMT Standard Time:20260703T140000\r
DTEND;TZID=GMT Standard Time:20260703T144500\r
SUMMARY:1-2-1 with Elm\\, again\r
DESCRIPTION:Microsoft Teams\\nJoin her\r
 e\r
ORGANIZER;CN="Ned Engagement":mailto:Ned@team.example\r
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Sam Elm:MAILTO:sam@elm.example\r
ATTENDEE;CN=kim@elm.example:mailto:kim@elm.example\r
BEGIN:VALARM\r
DESCRIPTION:Reminder\r
END:VALARM\r
END:VEVENT\r
END:VCALENDAR\r
"""
SAM, KIM = Somebody("Sam Élm", "sam@elm.example"), Somebody("Kim", "kim@elm.example")


def test_an_e_mail_is_read():
    mail = read_dropped(MAIL)
    assert mail == Dropped(
        Channel.EMAIL,
        "Your letter\n\nWe cannot do it before Friday.",
        SAM,
        (Somebody("Engagement, Ned", "ned@team.example"), KIM),
        datetime(2026, 11, 3, 14, 15, tzinfo=UTC),
    )
    assert mail.direction({"ned@team.example"}) == Direction.IN and mail.theirs({"ned@team.example"}) == [SAM, KIM]
    assert mail.direction({"sam@elm.example"}) == Direction.OUT


def test_of_html_alone_the_words_are_read():
    html = b"From: a@b.example\nContent-Type: text/html\n\n<style>p{}</style><p>One</p><p>Two &amp; three</p><script>x"
    assert read_dropped(html).words == "One\nTwo & three"


def test_an_invitation_is_read():
    event = read_dropped(INVITATION)
    assert event.channel == Channel.ONE_TO_ONE_VIDEO and event.minutes == 45
    assert event.happened_at == datetime(2026, 7, 3, 13, 0, tzinfo=UTC)
    assert event.words == "1-2-1 with Elm, again\n\nMicrosoft Teams\nJoin here"
    assert event.sender == Somebody("Ned Engagement", "ned@team.example")
    assert event.others == (Somebody("Sam Elm", "sam@elm.example"), Somebody("", "kim@elm.example"))


def test_an_invitation_within_an_e_mail_is_one():
    mail = b"From: a@b.example\nContent-Type: text/calendar; charset=utf-8\n\n" + INVITATION
    assert read_dropped(mail) == read_dropped(INVITATION)


@pytest.mark.parametrize("html", [b"<![x[", b"<!" * 5_000, b"<" * 40_000, b"&#" * 9_000, b"<a " * 9_000])
def test_hostile_html_is_no_trouble(html: bytes):
    assert read_dropped(b"From: a@b.example\nContent-Type: text/html\n\n<p>One</p>" + html).words.startswith("One")


def test_hostile_headers_are_no_trouble():
    mail = read_dropped(b"From: " + b"(" * 15_000 + b"a@b.example\nTo: " + b"<" * 15_000 + b"\nSubject: Hello\n\nWords")
    assert mail.sender is None and mail.words == "Hello\n\nWords"


def test_long_words_are_cut():
    mail = b"From: a@b.example\n\n" + b"word " * 100_000
    assert len(read_dropped(mail).words) <= MOST_WORDS + 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "too large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "Outlook"),
        (b"PK\x03\x04" + b"\x00" * 50, "no email"),
        (b"%PDF-1.7 ...", "no email"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "no appointment"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", "damaged"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20269999T990000\nEND:VEVENT", "damaged"),
        (b"BEGIN:VCALENDAR\n" + b"X:y\n" * 20_001, "too long"),
        (b"BEGIN:VCALENDAR\n" + b"x" * (1024 * 1024 + 1), "too large"),
        (b"From: a@b.example\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 2_000, "too many parts"),
    ],
)
def test_what_is_of_no_use_is_refused_in_words(data: bytes, words: str):
    with pytest.raises(CannotUse, match=words):
        read_dropped(data)


PIECES = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from([b"\n", b"\r\n", b":", b";", b"=?utf-8?q?", b"?=", b"mailto:", b"BEGIN:VEVENT", b"\\n", b'"']),
        st.sampled_from([b"From: ", b"To: ", b"Date: ", b"Content-Type: multipart/mixed; boundary=", b"DTSTART;TZID="]),
        st.sampled_from([b"=?x-unknown?b?AA?=", b"Content-Transfer-Encoding: base64\n", b"..%2f", b"/etc/localtime:"]),
    ),
    max_size=40,
).map(b"".join)


@given(
    st.sampled_from([b"From: a@b.example\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", MAIL[:300], INVITATION[:400]]), PIECES
)
def test_whatever_is_dropped_is_read_or_refused(begin: bytes, rest: bytes):
    try:
        read = read_dropped(begin + rest)
    except CannotUse:
        return
    assert len(read.words) <= MOST_WORDS + 1
