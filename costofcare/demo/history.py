"""The plan of what was done to reach each location: days ago, channel, and outcome."""

from collections.abc import Iterator
from dataclasses import dataclass

from costofcare.demo.branches import DemoBranch, Fate
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
    Topic,
)

# Everybody was written to when it opened, half way through, and last week.
WRITTEN = (39, 24, 6)
SENT_IN = frozenset({Fate.SUBMITTED, Fate.EXCLUDED, Fate.ACCEPTED, Fate.ACCEPTED_LATER})
# Whoever of these has begun had a 1-2-1.
LATE = 30


@dataclass(frozen=True)
class PlannedContact:
    """A planned contact; ``promised_in`` is how many days later the return was promised for."""

    days_ago: int
    channel: Channel
    outcome: ContactOutcome
    direction: Direction = Direction.OUT
    minutes: int | None = None
    promised_in: int | None = None
    words: str = ""
    topics: tuple[Topic, ...] = ()
    next_in: int | None = None
    source: Source = Source.TYPED
    is_council_s: bool = False


def sent_on(branch: DemoBranch) -> int:
    """Return how many days ago a return came in: spread over the weeks since opening, more of them lately."""
    return 2 + (branch.number * 11 + branch.number**2) % 31


def steps(branch: DemoBranch) -> Iterator[PlannedContact]:
    if branch.fate is Fate.NOT_RELEVANT:
        return
    if branch.fate in SENT_IN:
        yield from _sent_in(branch)
    elif branch.fate is Fate.NOT_STARTED:
        yield from STORIES[branch.number // 6 % len(STORIES)](branch)
    elif branch.number > LATE:
        yield from _helped(branch)
    else:
        yield from _under_way(branch)


def _sent_in(branch: DemoBranch) -> Iterator[PlannedContact]:
    ago = sent_on(branch)
    if branch.number % 2:
        yield PlannedContact(
            ago + 5, Channel.CALL, ContactOutcome.SPOKE, minutes=6 + branch.number % 9, words="Has started."
        )
    if branch.number % 4 == 2:
        yield PlannedContact(
            ago + 3, Channel.EMAIL, ContactOutcome.ASKED_FOR_HELP, Direction.IN, topics=(Topic.TOOL_TOO_HARD,)
        )
        yield PlannedContact(
            ago + 2, Channel.ONE_TO_ONE_VIDEO, ContactOutcome.ATTENDED, minutes=40, words="Went through it all."
        )


def _under_way(branch: DemoBranch) -> Iterator[PlannedContact]:
    yield PlannedContact(20, Channel.CALL, ContactOutcome.LEFT_MESSAGE, minutes=1)
    promised = "Accounts are with the finance team; will send it when they are back."
    yield PlannedContact(
        12,
        Channel.CALL,
        ContactOutcome.PROMISED_DATE,
        minutes=8,
        promised_in=9 + branch.number % 8,
        words=promised,
        topics=(Topic.DATA_NOT_TO_HAND,),
        next_in=10,
    )


def _no_time(branch: DemoBranch) -> Iterator[PlannedContact]:
    yield PlannedContact(22, Channel.CALL, ContactOutcome.NO_ANSWER)
    words = "Two managers off sick; cannot do it this year."
    yield PlannedContact(
        14, Channel.CALL, ContactOutcome.DECLINED_CAPACITY, minutes=5, words=words, topics=(Topic.CAPACITY,)
    )


def _fears(branch: DemoBranch) -> Iterator[PlannedContact]:
    yield PlannedContact(21, Channel.CALL, ContactOutcome.SPOKE, minutes=11, topics=(Topic.CONFIDENTIALITY, Topic.FEES))
    words = "Will not give figures that the council might see."
    yield PlannedContact(13, Channel.EMAIL, ContactOutcome.DECLINED_CONFIDENTIALITY, Direction.IN, words=words)


def _silent(branch: DemoBranch) -> Iterator[PlannedContact]:
    for ago, outcome in (
        (28, ContactOutcome.NO_ANSWER),
        (17, ContactOutcome.LEFT_MESSAGE),
        (8, ContactOutcome.NO_ANSWER),
    ):
        yield PlannedContact(ago, Channel.CALL, outcome)
    yield PlannedContact(5, Channel.CALL, ContactOutcome.LEFT_MESSAGE, minutes=1)


def _helped(branch: DemoBranch) -> Iterator[PlannedContact]:
    yield PlannedContact(18, Channel.CALL, ContactOutcome.ASKED_FOR_HELP, minutes=7, topics=(Topic.TOOL_TOO_HARD,))
    words = "Showed where each figure goes. Wants to talk to the accountant."
    yield PlannedContact(11, Channel.ONE_TO_ONE_PHONE, ContactOutcome.SPOKE, minutes=35, words=words, next_in=12)
    yield PlannedContact(
        9, Channel.CONTRACT_MEETING, ContactOutcome.SPOKE, words="Reminded them of it.", is_council_s=True
    )


def _short(branch: DemoBranch) -> Iterator[PlannedContact]:
    yield PlannedContact(16, Channel.CALL, ContactOutcome.NO_ANSWER)


STORIES = (_short, _no_time, _silent, _helped, _fears)
