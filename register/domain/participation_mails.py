"""The mail to a provider when it changes whether, or until when, a location is asked: no reason, and no figure."""

from datetime import date

from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words


def with_place(mail: PortalMail, place: str, exercise: str, last_day: date, *more: str) -> PortalMail:
    """Return the mail with what it is about as its last paragraph: location, exercise, last day, and what else is."""
    about = (f"Location: {place}", f"exercise: {exercise}", f"closing date: {day_in_words(last_day)}", *more)
    return PortalMail(mail.subject, (*mail.paragraphs, f"{'; '.join(about)}."))


def with_exercise(mail: PortalMail, exercise: str, closes_on: date) -> PortalMail:
    """Return the mail with which exercise it is about, and until when that asks, as its last paragraph."""
    about = f"Exercise: {exercise}; closing date: {day_in_words(closes_on)}."
    return PortalMail(mail.subject, (*mail.paragraphs, about))


def not_asked(place: str) -> PortalMail:
    return PortalMail(
        f"{place} is not asked for a return any more",
        (
            f"The independent team has found that no return is needed of {place}. There is nothing more to do.",
            "Sign in to see why. If you think it should take part, ask the team there.",
        ),
    )


def asked_again(place: str) -> PortalMail:
    return PortalMail(
        f"{place} is asked for a return again",
        (f"The independent team asks {place} for a return after all.", "Sign in to see until when."),
    )


def longer(place: str, until: date) -> PortalMail:
    day = day_in_words(until)
    return PortalMail(
        f"{place} has until {day}",
        (
            f"The independent team has given {place} longer: its return can be sent until the end of {day}.",
            "What you have filled in so far is kept.",
        ),
    )


def table_given_up(exercise: str) -> PortalMail:
    return PortalMail(
        f"{exercise}: the table of exact figures will not be made",
        (
            f"When {exercise} opened, you read that the independent team also makes a table of exact figures of the "
            "whole market for the government department. It will not be made.",
            "Only protected figures are released, which give no provider away. You need not do anything.",
        ),
    )
