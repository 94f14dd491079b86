"""Send the mail that tells colleagues of each other; its link leads to the return."""

from accounts.actions import outbox, portal_links
from accounts.domain.context import Context
from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words
from register.actions.participation_mails import about_place
from register.permissions import last_day
from register.queries import Participation
from submissions.collaboration.domain import colleague_mails as words_of


def shared(asked: Participation, *, by: Context, email: str, name: str, has_note: bool) -> None:
    mail = words_of.shared(asked.location_name, by.person_name, _until(asked), has_note=has_note)
    _post(mail, asked, {email: name})


def handed_over(asked: Participation, *, by: Context, to: tuple[str, str], sender: str, has_note: bool) -> None:
    """Tell the new responsible person (``to``: address and name), and ``sender`` by address if they want it."""
    email, name = to
    mail = words_of.handed_over_to_you(asked.location_name, by.person_name, _until(asked), has_note=has_note)
    _post(mail, asked, {email: name})
    if sender:
        _post(words_of.you_handed_over(asked.location_name, name), asked, {sender: by.person_name})


def taken_back(asked: Participation, *, by: Context, email: str, name: str) -> None:
    _post(words_of.taken_back_from_you(asked.location_name, by.person_name), asked, {email: name})


def link_to(asked: Participation) -> str:
    """Return a link for every colleague, now and later: it asks to sign in, and chooses the role that belongs to it."""
    return portal_links.link_to("submissions:shared", asked.provider_id, asked.id)


def _until(asked: Participation) -> str:
    return day_in_words(last_day(asked))


def _post(mail: PortalMail, asked: Participation, people: dict[str, str]) -> None:
    outbox.post(about_place(mail, asked), people, about=asked, link=link_to(asked))
