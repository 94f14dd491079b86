"""What a worker does to make a profile: it claims the run, asks the store, and writes figures and state at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from markets.measures.domain.stored_measures import Rows, StoredVisits
from markets.models import Dataset, VisitFigure, VisitRun
from markets.profiles.actions import profile_runs
from markets.profiles.actions.profile_runs import MAKE_PROFILE
from markets.profiles.actions.stored_profile import (
    datasets_of,
    days_of,
    directory_now,
    inputs_of,
    kept_figures,
    owners_here,
)
from markets.profiles.domain.market_profile import MarketProfile, asked_digest, market_profile
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.profiles.queries import PROFILE
from markets.store.dataset_reader import opened
from markets.store.engine import ask
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

log = structlog.get_logger(__name__)
# A county's year is some seventy questions of two million rows.
TIME_LIMIT = 1_800
ROWS = ClaimedRows(VisitRun, timedelta(seconds=TIME_LIMIT + 10))
AT_A_TIME = 20
NOTHING_HELD = "No visits of these days are held."
FAILED = "The figures could not be worked out. Ask for them again; if it fails again, tell the independent team."
A_BATCH = 2_000


def process(run_id: UUID) -> None:
    """Make a profile; nothing to do if another worker is at it, or it is over."""
    run = ROWS.claim(run_id, _free(), state=VisitRunState.WORKING)
    if run is None:
        return
    try:
        _make(run)
    except ClaimLost:
        log.warning("a profile was taken over by another worker", subject=str(run_id))
    except Exception:
        log.exception("a profile could not be made", subject=str(run_id), tries=run.tries)
        _stumbled(run)


def sweep() -> int:
    """Ask for profiles of visits that are new, and nudge for those that wait."""
    return profile_runs.ask_by_itself() + sweep_waiting()


def sweep_waiting() -> int:
    """Nudge for runs that wait, or whose worker is gone; those that wore out three workers fail."""
    for worn_out in ROWS.abandoned(VisitRunState.WORKING).filter(tries__gte=MOST_TRIES, kind=PROFILE):
        _stumbled(worn_out)
    waiting = ROWS.untouched(VisitRunState.RECEIVED) | ROWS.abandoned(VisitRunState.WORKING).filter(
        tries__lt=MOST_TRIES
    )
    ids = list(waiting.filter(kind=PROFILE).order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(MAKE_PROFILE, run_id) for run_id in ids)


def _free() -> Q:
    return Q(kind=PROFILE) & (Q(state=VisitRunState.RECEIVED) | Q(ROWS.is_stale, state=VisitRunState.WORKING))


def _make(run: VisitRun) -> None:
    days = days_of(run)
    datasets = datasets_of(run.authority_id, run.holder, days) if days else []
    if days is None or not datasets:
        _over(run, VisitRunState.STOPPED, words=NOTHING_HELD)
        return
    inputs, known = inputs_of(run.authority_id, run.holder, days)
    with stored_visits(run, datasets, days) as visits:
        profile = market_profile(visits, inputs)
    digest = asked_digest(run.asked, [f"{each.id} {each.digest}" for each in datasets], known)
    owned = {"owners": owners_here(inputs), "directory": directory_now()}
    _keep(run, profile, digest, datasets, days, owned)


@transaction.atomic
def _keep(
    run: VisitRun,
    profile: MarketProfile,
    digest: str,
    datasets: list[Dataset],
    days: ProfileDays,
    owned: dict[str, Any],
) -> None:
    """Write figures and state in one transaction: a worker that is killed leaves none of them."""
    VisitFigure.objects.filter(run=run).delete()
    VisitFigure.objects.bulk_create(kept_figures(run, profile.rows), batch_size=A_BATCH)
    result = {"figures": len(profile.rows), "sha256": profile.digest, "filled_in": list(profile.filled_in), **owned}
    held = [str(each.id) for each in datasets]
    ends = {"first_day": days.first, "last_day": days.last}
    _over(run, VisitRunState.DONE, digest=digest, datasets=held, result=result, **ends)


def _over(run: VisitRun, state: VisitRunState, **values: object) -> None:
    ROWS.update(run, state=state, finished_at=timezone.now(), **values)


def _stumbled(run: VisitRun) -> None:
    """Leave a run for another try; after the third one say that it failed."""
    failed = run.tries >= MOST_TRIES
    state = VisitRunState.FAILED if failed else VisitRunState.RECEIVED
    VisitRun.objects.filter(id=run.id, state=VisitRunState.WORKING, claimed_at=run.claimed_at).update(
        state=state, words=FAILED if failed else "", finished_at=timezone.now() if failed else None
    )


@contextmanager
def stored_visits(run: VisitRun, datasets: list[Dataset], days: ProfileDays) -> Iterator[StoredVisits]:
    """Yield the visits of a run's days, to be asked while the store is open."""
    first, last = days.numbers
    fields = frozenset(name for each in datasets for name in each.fields)
    with opened(datasets) as connection:
        within = f"(SELECT * FROM visits WHERE local_day BETWEEN {first} AND {last})"

        def asked(statement: str, values: Sequence[Any]) -> Rows:
            return ask(connection, statement, values)

        yield StoredVisits(asked, within, fields, days.weeks, run.holder == VisitHolder.INDEPENDENT)
