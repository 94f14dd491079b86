"""Ask providers in a soft market test: whom, when and about what; and write to those who have not answered."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.campaigns.actions import ask_beside_return
from engagement.campaigns.domain.audience import BesideReturn
from engagement.campaigns.queries.beside_returns import answers_for
from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.interviews.domain.market_test_mails import MarketAsk
from engagement.interviews.domain.study_plan import MarketTestTerms
from engagement.interviews.queries.market_tests import asked_by, events_of, market_test_for, owed_by_providers
from engagement.models import AskedProvider, FrameMember, InterviewStudy
from engagement.permissions import can_ask_for_interviews, can_run_studies
from register import queries as register
from register.queries import Participation

KIND = "soft market test"
PROVIDERS, WORKSHOP = "Providers", "Workshop"
NOBODY = Refusal("This exercise asks no location yet, so there is no provider to ask. Draw up who takes part first.")
OVERTAKEN = Refusal("Somebody has changed this while you had it open. Look at it again before you save.")
TAKEN_IN = Refusal("The answers are taken in, so the days no longer change.")
NO_DAYS = Refusal("Nobody can answer in writing yet. Say from when to when first.")
CLOSED = Refusal("This has closed, so nobody is asked any more. Give it a later last day first.")


def tell_who_owes() -> None:
    """Let campaigns ask, before each message, who has yet to answer; called as the portal starts."""
    answers_for(KIND, owed_by_providers)


@transaction.atomic
def change(*, by: Context, study_id: UUID, edition: int, terms: MarketTestTerms) -> InterviewStudy | Refusal | None:
    """Change what providers are told, when they may answer, and which event is the workshop."""
    found = market_test_for(by, study_id) if can_run_studies(by) else None
    if found is None or (terms.event_id and terms.event_id not in {each.id for each in events_of(by, found)}):
        return None
    row = InterviewStudy.objects.select_for_update().get(id=found.id)
    if row.edition != edition:
        return OVERTAKEN
    if row.taken_in_at and (row.opens_on, row.closes_on) != (terms.opens_on, terms.closes_on):
        return TAKEN_IN
    row.introduction, row.event_id, row.edition = terms.introduction, terms.event_id, edition + 1
    row.opens_on, row.closes_on = terms.opens_on, terms.closes_on
    row.save(update_fields=["introduction", "event", "edition", "opens_on", "closes_on"])
    audit.record_on(row, by=by, verb="market_test.changed", kind=KIND, words=row.name)
    return row


@transaction.atomic
def ask(*, by: Context, study_id: UUID) -> int | Refusal | None:
    """Ask every provider of the exercise that is not asked yet; return how many. No mail goes out by this."""
    row = market_test_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    take_turn(f"frame {row.id}")
    found: dict[UUID, list[Participation]] = {}
    for each in register.participations(by, row.exercise_id, eligibility="in_scope"):
        found.setdefault(each.provider_id, []).append(each)
    known = set(asked_by(by, row).values_list("provider_id", flat=True))
    made = _added(row, [places for provider, places in sorted(found.items()) if provider not in known])
    if not made and not known:
        return NOBODY
    audit.record_on(row, by=by, verb="market_test.asked", kind=KIND, words=f"{row.name}: {made} asked")
    return made


def _added(row: InterviewStudy, providers: Iterable[list[Participation]]) -> int:
    there, now = FrameMember.objects.filter(study=row).count(), timezone.now()
    members, asked = [], []
    for number, places in enumerate(providers, there + 1):
        first, bands = places[0], {each.size_band for each in places}
        band = next(iter(bands)) if len(bands) == 1 else ""
        descriptions = [f"a provider of the size “{band}”", "a provider"] if band else ["a provider"]
        member = FrameMember(
            study=row, authority_id=row.authority_id, key=f"I-{number:03d}", cell=PROVIDERS, kind="provider",
            organisation=first.provider_name, descriptions=descriptions, place=number,
            status=InterviewStatus.ASKED.value,
        )  # fmt: skip
        members.append(member)
        asked.append(
            AskedProvider(
                study=row, authority_id=row.authority_id, member=member, provider_id=first.provider_id,
                owner_id=first.owner_id, exercise_id=first.exercise_id, asked_at=now,
            )
        )  # fmt: skip
    FrameMember.objects.bulk_create(members)
    AskedProvider.objects.bulk_create(asked)
    return len(asked)


@transaction.atomic
def draft_message(*, by: Context, study_id: UUID, kind: MarketAsk, key: UUID | None = None) -> UUID | Refusal | None:
    """Begin a message to those who have not answered, which is worded, looked at and sent among campaigns."""
    row = market_test_for(by, study_id) if can_ask_for_interviews(by) else None
    if row is None or row.exercise_id is None:
        return None
    if row.closes_on is None:
        return NO_DAYS
    if row.closes_on < timezone.localdate():
        return CLOSED
    done = ask_beside_return.draft(
        by=by, exercise_id=row.exercise_id, beside=BesideReturn(KIND, row.id, f"Soft market test: {row.name}"),
        subject=kind.subject, body=kind.body, key=key,
    )  # fmt: skip
    if isinstance(done, UUID):
        audit.record_on(row, by=by, verb="market_test.message_begun", kind=KIND, words=row.name)
    return done
