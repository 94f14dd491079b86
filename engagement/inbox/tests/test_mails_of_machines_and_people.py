"""A bounce takes the e-mail back, only an unknown address is marked, no machine answers, and whoever writes counts."""

from pathlib import Path

import pytest
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from engagement.contacts.domain.counting_rules import is_answered
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.inbox.tests.mails_of_machines import BY_MACHINES, BY_PEOPLE, MARKED, NOT_MARKED, plain
from engagement.models import Contact, InboundMail, Message, PersonMark
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from submissions.tests.cast import Cast, as_worker

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
UNMARKED_FILES = ("b_534_toobig", "b_541_access", "b_500_generic_421", "b_447_expired")
AUTOMATIC_FILES = ("oof_", "helpdesk_ticket", "read_receipt_mdn", "t_challenge", "t_gmail", "t_quarantine", "t_smtpd")


def kind_of(name: str) -> str:
    if name.startswith(UNMARKED_FILES):
        return "not marked"
    return "automatic" if name.startswith(AUTOMATIC_FILES) else "marked"


def named(mails: dict[str, str], right: str) -> list[tuple[str, str, str]]:
    return [(name, text, right) for name, text in mails.items()]


SEEN = [(path.stem, path.read_text(), kind_of(path.stem)) for path in sorted(FILES.glob("*.eml"))]
ALL = [
    *SEEN,
    *named(MARKED, "marked"),
    *named(NOT_MARKED, "not marked"),
    *named(BY_MACHINES, "automatic"),
    *named(BY_PEOPLE, "person"),
]


@pytest.fixture
def sent(cast: Cast) -> Message:
    mia = somebody_at(cast.at_elm)
    return a_message(a_step(cast.ned, cast.exercise), mia, state="sent", sent_at=timezone.now())


def received(sent: Message, text: str) -> str:
    """What came of a mail, in a word."""
    data = text.replace("{ID}", sent.message_id).replace("{TOKEN}", sent.id.hex).encode()
    with as_worker():
        assert incoming_mail.receive(Arrived("box", 1, InboundMail.objects.count() + 1, data, len(data)))
    row = InboundMail.objects.get()
    assert row.answer_to == sent
    sent.refresh_from_db()
    assert (row.kind == "bounce") is (sent.bounced_at is not None)
    if row.kind == "bounce":
        return "marked" if PersonMark.objects.exists() else "not marked"
    assert not PersonMark.objects.exists()
    engaged = any(
        is_answered(Channel.of(each.channel), Direction.of(each.direction), ContactOutcome.of(each.outcome))
        for each in Contact.objects.all()
    )
    assert (row.kind == "mail") is engaged
    return "person" if engaged else "automatic"


@pytest.mark.parametrize(("name", "text", "right"), ALL, ids=[name for name, _, _ in ALL])
def test_each_is_taken_as_what_it_is(sent: Message, name: str, text: str, right: str):
    assert received(sent, text) == right


@pytest.mark.parametrize(
    ("sender", "counts"),
    first_by_day(
        [
            ("tom@elm.example", True),
            ("tom@elsewhere.example", False),
            ("casino@spam.example", False),
        ]
    ),
)
def test_whoever_is_not_of_the_location_engages_nobody_until_a_colleague_says_so(sent: Message, sender, counts):
    data = plain("Re: Your return", "Yes, fine.", f"Tom <{sender}>").replace("{TOKEN}", sent.id.hex).encode()
    with as_worker():
        incoming_mail.receive(Arrived("box", 1, 1, data, len(data)))
    assert (Contact.objects.get().outcome == ContactOutcome.SENT) is counts


def test_each_kind_has_ten_and_more():
    for mails in (MARKED, NOT_MARKED, BY_MACHINES, BY_PEOPLE):
        assert len(mails) >= 10
    assert len(SEEN) == 20
