"""Save, send and correct an answer to a wage survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from markets.models import PayAnswer, PayDraft, PayPlace, PaySurvey
from markets.paysurveys.domain.given_pay import GivenPay
from markets.paysurveys.domain.merged_draft import MergedDraft, merged
from markets.paysurveys.domain.pay_mails import receipt_mail
from markets.paysurveys.queries import answers_of, draft_of, own_place

KIND = "wage answer"
MOST_ANSWERS = 200
CROWDED = Refusal("This has been sent very often. Ring the independent team, who will help.")
NOT_YET = "This survey opens on {}. What you typed is kept, and can be sent from then on."
CLOSED = "This survey closed on {}. What you typed is kept and was not sent: ask the independent team for more time."


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is kept, what was not taken over, and the row."""

    merged: MergedDraft
    draft: PayDraft


@transaction.atomic
def save(
    *, by: Context, place_id: UUID, before: Mapping[str, str], typed: Mapping[str, str]
) -> KeptDraft | Refusal | None:
    """Keep what is typed, whatever it is, also when the survey has just closed: nothing that was typed is lost."""
    place = own_place(by, place_id)
    if place is None:
        return None
    take_turn(f"wage answer {place.id}")
    draft = draft_of(by, place)
    together = merged(before, typed, draft.typed if draft else standing_typed(by, place))
    if draft is None:
        draft = PayDraft(id=uuid4(), place=place, **whose(place))
    draft.typed, draft.saved_at, draft.saved_by_id = together.typed, timezone.now(), by.person_id
    draft.save()
    return KeptDraft(together, draft)


def standing_typed(by: Context, place: PayPlace) -> Mapping[str, str]:
    """Return what the page shows: the draft, or else the answer that counts, or nothing."""
    draft = draft_of(by, place)
    if draft is not None:
        return dict(draft.typed)
    newest = answers_of(by, place).first()
    return dict(newest.typed) if newest else {}


def why_not_send(survey: PaySurvey) -> str:
    """Return why an answer cannot be sent today; blank if it can."""
    today = timezone.localdate()
    if today < survey.opens_on:
        return NOT_YET.format(day_in_words(survey.opens_on))
    return CLOSED.format(day_in_words(survey.closes_on)) if today > survey.closes_on else ""


@transaction.atomic
def send(
    *, by: Context, place_id: UUID, pay: GivenPay, typed: Mapping[str, str], key: UUID | None = None
) -> PayAnswer | Refusal | None:
    """Send an answer, or a correction: a further version, which counts from then on. A receipt goes to who sent it."""
    place = own_place(by, place_id)
    if place is None:
        return None
    take_turn(f"wage answer {place.id}")
    if found := made_before(answers_of(by, place), key):
        PayDraft.objects.filter(place=place, typed=found.typed).delete()  # a second press saved it once more
        return found
    if because := why_not_send(place.survey):
        return Refusal(because)
    newest = answers_of(by, place).first()
    if newest and newest.number >= MOST_ANSWERS:
        return CROWDED
    now, number = timezone.now(), newest.number + 1 if newest else 1
    answer = PayAnswer.objects.create(
        id=key or uuid4(), place=place, number=number, typed=dict(typed), values=pay.as_json, sent_at=now,
        sent_by_id=by.person_id, **whose(place),
    )  # fmt: skip
    PayDraft.objects.filter(place=place).delete()
    PayPlace.objects.filter(id=place.id).update(answered_at=now)
    audit.record_on(answer, by=by, verb="sent a wage answer", kind=KIND, words=place.survey.name)
    mail = receipt_mail(place.survey.name, place.location_name, number, place.survey.closes_on)
    post(mail, {accounts.email_of(by): by.person_name}, about=place, link=link_to("markets:own_pay", place.id))
    return answer


def whose(place: PayPlace) -> dict[str, UUID]:
    """Return what each row of a place repeats of it."""
    names = ("survey_id", "authority_id", "exercise_id", "provider_id")
    return {name: getattr(place, name) for name in names}
