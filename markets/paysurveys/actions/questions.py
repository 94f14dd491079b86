"""Ask a provider about its answer to a wage survey, and reply."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from markets.models import PayQuestion
from markets.paysurveys.actions.answers import KIND, whose
from markets.paysurveys.domain.pay_mails import question_mail
from markets.paysurveys.queries import own_question, place_for, questions_on, survey_for
from markets.permissions import can_run_pay_surveys

MOST_QUESTIONS = 50
NO_WORDS = "Write what you want to know"
NO_REPLY = "Write your reply"
CROWDED = Refusal("There are many questions about this answer already. Ring the provider.")


@transaction.atomic
def ask(
    *, by: Context, survey_id: UUID, place_id: UUID, words: str, key: UUID | None = None
) -> PayQuestion | Refusal | None:
    """Ask a provider about its answer; its people get an e-mail that says so, without the words."""
    survey = survey_for(by, survey_id)
    place = place_for(by, survey, place_id) if survey and can_run_pay_surveys(by) else None
    if place is None:
        return None
    rows = questions_on(by, place)
    if found := made_before(rows, key):
        return found
    if refusal := no_words(words, NO_WORDS):
        return refusal
    if rows.count() >= MOST_QUESTIONS:
        return CROWDED
    told = {"words": words.strip(), "asked_at": timezone.now(), "asked_by_id": by.person_id}
    row = PayQuestion.objects.create(id=key or uuid4(), place=place, **told, **whose(place))
    audit.record_on(row, by=by, verb="asked about a wage answer", kind=KIND, words=place.survey.name)
    people = {one.email: one.full_name for one in accounts.people_of_provider(place.provider_id)}
    mail = question_mail(place.survey.name, place.location_name)
    post(mail, people, about=place, link=link_to("markets:own_pay", place.id))
    return row


@transaction.atomic
def reply(*, by: Context, question_id: UUID, words: str) -> PayQuestion | Refusal | None:
    """Reply to a question; a reply may be put right, also after closing."""
    row = own_question(by, question_id)
    if row is None:
        return None
    if refusal := no_words(words, NO_REPLY):
        return refusal
    row.reply, row.replied_at, row.replied_by_id = words.strip(), timezone.now(), by.person_id
    row.save(update_fields=["reply", "replied_at", "replied_by"])
    audit.record_on(row, by=by, verb="replied about a wage answer", kind=KIND, words=row.place.survey.name)
    return row
