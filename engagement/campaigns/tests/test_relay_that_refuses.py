"""A mail server that refuses us stops the step and marks nobody; mended, all goes out once."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts import queries as accounts
from accounts.models import AuditEvent, MailServer
from accounts.tests.pages import get, text_of
from engagement.campaigns.actions import campaigns, scheduled_jobs, send_messages
from engagement.models import Contact, Message, PersonMark, Step
from engagement.tests.campaign_steps import a_step, somebody_at
from engagement.tests.mail_servers import MailServer as Server
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall

pytestmark = pytest.mark.django_db
RELAY = "554 5.7.1 <{}>: Relay access denied"


def as_proof(stage: str, words: str) -> Any:
    return pytest.param(stage, words, marks=pytest.mark.proof)


def people(cast: Cast, count: int) -> None:
    for i in range(count):
        somebody_at(cast.at_elm, name=f"P {i}", email=f"p{i}@elm.example")


def begun(cast: Cast) -> Step:
    step = a_step(cast.ned, cast.exercise)
    with behind_the_wall(cast.ned):
        assert isinstance(campaigns.send(by=cast.ned, step_id=step.id, version=step.version), Step)
    return step


def worked(step: Step, begin: datetime, minutes: int, rounds: int = 1) -> None:
    """The portal's clock goes on minute by minute, and the worker looks as often."""
    for minute in range(minutes):
        with as_worker(), at(begin + timedelta(minutes=minute)):
            scheduled_jobs.sweep()
            for _ in range(rounds):
                send_messages.send(step.id)


def states() -> Counter[str]:
    return Counter(Message.objects.values_list("state", flat=True))


@pytest.mark.parametrize(
    ("size", "minutes"),
    [pytest.param(10, 15, marks=pytest.mark.nightly), pytest.param(200, 60, marks=pytest.mark.proof)],
)
def test_refusals_for_long_cost_nobody_anything(cast: Cast, server: Server, size: int, minutes: int):
    people(cast, size)
    step, now = begun(cast), timezone.now()
    asked: list[str] = []

    def refuses(stage: str, address: str) -> str | None:
        asked.append(address)
        return RELAY.format(address) if stage == "rcpt" else None

    server.says = refuses
    worked(step, now, minutes)
    assert states() == {"waiting": size} and not server.taken
    of_elm = [one for one in asked if one.endswith("elm.example")]
    assert len(of_elm) < minutes * 8 // 3, "one at a time while it refuses"
    server.says = lambda stage, address: None
    worked(step, now + timedelta(minutes=minutes), size // 5, rounds=5)
    assert states() == {"sent": size}
    assert Counter(address for address, _ in server.taken) == {f"p{i}@elm.example": 1 for i in range(size)}
    assert not PersonMark.objects.exists() and Contact.objects.filter(outcome="sent").count() == size
    assert Step.objects.get().state == "sent" and not accounts.stopped_mail_servers()


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("rcpt", "550 5.7.1 Relaying denied. Proper authentication required."),
        as_proof("rcpt", "530 5.7.0 Authentication required"),
        as_proof("rcpt", "503 5.5.1 RCPT first"),
        as_proof("rcpt", "550 5.4.1 {}: Recipient address rejected: Access denied"),
        as_proof("rcpt", "552 5.2.2 Mailbox full"),
        as_proof("rcpt", "550 Message from [192.0.2.7] to {} blocked, ref ABC{}"),
        as_proof("rcpt", "451 4.3.0 Temporary system problem"),
        as_proof("mail", "550 5.7.60 Client does not have permission to send as this sender"),
        as_proof("content", "554 5.7.1 Message rejected as spam"),
        as_proof("content", "552 5.3.4 Message size exceeds fixed limit"),
    ],
)
def test_whatever_it_says_of_us_it_is_tried_until_it_is_mended(cast: Cast, server: Server, stage: str, words: str):
    people(cast, 7)
    step, now = begun(cast), timezone.now()
    server.says = lambda at_stage, address: words.format(address, len(address)) if at_stage == stage else None
    worked(step, now, 12)
    (stopped,) = accounts.stopped_mail_servers()
    assert states() == {"waiting": 7} and stopped.words.startswith(words[:3])
    server.says = lambda at_stage, address: None
    worked(step, now + timedelta(minutes=12), 12)
    assert states() == {"sent": 7} and len(server.taken) == 7
    assert not PersonMark.objects.exists()


def test_an_unknown_user_is_marked_and_the_others_get_theirs(cast: Cast, server: Server):
    people(cast, 10)
    gone = {f"p{i}@elm.example" for i in range(0, 10, 2)}
    server.says = lambda stage, address: "550 5.1.1 no such user" if stage == "rcpt" and address in gone else None
    step = begun(cast)
    worked(step, timezone.now(), 2)
    assert states() == {"sent": 5, "failed": 5}
    assert {mark.person.email for mark in PersonMark.objects.all()} == gone and not accounts.stopped_mail_servers()


@pytest.mark.nightly
def test_a_server_that_knows_nobody_at_all_is_the_wrong_one(cast: Cast, server: Server):
    people(cast, 40)
    server.says = lambda stage, address: "550 5.1.1 no such user" if stage == "rcpt" else None
    step, now = begun(cast), timezone.now()
    worked(step, now, 10)
    assert states() == {"waiting": 40} and PersonMark.objects.count() == 24
    PersonMark.objects.update(ended_at=timezone.now())
    server.says = lambda stage, address: None
    worked(step, now + timedelta(minutes=10), 5)
    assert states() == {"sent": 40} and len(server.taken) == 40


def stopped(cast: Cast) -> Step:
    MailServer.objects.create(
        name=accounts.smtp_name(),
        refusal="554 5.7.1",
        words="554 5.7.1 Relay access denied",
        stopped_at=timezone.now(),
        recipients=["a", "b", "c", "d", "e"],
    )
    people(cast, 2)
    return begun(cast)


@pytest.mark.usefixtures("no_second_factor")
def test_an_administrator_and_the_officer_see_why_on_their_pages(cast: Cast):
    step = stopped(cast)
    assert "does not take our mail" in text_of(get(cast.alex, "home"))
    seen = text_of(get(cast.ned, "engagement:step_detail", cast.exercise.id, step.id))
    assert "does not take our mail" in seen and "Relay access denied" in seen


def test_an_administrator_is_told_once_where_mail_works_another_way(cast: Cast, server: Server, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(
        "accounts.actions.account_mails.send", lambda template, words, to, subject: told.append(subject)
    )
    people(cast, 8)
    step, now = begun(cast), timezone.now()
    server.says = lambda stage, address: RELAY.format(address) if stage == "rcpt" else None
    worked(step, now, 8)
    administrators = len(accounts.addresses_of_administrators())
    assert told == ["The mail server does not take our mail"] * administrators and administrators
    server.says = lambda stage, address: None
    worked(step, now + timedelta(minutes=8), 8)
    assert told[administrators:] == ["The mail server takes our mail again"] * administrators
    verbs = list(AuditEvent.objects.filter(subject_kind="mail server").order_by("at").values_list("verb", flat=True))
    assert verbs == ["a mail server does not take our mail", "a mail server takes our mail again"]
    assert not mail.outbox
