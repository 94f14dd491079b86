"""The states of a mail, the results of delivering it, and the times between tries."""

from enum import StrEnum


class MailState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _SAID[self]


_SAID = {
    MailState.WAITING: "Waiting",
    MailState.CLAIMED: "Being sent",
    MailState.SENT: "Sent",
    MailState.IN_DOUBT: "In doubt",
    MailState.FAILED: "Failed",
    MailState.STOPPED: "Not sent",
}
CHOICES = [(state.value, state.label) for state in MailState]
# A person decides on these.
UNCERTAIN = frozenset({MailState.IN_DOUBT, MailState.FAILED})


class Delivery(StrEnum):
    """The result of handing a mail to a server or service. An unknown result counts as doubt."""

    ACCEPTED = "accepted"
    LATER = "surely not accepted; worth another try"
    REFUSED = "refused for good"
    BAD_ADDRESS = "refused for good, as the address does not work"
    NOT_TAKEN = "refused for what no address is to blame for; worth another try"
    DOUBT = "cut off after the mail was handed over"


class Decision(StrEnum):
    """The decision of a person on a mail in doubt."""

    SENT = "sent"
    LOST = "lost"
    AGAIN = "again"


CUT_OFF = "The sending was cut off: it may have arrived or not."
MOST_TRIES = 5
# The next try of a mail comes after so many minutes, by the tries that it has had.
MINUTES_BEFORE_TRY = (0, 5, 15, 60, 240)
# So many refusals alike in a row are a setting of ours or of the server's; so many unknown addresses may be one.
MOST_ALIKE, MOST_UNKNOWN_ALIKE = 5, 25
HELD_UP = "The mail server does not take our mail. It goes on by itself when that is mended."


def minutes_until_next_try(tries: int) -> int:
    """Return the minutes until the next try after ``tries`` tries (at least one)."""
    return MINUTES_BEFORE_TRY[min(tries, MOST_TRIES - 1)]
