"""The mail to somebody whose old log took long; neither the file’s name nor a word of it."""

from accounts.domain.portal_mail import PortalMail
from register.domain.imports import ImportState

_READY = PortalMail(
    "The old contact log that you brought has been read",
    ("The old contact log that you brought has been read. Look at what would be entered, and confirm it.",),
)
_DONE = PortalMail(
    "The old contact log has been taken in", ("The contacts of the old log that you brought are entered.",)
)
_NOT = PortalMail(
    "The old contact log that you brought could not be taken in",
    ("The old contact log that you brought could not be taken in. Its page says why.",),
)
MAILS = {
    ImportState.READY: _READY,
    ImportState.DONE: _DONE,
    ImportState.REFUSED: _NOT,
    ImportState.FAILED: _NOT,
}
