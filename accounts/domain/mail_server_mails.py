"""The words of e-mails to administrators about a mail server that does not take our mail."""

from accounts.domain.portal_mail import PortalMail


def stopped(server: str, words: str) -> PortalMail:
    return PortalMail(
        "The mail server does not take our mail",
        (
            f"The mail server {server} has refused one email after another, to different people, with the same words: "
            f"“{words}”.",
            "This looks like a setting and not like wrong addresses, so the portal has stopped sending and has marked "
            "nobody. Nothing is lost.",
            "The portal tries one email every minute. When the server takes it, sending goes on by itself, and each "
            "email goes out once.",
        ),
    )


def goes_on(server: str) -> PortalMail:
    return PortalMail(
        "The mail server takes our mail again",
        (f"The mail server {server} takes our mail again. What waited is going out now, each email once.",),
    )
