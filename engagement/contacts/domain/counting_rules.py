"""The rules by which a contact counts, from channel, direction and outcome alone, for Python and the database."""

from collections.abc import Callable
from typing import TypeAlias

from engagement.contacts.domain.vocabulary import (
    ANSWERED,
    DECLINED,
    ONE_TO_ONES,
    Channel,
    ContactOutcome,
    Direction,
    Source,
)

Kind: TypeAlias = Callable[[Channel, Direction, ContactOutcome], bool]
# What goes to several people of a location at once: to the location it is one e-mail, not three.
MAILINGS = frozenset({Source.CAMPAIGN, Source.EVENT, Source.INVITATION})
# Of these nobody over there has done anything, whichever way they went.
NOBODY_DID_ANYTHING = frozenset({ContactOutcome.BOUNCED, ContactOutcome.DID_NOT_ATTEND})
YES = frozenset(
    {
        ContactOutcome.PROMISED_DATE,
        ContactOutcome.ASKED_FOR_HELP,
        ContactOutcome.REGISTERED,
        ContactOutcome.ATTENDED,
    }
)


def is_email(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    """Tell whether it is an e-mail of ours that arrived as far as we know."""
    return channel is Channel.EMAIL and direction is Direction.OUT and outcome is not ContactOutcome.BOUNCED


def is_bounced(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    return channel is Channel.EMAIL and outcome is ContactOutcome.BOUNCED


def is_call(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    """Tell whether it is a call of ours, answered or not."""
    return channel is Channel.CALL and direction is Direction.OUT


def is_answered(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    """Tell whether they came to us, or somebody was there.

    An incoming e-mail with *no answer* is an automatic reply.
    """
    if outcome in ANSWERED:
        return True
    if direction is not Direction.IN or outcome in NOBODY_DID_ANYTHING:
        return False
    return not (channel is Channel.EMAIL and outcome is ContactOutcome.NO_ANSWER)


def is_one_to_one(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    """Tell whether a 1-2-1 took place; one that is only booked has not yet."""
    return channel in ONE_TO_ONES and outcome in ANSWERED and outcome is not ContactOutcome.REGISTERED


def is_word_on_taking_part(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    """Tell whether the outcome is a decline, or takes one back; having spoken says neither."""
    return outcome in DECLINED or outcome in YES


def is_promise(channel: Channel, direction: Direction, outcome: ContactOutcome) -> bool:
    return outcome is ContactOutcome.PROMISED_DATE
