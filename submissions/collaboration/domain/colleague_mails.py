"""The mail to colleagues about each other: who shared or handed over what, nothing that they typed."""

from accounts.domain.portal_mail import PortalMail

_NOTE = "They left you a note. Sign in to read it: we put nothing that anybody typed into an email."
_LINK = "The link below leads to the return once you have signed in. It goes on working."


def shared(place: str, who: str, until: str, *, has_note: bool) -> PortalMail:
    return PortalMail(
        f"{who} has shared the return for {place} with you",
        (
            f"{who} asks you to work on the cost of care return for {place} with them.",
            f"It can be submitted until the end of {until}. Everything is saved as you type; you can both work on it.",
            *_note(has_note),
            _LINK,
        ),
    )


def handed_over_to_you(place: str, who: str, until: str, *, has_note: bool) -> PortalMail:
    return PortalMail(
        f"You are now in charge of the return for {place}",
        (
            f"{who} has handed the cost of care return for {place} over to you. Your colleagues can go on helping.",
            f"It can be submitted until the end of {until}.",
            *_note(has_note),
            _LINK,
        ),
    )


def you_handed_over(place: str, whom: str) -> PortalMail:
    return PortalMail(
        f"{whom} is now in charge of the return for {place}",
        (
            f"You have handed the cost of care return for {place} over to {whom}. We have written to them.",
            "You can take it back on the page of the return, and you can still see it and work on it.",
        ),
    )


def taken_back_from_you(place: str, who: str) -> PortalMail:
    return PortalMail(
        f"{who} is now in charge of the return for {place}",
        (
            f"{who} has taken the cost of care return for {place} back in hand. There is nothing that you need to do.",
            "You can still see it and work on it.",
        ),
    )


def _note(has_note: bool) -> tuple[str, ...]:
    return (_NOTE,) if has_note else ()
