"""A campaign to 20 recipients (2,000 by ./portal prove), its worker killed at the worst moments, by a real mail server;
beside it invitations to an event with their calendar files, and letters about returns: all go the same way.

Nobody gets two; everybody but those listed as in doubt gets one; the contact log agrees with the mailbox.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator

import psutil
import pytest

from accounts import models as accounts
from accounts.actions import mail_queue, outbox
from accounts.actions.outbox import MailSubject
from accounts.domain.portal_mail import PortalMail
from accounts.queries import mails_in_doubt
from engagement import queries
from engagement.campaigns.actions import campaigns
from engagement.campaigns.domain.audience import Recipient
from engagement.meetings.actions import event_invitations
from engagement.meetings.tests.test_events import planned
from engagement.models import Contact, Event, Invite, Message, Notice, Step
from engagement.tests.campaign_steps import a_step
from engagement.tests.mail_servers import MailServer, mail_server
from register.models import ContactPerson, Location, Participation
from submissions.tests.cast import Cast, make_cast
from submissions.tests.processes import House, house, kill, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
A_WAVE = 20
# After this part more of the mails of this kind, at this stage of the next one, the whole worker is killed, or what
# sends in it.
KILLS = (
    ("person", 1 / 13, "content", "worker"),
    ("guest", 1 / 4, "content", "senders"),
    ("person", 1 / 10, "rcpt", "senders"),
    ("letter", 1 / 4, "content", "senders"),
    ("person", 1 / 10, "content", "senders"),
    ("person", 1 / 10, "data", "worker"),
    ("person", 1 / 10, "content", "senders"),
)
HURRIED = {"MESSAGE_CLAIM_SECONDS": "3", "STEP_NUDGE_SECONDS": "1", "MEETINGS_SECONDS": "0.5"}


class Held:
    """Stops the mail server at one stage once it has taken so many more mails of a kind, until it is let go."""

    def __init__(self, server: MailServer, kind: str, more: int, stage: str) -> None:
        self.server, self.kind, self.stage = server, kind, stage
        self.enough = self.taken() + more
        self.stands, self.goes_on = threading.Event(), threading.Event()
        server.says = self.says

    def says(self, stage: str, address: str) -> None:
        is_time = stage == self.stage and is_a(self.kind, address) and not self.stands.is_set()
        if is_time and self.taken() >= self.enough:
            self.stands.set()
            self.goes_on.wait(60)

    def taken(self) -> int:
        return sum(is_a(self.kind, address) for address, _ in list(self.server.taken))


def is_a(kind: str, address: str) -> bool:
    """Whom a mail of each kind goes to is told by the address."""
    return address.lower().startswith(kind)


class MailingHouse(House):
    mail_url = ""

    def environment(self, process: str) -> dict[str, str]:
        return super().environment(process) | HURRIED | {"EMAIL_URL": self.mail_url}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def at_home(servers, tmp_path, server) -> Iterator[House]:
    with house(servers, tmp_path) as opened:
        opened.__class__ = MailingHouse
        opened.mail_url = server.url
        yield opened


@pytest.fixture(params=[pytest.param(20, marks=pytest.mark.nightly), pytest.param(2000, marks=pytest.mark.proof)])
def recipients(request) -> int:
    return request.param


@pytest.fixture
def played(transactional_db, recipients: int) -> Cast:
    cast = make_cast()
    numbers = range(recipients)
    values = {"provider": cast.elm, "authority": cast.authority, "is_homecare": True}
    locations = Location.objects.bulk_create(
        Location(name=f"Branch {i}", cqc_location_id=f"1-3{i:08}", **values) for i in numbers
    )
    named = {"location_name": "A branch", "provider_name": "Elm", "provider": cast.elm, "owner": cast.elm.owner}
    Participation.objects.bulk_create(
        Participation(exercise=cast.exercise, authority=cast.authority, location=each, **named) for each in locations
    )
    people = ContactPerson.objects.bulk_create(
        ContactPerson(provider=cast.elm, full_name=f"Person {i}", email=f"Person{i}@example.org") for i in numbers
    )
    at = ContactPerson.locations.through
    at.objects.bulk_create(
        at(contactperson_id=person.id, location_id=place.id) for person, place in zip(people, locations, strict=True)
    )
    return cast


@pytest.fixture
def letters_go_out() -> None:
    """By the worker that is killed here, and by nobody else."""


def test_nobody_gets_two_and_whoever_may_have_none_is_listed(
    played: Cast, recipients: int, at_home: House, server: MailServer
):
    step, event = a_step(played.ned, played.exercise), planned(played)
    campaigns.send(by=played.ned, step_id=step.id, version=1)
    at_home.sweeper()
    worker = at_home.worker()
    for kind, part, stage, what in KILLS:
        held = Held(server, kind, int(part * (recipients if kind == "person" else A_WAVE)), stage)
        WRITE[kind](played, event)
        wait_while_it_moves(held.stands.is_set, server, at_home)
        if what == "worker":
            kill(worker)
            worker = at_home.worker()
        else:
            kill_the_senders_of(worker.pid)
        held.goes_on.set()
    wait_while_it_moves(lambda: is_over(step), server, at_home)
    assert_the_log_agrees_with_the_mailbox(step, server, recipients)
    assert_all_that_is_not_sent_is_listed(played, server)


def invite_a_wave(cast: Cast, event: Event) -> None:
    asked = Participation.objects.filter(location_name="A branch")[:A_WAVE]
    people = ContactPerson.objects.filter(locations__in=[each.location_id for each in asked]).order_by("id")
    guests = tuple(
        Recipient(f"guest{i}@example.org", person.id, "A guest", (each.id,))
        for i, (person, each) in enumerate(zip(people, asked, strict=True))
    )
    event_invitations._write(cast.ned, event, cast.exercise.id, guests)


def write_a_wave(cast: Cast, event: Event) -> None:
    about = MailSubject(cast.authority.id, cast.exercise.id, cast.elm.id)
    words = {"mail": PortalMail("Checked", ("It was checked.",)), "portal_name": "Portal", "link": "http://localhost"}
    people = {f"letter{i}@example.org": "Somebody" for i in range(A_WAVE)}
    outbox.write("mail/portal_mail", words, to=people, subject="Checked", about=about)


WRITE: dict[str, Callable[[Cast, Event], None]] = {
    "guest": invite_a_wave,
    "letter": write_a_wave,
    "person": lambda cast, event: None,
}


def is_over(step: Step) -> bool:
    """Nothing of any kind is waiting or under way, and the log has caught up with the invitations."""
    on_the_way = {"state__in": ["waiting", "claimed"]}
    others = (table.objects.filter(**on_the_way).exists() for table in (Notice, accounts.Mail))
    to_log = Invite.objects.filter(is_logged=False, notices__state="sent").exists()
    return Step.objects.get(id=step.id).state == "sent" and not to_log and not any(others)


def kill_the_senders_of(worker: int) -> None:
    """The worker itself lives on, starts other processes and hands them the same tasks again."""
    for sender in psutil.Process(worker).children():
        sender.kill()


def wait_while_it_moves(is_so: Callable[[], bool], server: MailServer, at_home: House) -> None:
    """As long as mails come in: a busy machine is slow, and not wrong."""
    while not is_so():
        before = len(server.taken)
        wait_until(lambda before=before: is_so() or len(server.taken) > before + 20, at_home.said)


def assert_the_log_agrees_with_the_mailbox(step: Step, server: MailServer, recipients: int) -> None:
    mails = [(address, mail) for address, mail in server.mails() if is_a("person", address)]
    got = Counter(address for address, _ in mails)
    by_id = {mail["Message-ID"]: address for address, mail in mails}
    messages = {message.message_id: message for message in Message.objects.filter(step=step)}
    states = Counter(message.state for message in messages.values())
    in_doubt = {message.address for message in messages.values() if message.state == "in_doubt"}
    assert set(states) == {"sent", "in_doubt"} and sum(states.values()) == recipients
    assert max(got.values()) == 1
    assert {f"Person{i}@example.org" for i in range(recipients)} - set(got) <= in_doubt
    # Two processes send; whoever was not held may have been in the middle of something as well.
    assert 5 <= len(in_doubt) <= 2 * len(KILLS)
    # Those cut off after their content had gone are in the mailbox, the others are not: nobody could have told.
    assert {"in", "out"} == {"in" if address in got else "out" for address in in_doubt}
    logged = Contact.objects.filter(source="campaign").values_list("external_id", flat=True)
    sent = {key for key, message in messages.items() if message.state == "sent"}
    assert sorted(logged) == sorted(sent)
    assert all(by_id[key] == messages[key].address for key in sent)
    assert {messages[key].state for key in set(by_id) - sent} == {"in_doubt"}


def assert_all_that_is_not_sent_is_listed(cast: Cast, server: MailServer) -> None:
    """Of invitations and letters: as with the campaign, and on the same list."""
    got = Counter(mail["Message-ID"] for address, mail in server.mails() if not is_a("person", address))
    rows = [*Notice.objects.filter(kind="invitation"), *accounts.Mail.objects.all()]
    states = {mail_queue.message_id(row.id): row.state for row in rows}
    assert len(states) == 2 * A_WAVE and set(states.values()) == {"sent", "in_doubt"}
    assert max(got.values()) == 1 and set(got) <= set(states)
    assert {key for key, state in states.items() if state == "sent"} <= set(got)
    here = cast.exercise.id
    in_doubt = (queries.notices_in_doubt(cast.ned, here), Notice), (mails_in_doubt(cast.dev, here), accounts.Mail)
    for listed, of in in_doubt:
        assert {row.id for row in listed} == set(of.objects.filter(state="in_doubt").values_list("id", flat=True))
        assert 1 <= listed.count() <= 2 * len(KILLS)
    logged = Contact.objects.filter(source="event", channel="email").count()
    assert logged == Notice.objects.filter(kind="invitation", state="sent").count()
