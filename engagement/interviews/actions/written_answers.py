"""Save and send what a provider writes in a soft market test; until it closes the provider may send it anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.merged_fields import MergedFields, merged_fields
from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from engagement.interviews.actions.market_tests import KIND
from engagement.interviews.domain.market_test_mails import receipt_mail
from engagement.interviews.domain.study_terms import MAY_QUOTE
from engagement.interviews.queries.market_tests import own_answer, own_asked_for
from engagement.models import AskedProvider, InterviewStudy, WrittenAnswer

MOST_SENT = 200
CROWDED = Refusal("This has been sent very often. Ring the independent team, who will help.")
EMPTY = Refusal("Nothing is written yet. Answer at least one question.")
NOT_YET = "This opens on {}. What you typed is kept, and can be sent from then on."
CLOSED = "This closed on {}. What you typed is kept and was not sent: ask the independent team for more time."


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is kept, what was not taken over, and the row."""

    merged: MergedFields
    answer: WrittenAnswer


def fields_of(row: InterviewStudy) -> list[str]:
    return [*(each["key"] for each in row.themes), MAY_QUOTE]


@transaction.atomic
def save(*, by: Context, asked_id: UUID, before: Mapping[str, str], typed: Mapping[str, str]) -> KeptAnswer | None:
    """Keep what is typed, also when the test has just closed: nothing that was typed is lost."""
    asked = own_asked_for(by, asked_id)
    if asked is None:
        return None
    take_turn(f"written answer {asked.id}")
    answer = own_answer(by, asked) or WrittenAnswer(
        id=uuid4(), asked=asked, study_id=asked.study_id, authority_id=asked.authority_id, provider_id=asked.provider_id
    )
    merged = merged_fields(fields_of(asked.study), before, typed, answer.typed)
    answer.typed, answer.saved_at, answer.saved_by_id = merged.typed, timezone.now(), by.person_id
    answer.save()
    return KeptAnswer(merged, answer)


def why_not_send(row: InterviewStudy) -> str:
    """Return why answers cannot be sent today; blank if they can."""
    today = timezone.localdate()
    if row.opens_on is None or row.closes_on is None or today < row.opens_on:
        return NOT_YET.format(day_in_words(row.opens_on) if row.opens_on else "a day to come")
    return CLOSED.format(day_in_words(row.closes_on)) if today > row.closes_on else ""


@transaction.atomic
def send(*, by: Context, asked_id: UUID) -> WrittenAnswer | Refusal | None:
    """Send what is typed, in place of what was sent before; a receipt goes to who sent it."""
    asked = own_asked_for(by, asked_id)
    answer = own_answer(by, asked) if asked else None
    if asked is None or answer is None:
        return None
    take_turn(f"written answer {asked.id}")
    answer.refresh_from_db()
    if because := why_not_send(asked.study):
        return Refusal(because)
    if not any(text.strip() for key, text in answer.typed.items() if key != MAY_QUOTE):
        return EMPTY
    if answer.number and not answer.has_draft:
        return answer
    return CROWDED if answer.number >= MOST_SENT else _sent(by, asked, answer)


def _sent(by: Context, asked: AskedProvider, answer: WrittenAnswer) -> WrittenAnswer:
    now = timezone.now()
    answer.sent, answer.sent_at, answer.sent_by_id = dict(answer.typed), now, by.person_id
    answer.number += 1
    answer.save()
    AskedProvider.objects.filter(id=asked.id).update(sent_at=now)
    audit.record_on(asked, by=by, verb="market_test.answered", kind=KIND, words=asked.study.name)
    if asked.study.closes_on:
        mail = receipt_mail(asked.study.name, answer.number, asked.study.closes_on)
        to = {accounts.email_of(by): by.person_name}
        post(mail, to, about=asked, link=link_to("engagement:own_test", asked.id))
    return answer
