"""What a worker does to make a profile: it claims the run, asks the store, and writes figures and state at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction

from markets.measures.domain.stored_measures import Rows, StoredVisits
from markets.models import Dataset, PackageToReview, VisitFigure, VisitRun
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
from markets.profiles.actions.stored_reviews import kept_reviews
from markets.profiles.domain.market_profile import MarketProfile, asked_digest, market_profile
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.profiles.queries import PROFILE
from markets.store.claimed_runs import ClaimedRuns
from markets.store.dataset_reader import opened
from markets.store.engine import ask
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

# A county's year is some seventy questions of two million rows.
TIME_LIMIT = 1_800
NOTHING_HELD = "No visits of these days are held."
FAILED = "The figures could not be worked out. Ask for them again; if it fails again, tell the independent team."
RUNS = ClaimedRuns(PROFILE, MAKE_PROFILE, TIME_LIMIT, FAILED)
A_BATCH = 2_000


def process(run_id: UUID) -> None:
    """Make a profile; nothing to do if another worker is at it, or it is over."""
    RUNS.process(run_id, _make)


def sweep() -> int:
    """Ask for profiles of visits that are new, and nudge for those that wait."""
    return profile_runs.ask_by_itself() + RUNS.sweep()


def _make(run: VisitRun) -> None:
    days = days_of(run)
    datasets = datasets_of(run.authority_id, run.holder, days) if days else []
    if days is None or not datasets:
        RUNS.over(run, VisitRunState.STOPPED, words=NOTHING_HELD)
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
    PackageToReview.objects.filter(run=run).delete()
    PackageToReview.objects.bulk_create(kept_reviews(run, profile.reviews), batch_size=A_BATCH)
    result = {"figures": len(profile.rows), "sha256": profile.digest, "filled_in": list(profile.filled_in), **owned}
    held = [str(each.id) for each in datasets]
    ends = {"first_day": days.first, "last_day": days.last}
    RUNS.over(run, VisitRunState.DONE, digest=digest, datasets=held, result=result, **ends)


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
