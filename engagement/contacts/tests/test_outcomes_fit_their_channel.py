"""A call cannot bounce and nobody attends an e-mail: said once, and held by form, log and import alike."""

import pytest
from django.utils import timezone

from accounts.tests.pages import post, text_of
from engagement.contacts.actions import contacts, corrections
from engagement.contacts.domain.counting_rules import is_bounced
from engagement.contacts.domain.vocabulary import (
    DECLINED,
    FITTING,
    ONE_TO_ONES,
    Channel,
    ContactOutcome,
    Direction,
    misfit,
)
from engagement.contacts.tests.test_an_old_log_is_taken_in import brought, confirm
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.meetings.domain.events import EventKind
from engagement.meetings.domain.meetings import OUTCOMES
from engagement.models import Contact
from submissions.tests.cast import Cast, refused

MET = {*ONE_TO_ONES, *(each.channel for each in EventKind), Channel.VISIT, Channel.CONTRACT_MEETING}


def test_every_channel_takes_what_somebody_may_say_and_every_outcome_has_a_channel():
    assert set(FITTING) == set(Channel)
    said = DECLINED | {ContactOutcome.SPOKE, ContactOutcome.ASKED_FOR_HELP, ContactOutcome.PROMISED_DATE}
    assert all(said <= outcomes for outcomes in FITTING.values())
    assert set().union(*FITTING.values()) == set(ContactOutcome)


@pytest.mark.parametrize("channel", Channel)
def test_one_attends_where_people_meet_and_only_what_is_written_bounces(channel: Channel):
    assert (ContactOutcome.ATTENDED in FITTING[channel]) is (channel in MET)
    assert (ContactOutcome.DID_NOT_ATTEND in FITTING[channel]) is (channel in MET)
    assert (ContactOutcome.BOUNCED in FITTING[channel]) is (channel in (Channel.EMAIL, Channel.LETTER))


def test_what_the_portal_logs_by_itself_fits():
    """1-2-1s, registrations and attendance, and what a campaign or the mailbox writes."""
    assert all(set(OUTCOMES) <= FITTING[channel] for channel in ONE_TO_ONES)
    events = {ContactOutcome.REGISTERED, ContactOutcome.ATTENDED, ContactOutcome.DID_NOT_ATTEND}
    assert all(events <= FITTING[kind.channel] for kind in EventKind)
    mails = {ContactOutcome.SENT, ContactOutcome.BOUNCED, ContactOutcome.NO_ANSWER}
    assert mails <= FITTING[Channel.EMAIL] and is_bounced(Channel.EMAIL, Direction.OUT, ContactOutcome.BOUNCED)


def test_the_sentence_says_what_can_come_of_it():
    assert misfit(Channel.CALL, ContactOutcome.BOUNCED).startswith(
        "“Bounced” cannot come of “Call”. Choose “No answer”"
    )


@pytest.mark.django_db
class TestInTheLog:
    pytestmark = pytest.mark.usefixtures("no_second_factor")

    def test_it_is_refused_in_words_when_logged_and_when_changed(self, cast: Cast):
        wrong = a_call(cast, outcome=ContactOutcome.BOUNCED)
        assert "cannot come of “Call”" in refused(contacts.log(by=cast.ned, contacted=wrong))
        right = contacts.log(by=cast.ned, contacted=a_call(cast))
        assert isinstance(right, Contact)
        assert "cannot come" in refused(corrections.change(by=cast.ned, contact_id=right.id, contacted=wrong))

    def test_the_form_says_it_and_keeps_what_was_typed(self, cast: Cast):
        page = post(
            cast.ned, "engagement:location_detail", cast.exercise.id, cast.at_elm.id,
            channel="email", direction="out", outcome="attended", words="Wrote again.",
        )  # fmt: skip
        assert "“Attended” cannot come of “Email”" in text_of(page) and "Wrote again." in page.content.decode()
        assert not Contact.objects.exists()

    def test_an_old_log_that_contradicts_itself_is_a_finding_of_its_row(self, cast: Cast):
        day = f"{timezone.localdate():%d/%m/%Y}"
        row = brought(cast, f"{day},,Call,Bounced,1-100000001,,,,", f"{day},00:00,Call,Spoke,1-100000001,,,,")
        (fault,) = row.preview["faults"]
        assert fault["sentence"].startswith(
            "Row 2, Outcome: we read “Bounced”, we expected what can come of “Call”: “No answer”"
        )
        confirm(cast, row, leave_out=True)
        assert Contact.objects.get().outcome == "spoke"
