"""Send e-mails about questions to the side that must act, and to the asker: a link and no word of the texts."""

from collections.abc import Sequence
from uuid import UUID

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words
from register.actions import recipients
from register.actions.participation_mails import about_place
from register.actions.recipients import People
from submissions.models import ReturnQuestion
from submissions.questions.domain import question_mails as mails
from submissions.questions.domain.questions import AnswerChannel, QuestionSide


def asked(made: Sequence[ReturnQuestion]) -> None:
    """Tell the other side of questions on one return: the analysts of a provider's, the provider of an analyst's.

    Several that an analyst asks at once are one mail, which leads to the page of the location.
    """
    query = _query(made[0].id)
    if query.asked_side == QuestionSide.PROVIDER:
        _tell(query, mails.asked_by_provider(_place(query)), recipients.analysts(query.authority_id))
        return
    due = day_in_words(query.due_on) if query.due_on else ""
    mail = mails.asked_by_team(_place(query), len(made), due)
    several = link_to("submissions:participation_detail", query.participation_id) if len(made) > 1 else ""
    _tell(query, mail, recipients.provider_of(query.participation), several)


def overdue(late: Sequence[ReturnQuestion]) -> None:
    """Remind the provider of queries on one return whose day has passed, in one mail; it names the latest day."""
    query = _query(late[0].id)
    due = day_in_words(max(one.due_on for one in late if one.due_on))
    several = link_to("submissions:participation_detail", query.participation_id) if len(late) > 1 else ""
    mail = mails.overdue(_place(query), len(late), due)
    _tell(query, mail, recipients.provider_of(query.participation), several)


def answered(query_id: UUID) -> None:
    """Tell the asker of an answer, except of one that an analyst wrote down."""
    query = _query(query_id)
    if query.asked_side == QuestionSide.PROVIDER:
        _tell(query, mails.answered_by_team(_place(query)), _asker(query))
    elif query.channel == AnswerChannel.PORTAL:
        everybody = recipients.analysts(query.authority_id, who_want_fewer=True)
        asker = {email: name for email, name in everybody.items() if email == query.asked_by.email}
        _tell(query, mails.answered_by_provider(_place(query)), asker or recipients.analysts(query.authority_id))


def closed(query_id: UUID) -> None:
    """Tell the person who answered for the provider that a question was closed, unless they want fewer e-mails."""
    query = _query(query_id)
    person = query.answered_by
    if person is None or person.wants_fewer_emails:
        return
    _tell(query, mails.closed(_place(query)), recipients.still_at_provider(person.email, query.provider_id))


def _asker(query: ReturnQuestion) -> People:
    there = recipients.still_at_provider(query.asked_by.email, query.provider_id)
    return there or recipients.provider_of(query.participation)


def _tell(query: ReturnQuestion, mail: PortalMail, people: People, link: str = "") -> None:
    link = link or link_to("submissions:query_detail", query.id)
    post(about_place(mail, query.participation), people, about=query, link=link)


def _query(query_id: UUID) -> ReturnQuestion:
    return ReturnQuestion.objects.select_related("participation__submission", "asked_by", "answered_by").get(
        id=query_id
    )


def _place(query: ReturnQuestion) -> str:
    return query.participation.location_name
