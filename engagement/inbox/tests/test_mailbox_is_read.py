"""What people write back comes in once, belongs to the team alone, and stops nothing whatever it is."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from engagement import queries
from engagement.inbox.actions import inbox, incoming_mail, mailbox
from engagement.inbox.domain.mail_parser import read_mail
from engagement.inbox.tests.imap_server import ImapServer, imap_server
from engagement.models import Contact, InboundMail, Message, PersonMark
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from submissions.tests.cast import Cast, as_worker, behind_the_wall

pytestmark = pytest.mark.django_db
FIGURE = "we pay £13.77 an hour"


@pytest.fixture
def server(settings) -> Iterator[ImapServer]:
    with imap_server() as running:
        settings.IMAP_URL = running.url
        yield running


@pytest.fixture
def sent(cast: Cast) -> Message:
    """To Mia, about both of Elm's, and in the log."""
    mia = somebody_at(cast.at_elm, cast.at_elm_too)
    message = a_message(a_step(cast.ned, cast.exercise), mia, state="sent", sent_at=timezone.now())
    message.contact = Contact.objects.create(
        exercise=cast.exercise,
        authority=cast.authority,
        side="team",
        channel="email",
        direction="out",
        outcome="sent",
        source="campaign",
        happened_at=timezone.now(),
        logged_at=timezone.now(),
    )
    message.save()
    return message


def a_mail(text: str = FIGURE, **headers: str) -> bytes:
    mail = EmailMessage()
    named = {"From": "Mia Manager <mia@elm.example>", "To": "team@example.org", "Message-ID": "<their-1@elm.example>"}
    for name, value in (named | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        mail[name] = value
    mail["Subject"] = "Our figures"
    mail.set_content(text)
    mail.add_attachment(b"PK\x03\x04 a workbook", maintype="application", subtype="zip", filename="../../our é.xlsx")
    return mail.as_bytes()


def a_bounce(message: Message, status: str = "5.1.1", action: str = "failed", by_token: bool = False) -> bytes:
    original = "" if by_token else f"Message-ID: {message.message_id}\n"
    to = f"team+m{message.id.hex}@example.org" if by_token else "team@example.org"
    return (
        f"From: MAILER-DAEMON@mx.example\nTo: {to}\nMessage-ID: <dsn@mx.example>\nAuto-Submitted: auto-replied\n"
        "Subject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not arrive.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; mia@elm.example\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{original}Subject: Hello\n\n--b--\n"
    ).encode()


def polled() -> int:
    with as_worker():
        return mailbox.poll()


def test_an_answer_is_matched_kept_sealed_and_counts_once(cast: Cast, server, sent):
    uid = server.put(a_mail(In_Reply_To=sent.message_id))
    assert (polled(), polled()) == (1, 0)
    row = InboundMail.objects.get()
    assert row.answer_to == sent and row.person == sent.person and row.exercise == cast.exercise
    assert FIGURE.encode() not in bytes(row.sealed) and FIGURE.encode() not in bytes(row.sealed_text)
    assert (row.contact.channel, row.contact.direction, row.contact.source) == ("email", "in", "mailbox")
    assert {each.participation for each in row.contact.about.all()} == {cast.at_elm, cast.at_elm_too}
    assert server.flags == {uid: {"\\SEEN"}} and server.mails
    # The server counts anew: everything is there again, and nothing comes twice.
    server.uidvalidity = 2
    assert polled() == 0 and InboundMail.objects.count() == 1
    server.put(a_mail(In_Reply_To=sent.message_id, X_Copy="another way round"))
    assert polled() == 1
    assert InboundMail.objects.count() == 2 and Contact.objects.filter(direction="in").count() == 1


@pytest.mark.parametrize(
    "headers",
    first_by_day(
        [
            {"References": "<other@x> {id}"},
            {"To": "team+m{token}@example.org"},
            {},
            {"From": "A Colleague <finance@elsewhere.example>", "In_Reply_To": "{id}"},
        ],
        2,
    ),
)
def test_it_is_known_by_what_it_answers_or_who_wrote_it(cast: Cast, server, sent, headers):
    words = {key: value.format(id=sent.message_id, token=sent.id.hex) for key, value in headers.items()}
    server.put(a_mail(**words))
    polled()
    row = InboundMail.objects.get()
    assert row.answer_to == sent
    if "From" in headers:
        assert row.person is None and row.contact.people.get().name == "A Colleague"


def test_somebody_known_who_was_never_written_to_is_matched_by_address(cast: Cast, server):
    somebody_at(cast.at_oak, email="Mia@Elm.example")
    server.put(a_mail())
    polled()
    assert [each.participation for each in InboundMail.objects.get().contact.about.all()] == [cast.at_oak]


def test_a_stranger_s_mail_is_the_only_authority_s_or_nobody_s(cast: Cast, server, settings):
    server.put(a_mail(From="x@stranger.example"))
    settings.MAILBOX_AUTHORITY = "Testshire"
    polled()
    assert InboundMail.objects.get().authority == cast.authority and not Contact.objects.exists()
    settings.MAILBOX_AUTHORITY = "Nowhere"
    server.put(a_mail(From="y@stranger.example"))
    polled()
    assert InboundMail.objects.get(authority=None).from_address == "y@stranger.example"
    with behind_the_wall(cast.gus):
        assert not InboundMail.objects.exists()


@pytest.mark.parametrize(
    ("status", "by_token", "is_bad"),
    first_by_day([("5.1.1", False, True), ("5.1.2", True, True), ("5.0.0", True, False), ("4.4.7", False, False)], 2),
)
def test_a_bounce_takes_back_the_e_mail_and_marks_the_address(cast: Cast, server, sent, status, by_token, is_bad):
    server.put(a_bounce(sent, status, by_token=by_token))
    polled()
    sent.refresh_from_db()
    sent.contact.refresh_from_db()
    assert sent.bounced_at and sent.contact.outcome == "bounced"
    assert PersonMark.objects.filter(person=sent.person, mark="bad_address").exists() is is_bad
    assert InboundMail.objects.get().kind == "bounce" and not Contact.objects.filter(direction="in").exists()


def test_a_delay_is_no_bounce_and_a_bounce_of_nothing_of_ours_changes_nothing(cast: Cast, server, sent):
    server.put(a_bounce(sent, "4.4.1", action="delayed"))
    sent.message_id = "<not-ours@x>"
    server.put(a_bounce(sent))
    polled()
    assert not Message.objects.filter(bounced_at__isnull=False).exists()
    assert sorted(InboundMail.objects.values_list("kind", flat=True)) == ["bounce", "delay"]


def test_an_automatic_answer_engages_nobody(cast: Cast, server, sent):
    server.put(a_mail(Auto_Submitted="auto-replied", In_Reply_To=sent.message_id))
    polled()
    assert InboundMail.objects.get().kind == "automatic"
    assert Contact.objects.get(direction="in").outcome == "no_answer"


def test_the_team_reads_it_and_nobody_else_does(cast: Cast, server, sent):
    server.put(a_mail(In_Reply_To=sent.message_id))
    polled()
    key = InboundMail.objects.get().id
    for name in ("ned", "dev", "fay"):
        with behind_the_wall(who := getattr(cast, name)):
            assert FIGURE in inbox.read(by=who, mail_id=key).text
            file = inbox.open_attachment(by=who, mail_id=key, number=1)
            assert (file.name, file.data) == ("our é.xlsx", b"PK\x03\x04 a workbook")
            assert inbox.open_attachment(by=who, mail_id=key, number=2) is None
    for name in ("carol", "reg", "ada", "bea", "gus", "alex", "una"):
        with behind_the_wall(who := getattr(cast, name)):
            assert not InboundMail.objects.exists() and not queries.inbox(who).exists()
            for act in (inbox.read, inbox.open_whole, inbox.handle):
                assert act(by=who, mail_id=key) is None


def test_it_is_assigned_linked_and_handled(cast: Cast, server, sent):
    server.put(a_mail(In_Reply_To=sent.message_id))
    polled()
    key = InboundMail.objects.get().id
    with behind_the_wall(cast.ned):
        assert inbox.assign(by=cast.ned, mail_id=key, to=cast.carol.person_id) == inbox.NOT_A_COLLEAGUE
        inbox.assign(by=cast.ned, mail_id=key, to=cast.dev.person_id)
        inbox.link(by=cast.ned, mail_id=key, participation_id=cast.at_oak.id)
        inbox.handle(by=cast.ned, mail_id=key)
    row = InboundMail.objects.get()
    assert row.assigned_to_id == cast.dev.person_id and row.handled_at
    counting = Contact.objects.filter(direction="in", withdrawn_at=None)
    assert [each.participation for each in counting.get().about.all()] == [cast.at_oak]


HOSTILE = {
    "nothing": b"",
    "no headers": b"\r\n\r\nx",
    "binary": bytes(range(256)) * 40,
    "no end of the parts": b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nx',
    "parts in parts": b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000)),
    "millions of parts": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 2_000_000,
    "many parts": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 4_000,
    "a long header": b"Subject: " + b"=?utf-8?q?=00=00?= " * 100_000 + b"\n\nx",
    "nul": b"From: a\x00b@x.example\nSubject: a\x00b\n\na\x00b",
    "header injection": b"From: x@x.example\nSubject: =?utf-8?q?a=0D=0ABcc:_all=40x.example?=\n\nx",
    "unknown letters": b"Subject: =?no-such-charset?q?x?=\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe",
    "broken base64": b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n!!!!=",
    "broken date": b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n\nx",
    "a report of nothing": b"Content-Type: multipart/report; report-type=delivery-status\n\nx",
    "many commas": b"From: " + b"<" * 5000 + b"," * 100_000 + b"\nTo: " + b"(" * 50_000 + b"\n\nx",
    "a surrogate": b"Subject: =?utf-16?b?2AA=?=\n\nx",
}


@pytest.mark.nightly
def test_hostile_mail_loses_nothing_and_stops_nothing(cast: Cast, server, sent, settings):
    settings.MAILBOX_AUTHORITY = "Testshire"
    mails = [*HOSTILE.values(), a_mail(In_Reply_To=sent.message_id)]
    for mail in mails:
        server.put(mail)
    assert polled() == len(mails)
    kept = {bytes(inbox.unseal(row.sealed)) for row in InboundMail.objects.all()}
    assert kept == set(mails)
    for row in InboundMail.objects.all():
        assert row.subject.isprintable() and row.from_name.isprintable() and row.from_address.isprintable()
        with behind_the_wall(cast.ned):
            assert inbox.read(by=cast.ned, mail_id=row.id) is not None
            for each in row.attached:
                assert inbox.open_attachment(by=cast.ned, mail_id=row.id, number=each["number"]) is not None
    assert InboundMail.objects.filter(answer_to=sent).count() == 1


def test_of_a_mail_that_is_too_large_the_beginning_is_kept_and_the_rest_stays(cast: Cast, server, sent, settings):
    settings.MAILBOX_MOST_BYTES = 1000
    mail = a_mail("x" * 600_000, In_Reply_To=sent.message_id)
    server.put(mail)
    assert polled() == 1
    row = InboundMail.objects.get()
    assert row.is_cut and row.size == len(mail) and row.answer_to == sent
    assert any("<0.262144>" in asked for asked in server.fetched) and server.mails[1] == mail


def test_a_mail_that_kills_its_worker_is_kept_unread_at_last(cast: Cast, server, sent, settings, monkeypatch):
    class Killed(BaseException):
        """As good as a kill: nothing of ours catches it."""

    def dies(data: bytes) -> None:
        if b"deadly" in data:
            raise Killed

    real = incoming_mail.read_mail
    monkeypatch.setattr(incoming_mail, "read_mail", lambda data: dies(data) or real(data))
    settings.MAILBOX_AUTHORITY = "Testshire"
    server.put(b"Subject: deadly\n\nx")
    server.put(a_mail(In_Reply_To=sent.message_id))
    for _ in range(3):
        with pytest.raises(Killed):
            polled()
    assert polled() == 2
    assert set(InboundMail.objects.values_list("kind", flat=True)) == {"unreadable", "mail"}


def test_a_wrong_password_or_a_server_that_is_away_loses_nothing(cast: Cast, server, settings, sent):
    server.put(a_mail(In_Reply_To=sent.message_id))
    server.password = "changed"
    with pytest.raises(Exception, match="wrong password"):
        polled()
    server.password = "se/cret"
    assert polled() == 1


def test_words_are_taken_from_a_page_where_there_are_no_plain_ones():
    page = (
        b"Content-Type: text/html\n\n<style>x{}</style><p>Dear <b>Ned</b></p><script>bad()</script><p>Yes &amp; no</p>"
    )
    assert read_mail(page).text == "Dear Ned\nYes & no"
