"""The notices about an event: an invitation, the state of a registration, and that it was changed or is off."""

from dataclasses import dataclass

from accounts.domain.portal_mail import PortalMail
from engagement.meetings.domain.meetings import NoticeKind


@dataclass(frozen=True, slots=True)
class Told:
    """An event as notices tell of it, with the locations of the registration; ``when`` is in words.

    ``about`` says of these locations which exercise it is, and until when they are asked.
    """

    kind: str
    title: str
    words: str
    when: str
    place: str
    is_online: bool
    host: str
    locations: tuple[str, ...]
    about: str = ""
    because: str = ""

    @property
    def what(self) -> str:
        return f"{self.title} ({self.kind.lower()})"

    @property
    def for_whom(self) -> str:
        return ", ".join(self.locations)


def invitation(told: Told) -> PortalMail:
    """Return the invitation; the link, which the page adds, answers for all locations at once."""
    where = "It is online." if told.is_online else f"Where: {told.place}." if told.place else ""
    return PortalMail(
        f"Invitation: {told.title}, {told.when}",
        tuple(
            filter(
                None,
                (
                    f"{told.host} invites {told.for_whom} to {told.what}: {told.when}.",
                    told.words,
                    where,
                    "Please say by the link below whether you come. You do not need to sign in.",
                    told.about,
                ),
            )
        ),
    )


def _how_to_join(told: Told) -> str:
    if told.is_online:
        return f"Join online: {told.place}" if told.place else "You will be sent the link."
    return f"Where: {told.place}" if told.place else ""


def to_those_registered(kind: NoticeKind, told: Told) -> PortalMail:
    """Return the notice to somebody registered or waiting, by its kind."""
    subject, first = {
        NoticeKind.REGISTERED: ("You are registered", f"You are registered for {told.what}: {told.when}."),
        NoticeKind.EVENT_CHANGED: ("Changed", f"{told.what} has been changed. It is now: {told.when}."),
        NoticeKind.EVENT_REMINDER: ("Reminder", f"{told.what} is coming up: {told.when}."),
        NoticeKind.WAITING: ("Waiting list", f"{told.what}, {told.when}, is full. You are on the waiting list."),
        NoticeKind.WITHDRAWN: ("No longer registered", f"You are no longer registered for {told.what}, {told.when}."),
        NoticeKind.EVENT_CANCELLED: ("Cancelled", f"{told.what} on {told.when} will not take place."),
    }[kind]
    words = (first, *_rest(kind, told), told.about)
    return PortalMail(f"{subject}: {told.title}, {told.when}", tuple(filter(None, words)))


def _rest(kind: NoticeKind, told: Told) -> tuple[str, ...]:
    if kind == NoticeKind.EVENT_CANCELLED:
        return (f"Why: {told.because}",) if told.because else ()
    if kind == NoticeKind.WAITING:
        return ("As soon as a place is free, it is yours and we tell you by email.",)
    if kind == NoticeKind.WITHDRAWN:
        return ()
    return (_how_to_join(told), "If you cannot come, please say so on the portal: others may be waiting.")
