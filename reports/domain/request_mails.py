"""The mail to the analyst whose calculation a worker has ended: neither a figure nor a name in it."""

from accounts.domain.portal_mail import PortalMail
from reports.domain.request_states import RequestState

MAILS = {
    RequestState.DONE: PortalMail(
        "The calculation that you asked for is made",
        ("The calculation that you asked for is made. Sign in to read it.",),
    ),
    RequestState.REFUSED: PortalMail(
        "The calculation that you asked for was not made",
        ("The calculation that you asked for could not be made. Its page says why, and how to put it right.",),
    ),
    RequestState.FAILED: PortalMail(
        "The calculation that you asked for was not made",
        ("The calculation that you asked for could not be made: the portal met an error of its own.",),
    ),
}
