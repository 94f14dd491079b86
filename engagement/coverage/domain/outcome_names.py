"""The outcomes of a location, in the order in which they are tried: the first that holds is the outcome."""

from engagement.contacts.domain.vocabulary import ContactOutcome, Worded


class LocationOutcome(Worded):
    NOT_RELEVANT = "not_relevant", "Not relevant"
    USABLE = "usable", "Usable return"
    RECEIVED = "received", "Return received"
    DECLINED_CAPACITY = "declined_capacity", "Declined: no capacity"
    DECLINED_CONFIDENTIALITY = "declined_confidentiality", "Declined: confidentiality"
    DECLINED_OTHER = "declined_other", "Declined: other"
    ONE_TO_ONE = "one_to_one", "Had a 1-2-1, no return"
    ANSWERED = "answered", "Answered emails or calls, no return"
    NEVER_ENGAGED = "never_engaged", "Emails and calls met the standard, never engaged"
    STANDARD_NOT_MET = "standard_not_met", "Contact standard not yet met"


DECLINES = {
    ContactOutcome.DECLINED_CAPACITY: LocationOutcome.DECLINED_CAPACITY,
    ContactOutcome.DECLINED_CONFIDENTIALITY: LocationOutcome.DECLINED_CONFIDENTIALITY,
    ContactOutcome.DECLINED_OTHER: LocationOutcome.DECLINED_OTHER,
}
# Facts of the register and of the return, which nobody overrides: they are changed where they are made.
SETTLED = frozenset({LocationOutcome.NOT_RELEVANT, LocationOutcome.USABLE, LocationOutcome.RECEIVED})
# What a person may give instead of what the contacts come to.
MAY_BE_GIVEN = tuple(outcome for outcome in LocationOutcome if outcome not in SETTLED)
HAVE_DECLINED = frozenset(DECLINES.values())
