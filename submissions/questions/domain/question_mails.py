"""The mail about questions: that there is one, and where; never its words, its answer or a figure."""

from accounts.domain.portal_mail import PortalMail

_THERE = "Nobody but your provider and the independent team can read it. The council cannot."


def asked_by_provider(place: str) -> PortalMail:
    """Return the mail to the analysts about a provider's question."""
    return PortalMail(
        f"A question about the return for {place}",
        (f"The provider of {place} has asked a question about its return.", "Sign in to read and answer it."),
    )


def asked_by_team(place: str, count: int = 1, due: str = "") -> PortalMail:
    """Return the mail about queries that were asked together; ``due`` is the day by which an answer is asked for."""
    what = "a query" if count == 1 else f"{count} queries"
    until = f" Please answer by {due}." if due else ""
    return PortalMail(
        f"{what[0].upper()}{what[1:]} on your return for {place}",
        (
            f"The independent team has {what} on your return for {place}.{until}",
            f"Sign in to read and answer {'it' if count == 1 else 'them'}. "
            "You or a colleague can answer on the page, or by phone.",
            _THERE,
        ),
    )


def overdue(place: str, count: int, due: str) -> PortalMail:
    """Return the only reminder of queries that are still open; ``due`` is the day by which an answer was asked for."""
    are, them = ("a query", "it") if count == 1 else (f"{count} queries", "them")
    return PortalMail(
        f"Still open: {are} on your return for {place}",
        (
            f"The independent team asked you to answer {are} on your return for {place} by {due}, and has no answer.",
            f"Sign in to read and answer {them}. You or a colleague can answer on the page, or by phone.",
            "This is the only reminder.",
            _THERE,
        ),
    )


def answered_by_team(place: str) -> PortalMail:
    return PortalMail(
        f"Your question about the return for {place} has been answered",
        (f"The independent team has answered your question about the return for {place}.", _THERE),
    )


def answered_by_provider(place: str) -> PortalMail:
    """Return the mail to the analyst whose question was answered."""
    return PortalMail(
        f"Your query on the return for {place} has been answered",
        (f"The provider of {place} has answered your query.", "Sign in to read the answer and close the query."),
    )


def closed(place: str) -> PortalMail:
    return PortalMail(
        f"A query on your return for {place} is closed",
        (f"The independent team has closed its query on your return for {place}.", "There is nothing more to do."),
    )
