"""The notices about a 1-2-1 to the provider and the officer, without a figure and without what it is about."""

from dataclasses import dataclass

from accounts.domain.portal_mail import PortalMail
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.domain.meetings import CHANGE_UNTIL, Medium, NoticeKind

SIDES = {OwnerTeam.TEAM: "independent team", OwnerTeam.COUNCIL: "council officer"}


@dataclass(frozen=True, slots=True)
class Arranged:
    """A 1-2-1 as notices tell of it; ``when`` is in words."""

    location: str
    provider: str
    when: str
    medium: Medium
    place: str
    officer: str
    side: OwnerTeam
    ring: str
    name: str
    phone: str

    @property
    def host(self) -> str:
        return f"{self.officer} ({SIDES[self.side]})"


HOW = {
    NoticeKind.BOOKED: "is booked",
    NoticeKind.MOVED: "has been moved",
    NoticeKind.CANCELLED: "has been cancelled",
    NoticeKind.REMINDER: "is coming up",
}


def to_provider(kind: NoticeKind, arranged: Arranged) -> PortalMail:
    subject = f"Your 1-2-1 {HOW[kind]}: {arranged.when}"
    if kind == NoticeKind.CANCELLED:
        off = f"The 1-2-1 about {arranged.location} with {arranged.host} on {arranged.when} will not take place."
        return PortalMail(subject, (off, "You can book another time on the portal."))
    return PortalMail(
        subject,
        (
            f"Your 1-2-1 about {arranged.location} with {arranged.host}: {arranged.when}.",
            where(arranged),
            _if_not(arranged),
        ),
    )


def where(arranged: Arranged) -> str:
    """Return what the provider has to know of the way to meet."""
    match arranged.medium:
        case Medium.PHONE:
            return f"{arranged.officer} rings you{f' on {arranged.phone}' if arranged.phone else ''}."
        case Medium.VIDEO:
            return (
                f"Join by video: {arranged.place}"
                if arranged.place
                else "You will be sent the link for the video call."
            )
        case Medium.IN_PERSON:
            return f"Where: {arranged.place}"


def _if_not(arranged: Arranged) -> str:
    hours = int(CHANGE_UNTIL.total_seconds() // 3600)
    later = f"After that, please ring {arranged.ring}." if arranged.ring else "After that, please answer this email."
    return f"You can move or cancel it on the portal until {hours} hours before. {later}"


def to_officer(kind: NoticeKind, arranged: Arranged) -> PortalMail:
    subject = f"1-2-1 with {arranged.location} {HOW[kind]}: {arranged.when}"
    whom = (
        f"{arranged.name}, {arranged.location} ({arranged.provider}): {arranged.when}, {arranged.medium.label.lower()}."
    )
    if kind == NoticeKind.CANCELLED:
        return PortalMail(subject, (whom, "It will not take place at this time."))
    number = f"Their number: {arranged.phone}." if arranged.phone else "They gave no number."
    return PortalMail(subject, (whom, number, "What they want to talk about stands on the portal, for your eyes only."))
