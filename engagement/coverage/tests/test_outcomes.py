"""Exactly one outcome a location, the first that holds, said with what it was derived from."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagement.contacts.domain.vocabulary import (
    DECLINED,
    Channel,
    ContactOutcome,
    Direction,
)
from engagement.coverage.domain.location_status import LocationStatus, gathered
from engagement.coverage.domain.outcome_names import DECLINES, MAY_BE_GIVEN, LocationOutcome
from engagement.coverage.domain.outcome_words import explained
from engagement.coverage.domain.outcomes import (
    Outstanding,
    Short,
    missing,
    outcome_of,
    short_of,
)
from engagement.tests.location_facts import (
    MOMENT,
    facts,
    place,
    touch,
    touched,
)

OWED = Outstanding(3, 3)
# The same examples each time, however busy the machine is.
STEADY = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
EMAIL = touch(Channel.EMAIL, ContactOutcome.SENT)
CALL = touch(Channel.CALL, ContactOutcome.LEFT_MESSAGE)
STANDARD = (EMAIL,) * 3 + (CALL,) * 3

any_touch = st.builds(
    touch,
    channel=st.sampled_from(Channel),
    outcome=st.sampled_from(ContactOutcome),
    direction=st.sampled_from(Direction),
    day=st.integers(1, 28),
)
a_moment = st.none() | st.just(MOMENT)
any_facts = st.builds(
    lambda number, touches, is_relevant, **known: LocationStatus(
        place=place(number, number % 3, is_relevant=is_relevant), touches=gathered(touches), **known
    ),
    number=st.integers(1, 9),
    touches=st.lists(any_touch, max_size=9),
    is_relevant=st.booleans(),
    used_at=a_moment,
    received_at=a_moment,
    is_usable=st.booleans(),
    given=st.none() | st.sampled_from(MAY_BE_GIVEN),
)


def plainly(seen: LocationStatus, owed: Outstanding) -> list[LocationOutcome]:
    """The twin: each outcome with its whole condition, all that hold."""
    relevant, received = seen.place.is_relevant, seen.received_at is not None
    said = seen.touches.word if seen.touches.word in DECLINED else None
    contacts = relevant and not received and not seen.given
    silent = not seen.touches.answered and not seen.used_at
    met = seen.touches.emails >= owed.emails and seen.touches.calls >= owed.calls
    no_talk = contacts and said is None and not seen.touches.one_to_ones
    holds = {
        LocationOutcome.NOT_RELEVANT: not relevant,
        LocationOutcome.USABLE: relevant and received and seen.is_usable,
        LocationOutcome.RECEIVED: relevant and received and not seen.is_usable,
        LocationOutcome.ONE_TO_ONE: contacts and said is None and seen.touches.one_to_ones > 0,
        LocationOutcome.ANSWERED: no_talk and not silent,
        LocationOutcome.NEVER_ENGAGED: no_talk and silent and met,
        LocationOutcome.STANDARD_NOT_MET: no_talk and silent and not met,
    }
    holds |= {outcome: contacts and said == word for word, outcome in DECLINES.items()}
    overridden = relevant and not received
    return [outcome for outcome in LocationOutcome if holds[outcome] or (overridden and seen.given is outcome)]


@STEADY
@given(any_facts, st.builds(Outstanding, st.integers(0, 4), st.integers(0, 4)))
def test_every_location_has_exactly_one_outcome(seen, owed):
    assert plainly(seen, owed) == [outcome_of(seen, owed)]
    assert explained(seen, owed) or outcome_of(seen, owed) is LocationOutcome.NOT_RELEVANT


@STEADY
@given(any_facts)
def test_who_has_returned_declined_or_is_not_relevant_is_owed_nothing(seen):
    closed = not seen.place.is_relevant or seen.is_received or outcome_of(seen, OWED) in DECLINES.values()
    assert short_of(seen, OWED) == (Short() if closed else missing(seen, OWED))


def test_three_emails_and_four_calls_none_answered():
    seen = touched(*STANDARD, CALL)
    assert outcome_of(seen, OWED) is LocationOutcome.NEVER_ENGAGED
    assert explained(seen, OWED) == "3 emails, 4 calls, none answered"


def test_who_is_short_of_the_standard_is_said_with_what_is_missing():
    seen = touched(EMAIL, CALL, CALL)
    assert outcome_of(seen, OWED) is LocationOutcome.STANDARD_NOT_MET
    assert explained(seen, OWED) == "1 email, 2 calls, none answered; 2 emails and 1 call short"


def test_a_bounced_email_is_not_owed_less():
    bounced = touch(Channel.EMAIL, ContactOutcome.BOUNCED)
    seen = touched(*STANDARD[1:], bounced)
    assert short_of(seen, OWED) == Short(emails=1)
    assert "1 email bounced" in explained(seen, OWED)


@pytest.mark.parametrize(
    "back",
    [
        touch(Channel.EMAIL, ContactOutcome.BOUNCED, Direction.IN),
        touch(Channel.EMAIL, ContactOutcome.NO_ANSWER, Direction.IN),
        touch(Channel.SESSION, ContactOutcome.DID_NOT_ATTEND, Direction.IN),
    ],
)
def test_bounces_and_automatic_replies_are_no_answer(back):
    assert not touched(back).is_engaged


@pytest.mark.parametrize(
    "done",
    [
        touch(Channel.EMAIL, ContactOutcome.SENT, Direction.IN),
        touch(Channel.CALL, ContactOutcome.NO_ANSWER, Direction.IN),
        touch(Channel.CALL, ContactOutcome.SPOKE),
        touch(Channel.FORUM, ContactOutcome.REGISTERED, Direction.IN),
    ],
)
def test_whoever_comes_to_us_answers_or_registers_is_engaged(done):
    assert touched(done).is_engaged
    assert outcome_of(touched(done, *STANDARD), OWED) is LocationOutcome.ANSWERED


def test_so_is_whoever_uses_the_portal():
    assert facts(used_at=MOMENT).is_engaged
    assert "used the portal" in explained(facts(used_at=MOMENT), OWED)


def test_the_newest_word_on_taking_part_counts():
    no = touch(Channel.CALL, ContactOutcome.DECLINED_CAPACITY, day=3)
    yes = touch(Channel.CALL, ContactOutcome.PROMISED_DATE, day=5, promised_on=MOMENT.date())
    spoke = touch(Channel.CALL, ContactOutcome.SPOKE, day=6)
    assert outcome_of(touched(no, spoke), OWED) is LocationOutcome.DECLINED_CAPACITY
    assert outcome_of(touched(yes, no), OWED) is LocationOutcome.ANSWERED
    assert "promised 12 November 2026" in explained(touched(yes, no), OWED)
    assert (
        outcome_of(touched(no, touch(outcome=ContactOutcome.DECLINED_OTHER, day=9)), OWED)
        is LocationOutcome.DECLINED_OTHER
    )


def test_a_booked_one_to_one_has_not_been_had():
    booked = touch(Channel.ONE_TO_ONE_VIDEO, ContactOutcome.REGISTERED, Direction.IN)
    assert outcome_of(touched(booked), OWED) is LocationOutcome.ANSWERED
    held = touch(Channel.ONE_TO_ONE_VIDEO, ContactOutcome.ATTENDED, day=2)
    assert outcome_of(touched(booked, held), OWED) is LocationOutcome.ONE_TO_ONE


def test_what_a_person_gave_stands_until_a_return_comes():
    seen = facts(given=LocationOutcome.DECLINED_OTHER, given_because="Sold")
    assert outcome_of(seen, OWED) is LocationOutcome.DECLINED_OTHER
    assert explained(seen, OWED) == "Given by a person: Sold. From the contacts: no emails, no calls, none answered"
    assert outcome_of(facts(given=LocationOutcome.DECLINED_OTHER, received_at=MOMENT), OWED) is LocationOutcome.RECEIVED
