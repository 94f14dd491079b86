"""Ask a worker for a profile of a period; the same again is the run that there is."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import Dataset, MarketRelease, VisitFigure, VisitRun
from markets.permissions import can_share_profile, holders_read
from markets.profiles.actions.shared_mails import tell_providers
from markets.profiles.domain.shared_mails import profile_mail
from markets.profiles.queries import PROFILE, runs_for
from markets.visits.domain.dataset_states import DatasetState, FigureLevel, VisitHolder, VisitRunState

MAKE_PROFILE = "markets.tasks.make_profile"
KIND = "market profile"
LONGEST = 366 * 3
# A profile that was thrown away does not come back by itself: only of visits that are new one is asked for.
NEW_FOR = timedelta(hours=1)
BACKWARDS = Refusal("The last day lies before the first one.")
TOO_LONG = Refusal("A profile covers three years at most.")
OVERLAPS = Refusal("A profile with some of these days is shared already: two that overlap would say too much.")
LEFT = Refusal("A release was drafted of this profile, so it is kept: later figures are held against it.")
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)


@transaction.atomic
def ask_for(
    *, by: Context, holder: VisitHolder, first: date | None, last: date | None, key: UUID | None = None
) -> VisitRun | Refusal | None:
    """Leave a profile to a worker; one of the same days that is under way is that one. None if the asker may not."""
    if holder not in holders_read(by):
        return None
    if first is not None and last is not None and (trouble := _trouble(first, last)):
        return trouble
    if found := made_before(runs_for(by), key):
        return found
    take_turn(f"profile {by.authority_id}")
    waiting = runs_for(by).filter(holder=holder, first_day=first, last_day=last, state__in=UNDER_WAY).first()
    if waiting is not None:
        return waiting
    made = VisitRun.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        holder=holder,
        kind=PROFILE,
        first_day=first,
        last_day=last,
        asked=asked_of(holder, first, last),
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="asked for a market profile", kind=KIND, words=days_words(first, last))
    task_queue.nudge_when_committed(MAKE_PROFILE, made.id)
    return made


def _trouble(first: date, last: date) -> Refusal | None:
    if last < first:
        return BACKWARDS
    return TOO_LONG if (last - first).days >= LONGEST else None


def asked_of(holder: VisitHolder, first: date | None, last: date | None) -> dict[str, str]:
    """Return what was asked for as it goes into a digest; no day is all days that are held."""
    days = {"first": first, "last": last}
    return {"holder": holder.value, **{name: day.isoformat() if day else "" for name, day in days.items()}}


def days_words(first: date | None, last: date | None) -> str:
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}" if first and last else "all days held"


@transaction.atomic
def share(*, by: Context, run_id: UUID) -> VisitRun | Refusal | None:
    """Let each provider see the market's protected medians beside its own; of any day once.

    Medians of periods that overlap could be held against each other until they say something of one provider.
    """
    take_turn(f"profile {by.authority_id}")
    done = runs_for(by).filter(holder=VisitHolder.COUNCIL, state=VisitRunState.DONE)
    run = done.filter(id=run_id).first()
    if run is None or not can_share_profile(by):
        return None
    shared = done.filter(result__shared=True).exclude(id=run.id)
    if shared.filter(first_day__lte=run.last_day, last_day__gte=run.first_day).exists():
        return OVERLAPS
    if run.result.get("shared"):
        return run
    run.result = {**run.result, "shared": True}
    run.save(update_fields=["result"])
    words = days_words(run.first_day, run.last_day)
    audit.record_on(run, by=by, verb="shared a market profile with providers", kind=KIND, words=words)
    _tell(run)
    return run


def _tell(run: VisitRun) -> None:
    """Write to the providers that the profile speaks of."""
    figures = VisitFigure.objects.filter(run=run, level=FigureLevel.PROVIDER, provider_id__isnull=False).order_by()
    tell_providers(
        profile_mail(run.authority.name),
        figures.values_list("provider_id", flat=True).distinct(),
        authority_id=run.authority_id,
        subject_id=run.id,
        page="markets:own_profile",
    )


@transaction.atomic
def ask_by_itself() -> int:
    """Ask for a profile of all days wherever visits were taken in since the last one was; return how many."""
    lately = timezone.now() - NEW_FOR
    held = Dataset.objects.filter(state=DatasetState.TAKEN_IN, finished_at__gte=lately).order_by()
    asked = 0
    for authority_id, holder, newest in held.values_list("authority_id", "holder").annotate(Max("finished_at")):
        take_turn(f"profile {authority_id}")
        if VisitRun.objects.filter(
            authority_id=authority_id, holder=holder, kind=PROFILE, received_at__gte=newest
        ).exists():
            continue
        made = VisitRun.objects.create(
            authority_id=authority_id,
            holder=holder,
            kind=PROFILE,
            asked=asked_of(VisitHolder(holder), None, None),
            received_at=timezone.now(),
        )
        task_queue.nudge_when_committed(MAKE_PROFILE, made.id)
        asked += 1
    return asked


@transaction.atomic
def throw_away(*, by: Context, run_id: UUID) -> VisitRun | Refusal | None:
    """Delete a run with its figures; not one of which anything has left the team, or waits to."""
    run = runs_for(by).filter(id=run_id).first()
    if run is None or run.holder not in holders_read(by):
        return None
    take_turn(f"market releases {by.own_authority}")
    if MarketRelease.objects.filter(run=run).exists():
        return LEFT
    audit.record_on(
        run, by=by, verb="threw a market profile away", kind=KIND, words=days_words(run.first_day, run.last_day)
    )
    run.delete()
    return run
