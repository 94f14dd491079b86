"""The mail to whoever sent a file of visits: neither a figure nor a name in it."""

from accounts.domain.portal_mail import PortalMail
from markets.visits.domain.dataset_states import DatasetState

ASKED = PortalMail(
    "Your file of visits waits for answers",
    ("Before your file of visits is taken in, the portal needs to know more about it. Sign in to answer.",),
)
MAILS = {
    DatasetState.TAKEN_IN: PortalMail(
        "Your file of visits is taken in",
        ("Your file of visits is taken in, and the file itself is deleted. Sign in to see what was found in it.",),
    ),
    DatasetState.MAPPING: ASKED,
    DatasetState.WAITING: ASKED,
    DatasetState.REFUSED: PortalMail(
        "Your file of visits could not be taken in",
        ("Your file of visits could not be taken in. Sign in to see why, and how to put it right.",),
    ),
    DatasetState.FAILED: PortalMail(
        "Your file of visits could not be taken in",
        ("Your file of visits could not be taken in: the portal met an error of its own.",),
    ),
}
