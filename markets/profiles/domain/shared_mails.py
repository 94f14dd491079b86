"""The portal's mail to providers about what their council shares with them: never a figure, nor a typed word."""

from accounts.domain.portal_mail import PortalMail

_NO_FIGURE = "This email holds no figures: sign in to read yours. Nobody else’s are among them."


def profile_mail(council: str) -> PortalMail:
    return PortalMail(
        f"{council} shares the market’s figures beside yours",
        (
            f"{council} has made a profile of its home care market from the visits that it pays for, and shows you the "
            "market’s middle beside your own figures.",
            _NO_FIGURE,
        ),
    )


def payment_mail(council: str) -> PortalMail:
    return PortalMail(
        f"{council} shares what other payment rules would do to you",
        (
            f"{council} has tried payment rules on the visits that it pays for, and shows you what they would come to "
            "for your own locations. Nothing is decided by that.",
            _NO_FIGURE,
        ),
    )
