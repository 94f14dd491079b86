"""Mail about a meeting of a project group: its round and time; title, place and agenda stand in the calendar file."""

from accounts.domain.portal_mail import PortalMail


def invitation_mail(round_name: str, when: str) -> PortalMail:
    return PortalMail(
        f"{round_name}: a meeting of the project group, {when}",
        (
            f"The project group of the round “{round_name}” meets {when}.",
            "The calendar file in this mail holds the place and the agenda, and follows if the meeting moves.",
        ),
    )


def change_mail(round_name: str, when: str) -> PortalMail:
    return PortalMail(
        f"{round_name}: the meeting of the project group has changed, {when}",
        (
            f"A meeting of the project group of the round “{round_name}” has changed: it is {when}.",
            "The calendar file in this mail takes the place of the one you have.",
        ),
    )


def cancellation_mail(round_name: str, when: str) -> PortalMail:
    return PortalMail(
        f"{round_name}: the meeting of the project group is off, {when}",
        (
            f"The meeting of the project group of the round “{round_name}”, {when}, does not take place.",
            "The calendar file in this mail takes it out of your calendar.",
        ),
    )
