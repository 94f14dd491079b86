"""The invented messages: people to write to, campaigns that wait for their day, and a few answers in the inbox."""

from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from typing import Any

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from engagement import queries
from engagement.campaigns.actions import campaigns
from engagement.campaigns.domain.step_words import Officer
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from register import queries as register
from register.actions import contact_people
from register.domain.person_details import PersonDetails

FIRST = ("Amina", "Brian", "Chloe", "Dilip", "Elena", "Farid", "Grace", "Hugh", "Irene", "Joan", "Kofi", "Lucy")
LAST = ("Archer", "Bell", "Carter", "Dunn", "Evans", "Frost", "Grant", "Hale", "Irving", "Jarvis", "Khan", "Lowe")
ANSWERS = (
    ("A question about travel time", "Hello,\n\ndo we count the way to the first visit of the day?\n\nThank you", {}),
    ("Who fills this in?", "Hello,\n\nour finance director will do it. Please write to her as well.", {}),
    ("Automatic reply: out of office", "I am away until Monday.", {"Auto-Submitted": "auto-replied"}),
)


def people_to_write_to(by: Context, asked: Iterable[Any]) -> None:
    """Add a registered manager at each location."""
    for number, each in enumerate(asked):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        said = PersonDetails(
            full_name=name,
            kind="registered_manager",
            job="Registered manager",
            email=f"manager-{each.location.cqc_location_id.lower()}@example.org",
            phone=f"01632 960{number % 1000:03}",
        )
        done(contact_people.add(by=by, said=said, participation_ids=[each.id]))


def write(by: Context, exercise_id: Any, name: str) -> None:
    """Write the usual messages, and schedule those whose day is still to come."""
    officer = Officer(by.person_name, "01632 960900", "")
    campaign = done(campaigns.put(by=by, exercise_id=exercise_id, name=name, officer=officer))
    campaigns.begin_with_the_usual(by=by, campaign=campaign)
    for step in queries.steps_of(by, campaign):
        campaigns.schedule(by=by, step_id=step.id, version=step.version)  # refused where its day has passed


def answers(by: Context, exercise_id: Any, mailbox: str) -> None:
    """Put answers into the inbox, from people known at the locations asked, the last of them by a machine."""
    people: Sequence[Any] = list(register.people_reached(by, exercise_id).exclude(email="")[: len(ANSWERS)])
    for number, (person, (subject, words, headers)) in enumerate(zip(people, ANSWERS, strict=False), 1):
        mail = EmailMessage()
        mail["From"], mail["To"] = f"{person.full_name} <{person.email}>", "team@example.org"
        mail["Subject"], mail["Message-ID"] = subject, f"<{person.id.hex}@example.org>"
        for name, value in headers.items():
            mail[name] = value
        mail.set_content(words)
        data = mail.as_bytes()
        incoming_mail.receive(Arrived(mailbox, 1, number, data, len(data)))
