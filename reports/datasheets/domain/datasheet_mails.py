"""The mail to commissioners of a datasheet that holds figures of their authority: neither a figure nor a row in it."""

from accounts.domain.portal_mail import PortalMail

MADE = PortalMail(
    "A datasheet was made with released figures of your council",
    (
        "Figures that several councils had released were put side by side in an anonymised datasheet, those of your "
        "council among them. No row has a name.",
        "Sign in to read it, and to open which rows are your own: only your council’s commissioners can.",
    ),
)
