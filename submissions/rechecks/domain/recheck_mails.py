"""The mail to the analyst who had all returns checked again: neither a figure nor a name in it."""

from accounts.domain.portal_mail import PortalMail
from submissions.rechecks.domain.recheck_states import RecheckState

MAILS = {
    RecheckState.DONE: PortalMail(
        "All returns are checked again",
        ("All returns of the exercise are checked again, as you asked. Sign in to see whose findings changed.",),
    ),
    RecheckState.FAILED: PortalMail(
        "Not all returns could be checked again",
        ("Not all returns of the exercise could be checked again: the portal met an error of its own.",),
    ),
}
