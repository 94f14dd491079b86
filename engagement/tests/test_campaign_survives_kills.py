"""A campaign to 2,000 recipients by a real mail server, its worker killed five times at the worst moments.

Nobody gets two; everybody but those listed as in doubt gets one; the contact log agrees with the mailbox.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator

import psutil
import pytest

from engagement.actions import campaigns
from engagement.models import Contact, Message, Step
from engagement.tests.campaigning import a_step
from engagement.tests.mail_servers import MailServer, mail_server
from submissions.models import ContactPerson, Location, Participation
from submissions.tests.cast import Cast, make_cast
from submissions.tests.processes import House, house, kill, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
RECIPIENTS = 2000
# After so many mails, at this stage of the next one, the whole worker is killed, or its processes that send.
KILLS = (
    (150, "content", "worker"),
    (500, "rcpt", "senders"),
    (900, "content", "senders"),
    (1300, "data", "worker"),
    (1700, "content", "senders"),
)
HURRIED = {"MESSAGE_CLAIM_SECONDS": "3", "STEP_NUDGE_SECONDS": "1"}


class Held:
    """Stops the mail server at one stage once it has taken so many mails, until it is let go."""

    def __init__(self, server: MailServer, count: int, stage: str) -> None:
        self.server, self.count, self.stage = server, count, stage
        self.stands, self.goes_on = threading.Event(), threading.Event()
        server.says = self.says

    def says(self, stage: str, address: str) -> None:
        if stage == self.stage and len(self.server.taken) >= self.count and not self.stands.is_set():
            self.stands.set()
            self.goes_on.wait(60)


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


@pytest.fixture
def played(transactional_db) -> Cast:
    cast = make_cast()
    numbers = range(RECIPIENTS)
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


def test_nobody_gets_two_and_whoever_may_have_none_is_listed(played: Cast, at_home: House, server: MailServer):
    step = a_step(played.ned, played.exercise)
    campaigns.send(by=played.ned, step_id=step.id, version=1)
    at_home.sweeper()
    worker = at_home.worker()
    for count, stage, what in KILLS:
        held = Held(server, count, stage)
        wait_while_it_moves(held.stands.is_set, server, at_home)
        if what == "worker":
            kill(worker)
            worker = at_home.worker()
        else:
            kill_the_senders_of(worker.pid)
        held.goes_on.set()
    wait_while_it_moves(lambda: Step.objects.get(id=step.id).state == "sent", server, at_home)
    assert_the_log_agrees_with_the_mailbox(step, server)


def kill_the_senders_of(worker: int) -> None:
    """The worker itself lives on, starts other processes and hands them the same tasks again."""
    for sender in psutil.Process(worker).children():
        sender.kill()


def wait_while_it_moves(is_so: Callable[[], bool], server: MailServer, at_home: House) -> None:
    """As long as mails come in: a busy machine is slow, and not wrong."""
    while not is_so():
        before = len(server.taken)
        wait_until(lambda before=before: is_so() or len(server.taken) > before + 20, at_home.said)


def assert_the_log_agrees_with_the_mailbox(step: Step, server: MailServer) -> None:
    got = Counter(address for address, _ in server.mails())
    by_id = {mail["Message-ID"]: address for address, mail in server.mails()}
    messages = {message.message_id: message for message in Message.objects.filter(step=step)}
    states = Counter(message.state for message in messages.values())
    in_doubt = {message.address for message in messages.values() if message.state == "in_doubt"}
    assert set(states) == {"sent", "in_doubt"} and sum(states.values()) == RECIPIENTS
    assert max(got.values()) == 1
    assert {f"Person{i}@example.org" for i in range(RECIPIENTS)} - set(got) <= in_doubt
    # Two processes send; whoever was not held may have been in the middle of something as well.
    assert len(KILLS) <= len(in_doubt) <= 2 * len(KILLS)
    # Those cut off after their content had gone are in the mailbox, the others are not: nobody could have told.
    assert {"in", "out"} == {"in" if address in got else "out" for address in in_doubt}
    logged = Contact.objects.filter(source="campaign").values_list("external_id", flat=True)
    sent = {key for key, message in messages.items() if message.state == "sent"}
    assert sorted(logged) == sorted(sent)
    assert all(by_id[key] == messages[key].address for key in sent)
    assert {messages[key].state for key in set(by_id) - sent} == {"in_doubt"}
