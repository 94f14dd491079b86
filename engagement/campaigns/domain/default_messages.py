"""The messages that an exercise usually needs: an invitation, and reminders that get shorter."""

from dataclasses import dataclass

from engagement.campaigns.domain.audience import AudienceRule, Who
from engagement.campaigns.domain.schedule import Due, When
from engagement.domain.owner_team import OwnerTeam

FOOT = "{{ officer name }}\n{{ officer phone }}"
PROMISE = (
    "Your figures go to an independent team. {{ council }} never sees a provider’s own figures, only what has been "
    "worked out of everybody’s."
)


@dataclass(frozen=True, slots=True)
class UsualMail:
    name: str
    subject: str
    body: str
    rule: AudienceRule
    due: Due


INVITATION = UsualMail(
    "Invitation",
    "{{ exercise }}: what does care really cost you?",
    "Dear {{ name }},\n\n{{ council }} asks all providers what their care really costs. This is about "
    "{{ location names }}.\n\n"
    f"{PROMISE}\n\n"
    "Please send your return until {{ closing date }}. You can fill it in online or in a workbook:\n{{ portal link }}"
    f"\n\nWe are glad to help, also in a 1-2-1 call: answer this email or ring.\n\n{FOOT}",
    AudienceRule(Who.EVERYBODY),
    Due(When.FROM_OPENING, days=0),
)
NOT_OPENED = UsualMail(
    "Reminder: not yet opened",
    "{{ exercise }}: your return is still to come",
    "Dear {{ name }},\n\nwe have not seen you in the portal yet, and we would like {{ location names }} to count.\n\n"
    f"{PROMISE}\n\n"
    "Have a look: {{ portal link }}\n\nIf somebody else should get this email, just answer and tell us who."
    f"\n\n{FOOT}",
    AudienceRule(Who.NOT_OPENED),
    Due(When.FROM_OPENING, days=14),
)
OLD_DRAFT = UsualMail(
    "Reminder: a draft lies waiting",
    "{{ exercise }}: can we help with your return?",
    "Dear {{ name }},\n\nyou have begun the return of {{ location names }}. What you typed is kept: {{ portal link }}"
    "\n\nIf a question is hard to answer, ring us or answer this email. A quarter of an hour together is often "
    f"enough.\n\n{FOOT}",
    AudienceRule(Who.OLD_DRAFT),
    Due(When.BEFORE_CLOSING, days=14),
)
CLOSING = UsualMail(
    "Reminder: closing soon",
    "{{ exercise }} closes on {{ closing date }}",
    "Dear {{ name }},\n\nthe last day for the return of {{ location names }} is {{ closing date }}:\n{{ portal link }}"
    f"\n\nIf you need longer, answer this email before then.\n\n{FOOT}",
    AudienceRule(Who.CLOSING_SOON),
    Due(When.BEFORE_CLOSING, days=7),
)
# Begun from an event's list of those who did not come; not one of the mails that every exercise needs.
MISSED_YOU = UsualMail(
    "Follow-up: missed at an event",
    "{{ exercise }}: we missed you",
    "Dear {{ name }},\n\nwe had hoped to see somebody of {{ location names }} at our event. We gladly tell you what "
    "was said there in a 1-2-1 call: book one in the portal, or answer this email.\n\n"
    f"{PROMISE}\n\n"
    f"The last day for your return is {{{{ closing date }}}}: {{{{ portal link }}}}\n\n{FOOT}",
    AudienceRule(Who.EVERYBODY),
    Due(When.BY_HAND),
)
ALL = (INVITATION, NOT_OPENED, OLD_DRAFT, CLOSING)


def usual_mails(side: OwnerTeam) -> list[UsualMail]:
    """Return the usual messages of a side; the council's speak of no drafts, as it knows of none."""
    return [mail for mail in ALL if side is OwnerTeam.TEAM or mail is not OLD_DRAFT]
