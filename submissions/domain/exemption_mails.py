"""The mail when a provider asks for an exemption; never the provider's words."""

from accounts.domain.portal_mail import PortalMail


def said(place: str) -> PortalMail:
    """Return the mail to the analysts that a provider asks for an exemption."""
    return PortalMail(
        f"Should {place} be asked?",
        (
            f"The provider of {place} says that this location should not be asked for a return.",
            "Sign in to read why, and decide.",
        ),
    )


def withdrawn(place: str) -> PortalMail:
    return PortalMail(
        f"{place}: no decision is needed any more",
        (f"The provider of {place} has withdrawn that this location should not be asked.",),
    )


def agreed(place: str) -> PortalMail:
    return PortalMail(
        f"{place} is not asked any more",
        (f"The independent team agrees: no return is asked of {place}.", "There is nothing more to do."),
    )


def refused(place: str) -> PortalMail:
    return PortalMail(
        f"{place} is still asked for a return",
        (
            f"You said that {place} should not be asked. The independent team has looked at it and still asks.",
            "Sign in to see why, and to go on with the return. You can ask the team a question there.",
        ),
    )
