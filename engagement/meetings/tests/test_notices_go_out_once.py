"""Mail about 1-2-1s: each end gets its own, once, with a calendar file; what was overtaken is not sent."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.tests.pages import get, post, text_of
from engagement import queries
from engagement.meetings.actions import booking_mails, bookings, send_notices
from engagement.meetings.domain.uk_times import span_in_words
from engagement.meetings.tests.calendars import read
from engagement.meetings.tests.test_one_to_ones_are_booked import PAT, booked, opened
from engagement.models import Notice, Slot
from engagement.tests.mail_servers import CUT
from submissions.tests.cast import Cast, as_worker, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def sent() -> list[tuple[str, str, str]]:
    """To whom, method and sequence of the calendar file; emptied."""
    found = [(each.to[0].split("@")[0], *calendar_of(each)) for each in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def calendar_of(message) -> tuple[str, str]:
    for part in message.message().walk():
        if part.get_content_type() == "text/calendar":
            shown = read(part.get_payload(decode=True).decode().replace("\r\n", "\n").replace("\n", "\r\n"))
            assert part.get_param("method") == shown["METHOD"][0][1]
            return shown["METHOD"][0][1], shown["SEQUENCE"][0][1]
    return "", ""


def sweep() -> None:
    with as_worker():
        send_notices.sweep()


def test_booked_moved_and_cancelled_both_ends_have_it_in_their_calendars(cast: Cast):
    first, second = opened(cast, cast.ned, 72), opened(cast, cast.ned, 96)
    booking = booked(cast, first)
    sweep()
    assert sent() == [("ned.engagement", "REQUEST", "0"), ("pat", "REQUEST", "0")]
    bookings.move(by=cast.ada, booking_id=booking.id, slot_id=second.id)
    sweep()
    assert sent() == [("ned.engagement", "REQUEST", "1"), ("pat", "REQUEST", "1")]
    bookings.cancel(by=cast.ada, booking_id=booking.id)
    sweep()
    sweep()
    assert sent() == [("ned.engagement", "CANCEL", "2"), ("pat", "CANCEL", "2")]


def test_the_same_meeting_keeps_its_number_and_the_mail_says_nothing_of_what_it_is_about(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    sweep()
    for message in mail.outbox:
        whole = message.message().as_string() + message.body
        assert PAT.words not in whole
        assert f"UID:{booking.id}" in "".join(str(part.get_payload(decode=True)) for part in message.message().walk())


def test_both_ends_read_in_text_and_html_when_the_meeting_is(cast: Cast):
    slot = opened(cast, cast.ned)
    booked(cast, slot)
    sweep()
    when = span_in_words(slot.starts_at, slot.ends_at)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert when in message.body and when in message.alternatives[0][0]


def test_the_reminder_goes_out_the_day_before_once_and_for_the_time_it_was_moved_to(cast: Cast):
    first, second = opened(cast, cast.ned, 72), opened(cast, cast.carol, 120)
    booking = booked(cast, first)
    bookings.move(by=cast.ada, booking_id=booking.id, slot_id=second.id)
    sweep()
    mail.outbox.clear()
    with at(first.starts_at - timedelta(hours=24)):
        sweep()
    assert sent() == []
    with at(second.starts_at - timedelta(hours=24)):
        sweep()
        sweep()
    assert [whom for whom, *_ in sent()] == ["carol.council", "pat"]


def test_a_slot_within_a_day_needs_no_reminder(cast: Cast):
    booked(cast, opened(cast, cast.ned, 20))
    assert not Notice.objects.filter(kind="reminder").exists()


def states() -> set[str]:
    return set(Notice.objects.exclude(kind="reminder").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("stage", "answer", "state", "then"),
    [
        ("rcpt", "451 later", "waiting", 2),
        ("content", "452 no room", "waiting", 2),
        ("content", CUT, "in_doubt", 2),
        ("rcpt", "550 nobody", "failed", 0),
    ],
)
def test_what_could_not_be_sent_is_tried_again_only_where_it_has_not_gone_out(
    cast: Cast, server, stage: str, answer: str, state: str, then: int
):
    """Cut off after its content, both copies have arrived: the server has them, though nobody was told so."""
    booked(cast, opened(cast, cast.ned))
    server.says = lambda now, address: answer if now == stage else None
    sweep()
    sweep()
    assert state in states() and states() <= {state, "waiting"}
    server.says = lambda now, address: None
    with at(timezone.now() + timedelta(minutes=10)):
        sweep()
    assert len(server.taken) == (then if state != "in_doubt" else 2)


def test_a_mail_in_doubt_is_listed_and_decided_on_once(cast: Cast):
    booking = booked(cast, opened(cast, cast.ned))
    Notice.objects.exclude(kind="reminder").update(state="claimed", claimed_at=timezone.now())
    with at(timezone.now() + timedelta(hours=1)):
        sweep()
    assert not mail.outbox and states() == {"in_doubt"}
    page = text_of(get(cast.ned, "engagement:doubt_list", booking.exercise_id))
    assert "pat@elm.example" in page and "A 1-2-1 is booked" in page
    lost, again = Notice.objects.filter(state="in_doubt").order_by("to_officer")
    post(cast.ned, "engagement:notice_decide", booking.exercise_id, lost.id, decision="lost")
    late = post(cast.ned, "engagement:notice_decide", booking.exercise_id, lost.id, decision="again")
    assert "has decided on this email already" in text_of(late)
    post(cast.ned, "engagement:notice_decide", booking.exercise_id, again.id, decision="again")
    sweep()
    assert [whom for whom, *_ in sent()] == ["ned.engagement"] and states() == {"stopped", "sent"}
    assert not queries.count_in_doubt(cast.ned, booking.exercise_id)


def test_a_calendar_file_of_an_in_person_meeting_says_where(cast: Cast):
    slot = opened(cast, cast.ned, place="Town Hall", medium="in_person")
    booking = booked(cast, slot)
    shown = read(
        booking_mails.calendar_file(
            booking_mails.appointment_of(booking, Slot.objects.get(), to_officer=False, sequence=0), "REQUEST"
        )
    )
    assert shown["LOCATION"][0][1] == "Town Hall"
