"""Bounces in words alone: seen where a machine wrote them and they name what we sent; else they stay in the inbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.inbox.domain.bounces import Failure, Signs, failure_in
from engagement.inbox.domain.mail_parser import read_mail
from engagement.models import Contact, InboundMail, Message, PersonMark
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from submissions.tests.cast import Cast, as_worker

OURS = "<0f9f@portal.example>"
QMAIL = f"""Hi. This is the qmail-send program at mx.elm.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<mia@elm.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <team@example.org>
Message-ID: {OURS}
From: Portal <portal@example.org>
To: mia@elm.example
Subject: Your return
"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.
The following address(es) failed:

  mia@elm.example
    host mx.elm.example: 550 5.1.1 Recipient rejected
"""
EXCHANGE = f"""Your message to mia@elm.example couldn't be delivered.
mia wasn't found at elm.example.

Error Details
Reported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

Original Message Headers
From: Portal <portal@example.org>
Message-ID: {OURS}
"""
FULL = "Delivery to the following recipients failed.\n\n       mia@elm.example\n\n452 4.2.2 The mailbox is full\n"
MANAGED = "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@elm.example"
TO_MIA = ("mia@elm.example",)
DAEMON = "mailer-daemon@mx.elm.example"


@pytest.mark.parametrize(
    ("signs", "found"),
    [
        (Signs(DAEMON, "failure notice", QMAIL), Failure((OURS,), TO_MIA, True)),
        (
            Signs(DAEMON, "Mail delivery failed: returning message to sender", EXIM, True, "mia@elm.example"),
            Failure((), TO_MIA, True),
        ),
        (Signs("x@elm.example", "Notice", "It failed.", failed="Mia@Elm.example"), Failure((), TO_MIA, False)),
        (Signs(MANAGED, "Undeliverable: Your return", EXCHANGE), Failure((OURS,), TO_MIA, True)),
        (Signs("it@elm.example", "Undeliverable: Your return", EXCHANGE, True), Failure((OURS,), TO_MIA, True)),
        (Signs("postmaster@elm.example", "Undeliverable: Your return", FULL), Failure((), TO_MIA, False)),
        (Signs(DAEMON, "Returned mail", "See the mail.", inside=(OURS,)), Failure((OURS,), (), False)),
        # Whoever writes themselves, though they quote what failed
        (Signs("mia@elm.example", "Undeliverable: Your return", EXCHANGE), None),
        (Signs("postmaster@elm.example", "Re: Your return", "Thank you, we will send it next week."), None),
        # A machine that says something else
        (Signs("mia@elm.example", "Automatic reply: Your return", "I am away.", True), None),
        (Signs(DAEMON, "Weekly report", "All is well."), None),
        # Still on its way
        (Signs(DAEMON, "Warning: could not send message for past 4 hours", "mia@elm.example 4.4.1"), None),
        (Signs(DAEMON, "Delivery delayed: Your return", "This is only a warning. mia@elm.example"), None),
        (Signs(DAEMON, "Undeliverable: x", "It has been delayed. No action is required by you. 4.4.7"), None),
    ],
)  # fmt: skip
def test_what_says_that_a_mail_failed(signs: Signs, found: Failure | None):
    named = failure_in(signs)
    if found and found.about and named:
        assert "mia@elm.example" in named.addresses or not found.addresses
        named = Failure(named.about, found.addresses, named.is_for_good)
    assert named == found


def a_bounce(text: str, sender: str = DAEMON, **headers: str) -> bytes:
    named = {"From": f"<{sender}>", "To": "team@example.org", "Subject": "failure notice"} | headers
    return ("".join(f"{name}: {value}\n" for name, value in named.items()) + "\n" + text).encode()


def received(data: bytes) -> InboundMail:
    with as_worker():
        assert incoming_mail.receive(Arrived("box", 1, InboundMail.objects.count() + 1, data, len(data)))
    return InboundMail.objects.order_by("-uid")[0]


@pytest.fixture
def sent(cast: Cast) -> Message:
    step = a_step(cast.ned, cast.exercise)
    return a_message(step, somebody_at(cast.at_elm), state="sent", sent_at=timezone.now(), message_id=OURS)


@pytest.mark.django_db
@pytest.mark.parametrize("text", first_by_day([QMAIL, EXIM, EXCHANGE]))
def test_one_that_names_ours_takes_the_e_mail_back(sent: Message, text: str):
    row = received(a_bounce(text))
    sent.refresh_from_db()
    assert (row.kind, row.answer_to) == ("bounce", sent) and sent.bounced_at and not Contact.objects.exists()
    assert PersonMark.objects.get().mark == "bad_address"


@pytest.mark.django_db
def test_one_of_nothing_of_ours_or_of_two_of_ours_is_an_automatic_answer(cast: Cast, sent: Message):
    other = somebody_at(cast.at_oak, name="Olga", email="olga@oak.example")
    a_message(sent.step, other, state="sent", sent_at=timezone.now(), message_id="<other@portal.example>")
    assert received(a_bounce(EXIM.replace("mia@elm.example", "eve@example.net"))).kind == "automatic"
    assert (
        received(a_bounce(EXIM.replace("  mia@elm.example", "  mia@elm.example\n  olga@oak.example"))).kind
        == "automatic"
    )
    Message.objects.update(sent_at=timezone.now() - timedelta(days=8))
    assert received(a_bounce(EXIM)).kind == "automatic"
    assert not Message.objects.filter(bounced_at__isnull=False).exists() and not PersonMark.objects.exists()


def test_a_person_s_answer_that_quotes_a_bounce_is_a_mail():
    data = a_bounce(EXCHANGE, sender="mia@elm.example", Subject="Fwd: Undeliverable: Your return")
    assert read_mail(data).kind == "mail" and read_mail(data).failure is None
