"""The states of a step of a campaign."""

from engagement.contacts.domain.vocabulary import Worded


class StepState(Worded):
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"
    SENDING = "sending", "Sending"
    SENT = "sent", "Sent"
    STOPPED = "stopped", "Stopped"


# A step may still be written while it is one of these.
OPEN = frozenset({StepState.DRAFT, StepState.SCHEDULED})
