"""The words of the e-mails about a change of somebody's own e-mail address."""

from accounts.domain.portal_mail import PortalMail

HOURS = 24
NOT_ME = (
    "If it was not you, somebody may be using your account: choose a new password at once, and tell the independent "
    "team."
)


def please_confirm(portal: str) -> PortalMail:
    """Return the mail to the new address, whose link makes the change."""
    return PortalMail(
        f"Confirm your new email address for the {portal}",
        (
            f"Somebody, most likely you, asked to sign in to the {portal} with this email address from now on.",
            f"Open the link, signed in as before, and confirm it. The link works once, for {HOURS} hours.",
            "If you did not ask for this, do nothing: then nothing changes.",
        ),
    )


def was_asked(portal: str, new: str) -> PortalMail:
    """Return the mail to the old address when a change is asked for."""
    return PortalMail(
        "A change of your email address was asked for",
        (
            f"Somebody, most likely you, asked to change the address of your account at the {portal} to {new}.",
            "Nothing has changed yet: it does once the link in the email to that address is followed.",
            NOT_ME,
        ),
    )


def in_use(portal: str) -> PortalMail:
    """Return the mail to an address that has an account: its holder alone is told, whoever asked is not."""
    return PortalMail(
        "Somebody gave your email address as theirs",
        (
            f"Somebody asked to sign in to the {portal} with this address from now on. It is the address of your "
            "account, so nothing has changed.",
            "If it was you, and you have two accounts, tell the independent team. If not, you need do nothing.",
        ),
    )


def has_changed(portal: str, new: str) -> PortalMail:
    """Return the mail to both addresses when the change is made."""
    return PortalMail(
        "Your email address has been changed",
        (f"You now sign in to the {portal} as {new}. The portal writes to this address from now on.", NOT_ME),
    )
