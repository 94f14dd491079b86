"""Write to those who have not answered a wage survey, through the engagement room and its doors."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.campaigns.actions import ask_beside_return
from engagement.campaigns.domain.audience import BesideReturn
from engagement.campaigns.queries.beside_returns import answers_for
from markets.paysurveys.domain.ask_words import AskKind
from markets.paysurveys.queries import owed_by_locations, survey_for
from markets.permissions import can_ask_for_pay

KIND = "wage survey"
CLOSED = Refusal("This survey has closed, so nobody is asked any more. Give it a later last day first.")


def tell_who_owes() -> None:
    """Let the engagement room ask, before each message, who has yet to answer; called as the portal starts."""
    answers_for(KIND, owed_by_locations)


@transaction.atomic
def draft_message(*, by: Context, survey_id: UUID, kind: AskKind, key: UUID | None = None) -> UUID | Refusal | None:
    """Begin a message to those who have not answered, which is worded, looked at and sent in the engagement room."""
    survey = survey_for(by, survey_id)
    if survey is None or not can_ask_for_pay(by):
        return None
    if survey.closes_on < timezone.localdate():
        return CLOSED
    done = ask_beside_return.draft(
        by=by, exercise_id=survey.exercise_id, beside=BesideReturn(KIND, survey.id, f"Wage survey: {survey.name}"),
        subject=kind.subject, body=kind.body, key=key,
    )  # fmt: skip
    if isinstance(done, UUID):
        audit.record_on(survey, by=by, verb="began a message about a wage survey", kind=KIND, words=survey.name)
    return done
