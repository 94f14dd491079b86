"""The text of a message to one recipient: its fields filled in, as plain text and as HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

from costing.figure_words import day_in_words
from engagement.campaigns.domain.merge_fields import filled, on_one_line, uses

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
OPT_OUT = "You get this email because your organisation is asked to take part in {exercise}."
ABOUT = "{locations}: {names}; exercise: {exercise}; closing date: {until}."
FOR_YOU_ALONE = (
    "The link sets up your account. It works once, for you alone and for 72 hours: please do not pass it on. After "
    "that, ask us for a new one."
)
NO_MORE = "To get no more of these emails:"


@dataclass(frozen=True, slots=True)
class NamedRecipient:
    """A location that a message is about, and the last day for its return."""

    name: str
    provider: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender and subject matter of a step, the same for all its recipients."""

    council: str
    exercise: str
    opens_on: date
    closes_on: date
    portal_link: str
    officer_name: str = ""
    officer_phone: str = ""
    officer_email: str = ""


@dataclass(frozen=True, slots=True)
class MessageText:
    subject: str
    text: str
    html: str


def written(
    subject: str,
    body: str,
    name: str,
    about: Iterable[NamedRecipient],
    sender: Sender,
    opt_out_link: str,
    *,
    is_invitation: bool = False,
) -> MessageText:
    """Return the text; raises KeyError for unknown fields, which were refused when they were typed.

    ``is_invitation``: the portal link is an invitation for this recipient.
    """
    places = list(about)
    values = values_for(name, places, sender)
    said = filled(body, values).replace("\r\n", "\n").strip()
    said = f"{said}\n\n{FOR_YOU_ALONE}" if is_invitation else said
    about_them = about_words(places, sender.exercise, sender.closes_on)
    link = "" if uses(body, "portal link") else sender.portal_link
    why = " ".join(filter(None, (about_them, link, OPT_OUT.format(exercise=sender.exercise))))
    text = f"{said}\n\n-- \n{why}\n{NO_MORE}\n{opt_out_link}\n"
    html = _html(said, why, opt_out_link)
    return MessageText(on_one_line(filled(subject, values)), text, html)


def values_for(name: str, about: list[NamedRecipient], sender: Sender) -> dict[str, str]:
    return {
        "name": name,
        "location names": in_a_row([each.name for each in about]),
        "provider": in_a_row(list(dict.fromkeys(each.provider for each in about))),
        "council": sender.council,
        "exercise": sender.exercise,
        "opening date": day_in_words(sender.opens_on),
        "closing date": last_days(about, sender.closes_on),
        "portal link": sender.portal_link,
        "officer name": sender.officer_name,
        "officer phone": sender.officer_phone,
        "officer email": sender.officer_email,
    }


def about_words(places: list[NamedRecipient], exercise: str, closes_on: date) -> str:
    """Return what a mail is about, whatever its words say: which locations, which exercise and until when."""
    if not places:
        return ""
    return ABOUT.format(
        locations="Location" if len(places) == 1 else "Locations",
        names=in_a_row([each.name for each in places]),
        exercise=exercise,
        until=last_days(places, closes_on),
    )


def in_a_row(names: list[str]) -> str:
    """Return names in a row: “Elm, Oak and Yew”."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def last_days(about: list[NamedRecipient], closes_on: date) -> str:
    """Return the last day if all have the same; otherwise the exercise's, and those who have longer."""
    days = {each.last_day for each in about}
    if len(days) <= 1:
        return day_in_words(days.pop() if days else closes_on)
    longer = [f"{each.name}: {day_in_words(each.last_day)}" for each in about if each.last_day != closes_on]
    return f"{day_in_words(closes_on)} ({'; '.join(longer)})"


def _html(said: str, why: str, opt_out_link: str) -> str:
    paragraphs = "".join(f"<p>{_marked(each)}</p>\n" for each in re.split(r"\n\s*\n", said) if each.strip())
    foot = f'<p><small>{_marked(why)} <a href="{escape(opt_out_link)}">Get no more of these emails</a></small></p>'
    return f'<!DOCTYPE html>\n<html lang="en-GB"><body>\n{paragraphs}{foot}\n</body></html>\n'


def _marked(paragraph: str) -> str:
    """Return a paragraph as escaped HTML, with its addresses as links and its lines kept."""
    parts, at = [], 0
    for match in LINK.finditer(paragraph):
        link = escape(match[0])
        parts += [escape(paragraph[at : match.start()]), f'<a href="{link}">{link}</a>']
        at = match.end()
    return "".join([*parts, escape(paragraph[at:])]).replace("\n", "<br>\n")
