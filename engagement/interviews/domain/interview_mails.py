"""The mail to an interviewee: that the summary of their interview is open to them; nothing that was said."""

from accounts.domain.portal_mail import PortalMail


def summary_is_open(held_on: str, days: int) -> PortalMail:
    return PortalMail(
        f"Please read the summary of your interview of {held_on}",
        (
            f"You took part in an interview on {held_on} and may read the summary that the team keeps of it.",
            f"If something is not what you said, write it there within {days} days. If you say nothing, we take it "
            "that the summary is right.",
            "Nobody but the independent team and you reads it. Sign in with this e-mail address to see it.",
        ),
    )
