"""How far a step of a campaign is, and how far each of its messages."""

from engagement.domain.channels import Worded


class StepState(Worded):
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"
    SENDING = "sending", "Sending"
    SENT = "sent", "Sent"
    STOPPED = "stopped", "Stopped"


class MessageState(Worded):
    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    IN_DOUBT = "in_doubt", "In doubt"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Not sent"


# A step may still be written while it is one of these.
OPEN = frozenset({StepState.DRAFT, StepState.SCHEDULED})
# Nothing more happens to these unless a person decides.
OVER = frozenset({MessageState.SENT, MessageState.IN_DOUBT, MessageState.FAILED, MessageState.STOPPED})


class Delivery(Worded):
    """What the next mail server, or the service, made of a message. Unknown falls to doubt."""

    ACCEPTED = "accepted", "Accepted"
    LATER = "later", "Surely not accepted; worth another try"
    REFUSED = "refused", "Refused for good"
    BAD_ADDRESS = "bad_address", "Refused for good, as the address does not work"
    DOUBT = "doubt", "Cut off after the message was handed over"


MOST_TRIES = 5
# The next try of a message comes after so many minutes, by the tries that it has had.
MINUTES_BEFORE_TRY = (0, 5, 15, 60, 240)


def minutes_until_next_try(tries: int) -> int:
    """``tries`` is how many there were, at least one."""
    return MINUTES_BEFORE_TRY[min(tries, MOST_TRIES - 1)]
