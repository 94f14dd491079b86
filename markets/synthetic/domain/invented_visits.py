"""Visits of an invented county: each patch's days, with careworkers who are late, ill, and stay to the planned end."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from markets.synthetic.domain.invented_patches import InventedPatch, PlannedVisit
from markets.visits.domain.clock import readings

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
# The night in which clocks go back ends the period.
LAST_DAY = date(2025, 10, 26)
MISSED, CANCELLED, FRUSTRATED = 0.004, 0.015, 0.003
DONE_CODE, MISSED_CODE, CANCELLED_CODE, FRUSTRATED_CODE = range(4)
LATE, LATE_SPREAD, LONG_TAIL, TAIL = 3.0, 8.5, 0.06, 20.0
HABIT, MOST_HABIT = 1.2, 3.0
NEED_SPREAD = 0.24
AT_THE_END, MOST_OFF_THE_END = 35, 110
ILL, DAYS_OFF, WEEK = 0.06, 2, 7
STAY_WEEKS = 62


@dataclass(frozen=True, slots=True)
class InventedVisits:
    """Columns of attendances, one entry a row, and careworkers' habits by their number."""

    patch: Whole
    client: Whole
    carer: Whole
    visit: Whole
    attendance: Whole
    planned: Whole
    planned_seconds: Whole
    outcome: Whole
    start: Whole
    seconds: Whole
    could_be_shorter: Whole
    stayed: Whole
    cancelled_at: Whole
    habits: Real
    clients_ended: int

    def taken(self, places: Whole) -> "InventedVisits":
        columns = {name: getattr(self, name)[places] for name in COLUMNS}
        return InventedVisits(**columns, habits=self.habits, clients_ended=self.clients_ended)


COLUMNS = (
    "patch", "client", "carer", "visit", "attendance", "planned", "planned_seconds", "outcome", "start", "seconds",
    "could_be_shorter", "stayed", "cancelled_at",
)  # fmt: skip


class Staff:
    """Careworkers of the county, numbered as they are first needed."""

    def __init__(self, rng: Generator, days: int) -> None:
        self._rng, self._days = rng, days
        self._numbers: dict[tuple[str, int, str, int], int] = {}
        self._runs: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._standing_in: defaultdict[tuple[str, int, int], int] = defaultdict(int)
        self.habits: list[float] = []

    def of_run(self, provider: str, half: int) -> Whole:
        """Return who works a run on each day: its own careworker, a relief on two days in seven, a stand-in."""
        run = self._runs[(provider, half)]
        self._runs[(provider, half)] += 1
        own, relief = self._number(provider, half, "own", run), self._number(provider, half, "relief", run // 3)
        days_off = range(DAYS_OFF * (run % 3), DAYS_OFF * (run % 3) + DAYS_OFF)
        who = np.array([relief if day % WEEK in days_off else own for day in range(self._days)], dtype=np.int64)
        for day in np.flatnonzero(self._rng.uniform(size=self._days) < ILL):
            place = self._standing_in[(provider, half, int(day))]
            self._standing_in[(provider, half, int(day))] += 1
            who[day] = self._number(provider, half, "stand-in", place)
        return who

    def _number(self, *who: object) -> int:
        key = (str(who[0]), int(str(who[1])), str(who[2]), int(str(who[3])))
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            habit = float(np.clip(self._rng.normal(0, HABIT), -MOST_HABIT, MOST_HABIT))
            self.habits.append(habit)
        return self._numbers[key]


def midnights(weeks: int) -> Whole:
    """Return the start of each day as its visits' clocks count: noon less twelve hours."""
    first = LAST_DAY - timedelta(days=WEEK * weeks - 1)
    noons = (datetime.combine(first + timedelta(days=day), datetime.min.time()) for day in range(WEEK * weeks))
    return np.array([readings(noon + timedelta(hours=12))[0] - 43_200 for noon in noons], dtype=np.int64)


def invented_visits(rng: Generator, patches: list[InventedPatch], weeks: int) -> InventedVisits:
    """Return all attendances of all patches, in the order of provider and plan."""
    begins = midnights(weeks)
    staff = Staff(rng, len(begins))
    runs: list[dict[str, Whole]] = []
    clients = visits = ended = 0
    for number, patch in enumerate(patches):
        who, clients, left = _clients_of(rng, patch, len(begins), clients)
        ended += left
        for half, shift in enumerate(patch.shifts):
            if not shift:
                continue
            for run in _attendances(rng, staff, patch, half, shift, begins):
                shape = (len(shift), len(begins))
                run["patch"] = np.full(shape, number)
                run["client"] = who[[visit.client for visit in shift]]
                run["visit"] = visits + np.arange(shape[0] * shape[1]).reshape(shape)
                runs.append(run)
            visits += len(shift) * len(begins)
    columns = {name: np.concatenate([run[name].ravel() for run in runs]).astype(np.int64) for name in COLUMNS}
    found = InventedVisits(**columns, habits=np.array(staff.habits), clients_ended=ended)
    providers = np.array([int(patch.provider.ref[1:]) for patch in patches])[found.patch]
    return found.taken(np.lexsort((found.attendance, found.visit, found.planned, providers)))


def _clients_of(rng: Generator, patch: InventedPatch, days: int, first: int) -> tuple[Whole, int, int]:
    """Return who lives at each place on each day: whoever leaves is followed by somebody new on a Monday."""
    leaves = rng.uniform(size=(len(patch.places), days)) < 1 / STAY_WEEKS
    leaves[:, [day for day in range(days) if day % WEEK or not day]] = False
    since = np.cumsum(leaves, axis=1)
    before = np.concatenate([[0], np.cumsum(since[:-1, -1] + 1)])
    return first + before[:, None] + since, first + int(np.sum(since[:, -1] + 1)), int(leaves.sum())


def _attendances(
    rng: Generator, staff: Staff, patch: InventedPatch, half: int, shift: tuple[PlannedVisit, ...], begins: Whole
) -> list[dict[str, Whole]]:
    """Return the run of each careworker of a patch; outcomes are the visit's, whoever comes."""
    shape = (len(shift), len(begins))
    planned = begins[None, :] + np.array([visit.start * 60 for visit in shift])[:, None]
    length = np.repeat(np.array([visit.minutes * 60 for visit in shift])[:, None], shape[1], axis=1)
    chance = rng.uniform(size=shape)
    outcome = np.searchsorted(np.cumsum([MISSED, CANCELLED, FRUSTRATED]), chance, side="right") + 1
    outcome = np.where(outcome == 4, DONE_CODE, outcome)
    notice = rng.integers(1, 72, shape) * 3600
    cancelled_at = np.where(outcome == CANCELLED_CODE, planned - notice, 0)
    found = []
    for attendance in range(1, patch.careworkers + 1):
        who = staff.of_run(patch.provider.ref, half)
        habits = np.array([staff.habits[number] for number in who])
        run = _delivered(rng, patch, length) | {"planned": planned, "planned_seconds": length, "outcome": outcome}
        run["start"] = _starts(rng, shift, planned, habits, np.where(outcome == DONE_CODE, run["seconds"], 0))
        run |= {"cancelled_at": cancelled_at, "carer": np.repeat(who[None, :], shape[0], axis=0)}
        found.append(run | {"attendance": np.full(shape, attendance)})
    return found


def _delivered(rng: Generator, patch: InventedPatch, length: Whole) -> dict[str, Whole]:
    """Return seconds at each visit: as needed, or drawn out to the planned end where less would have done."""
    needed = np.rint(length * np.exp(rng.normal(patch.provider.needed, NEED_SPREAD, length.shape))).astype(np.int64)
    shorter = needed < length
    stays = shorter & (rng.uniform(size=length.shape) < patch.provider.stay)
    off = np.clip(np.rint(rng.normal(0, AT_THE_END, length.shape)), -MOST_OFF_THE_END, MOST_OFF_THE_END)
    seconds = np.where(stays, length + off.astype(np.int64), np.maximum(needed, 60))
    return {"seconds": seconds, "could_be_shorter": shorter.astype(np.int64), "stayed": stays.astype(np.int64)}


def _starts(rng: Generator, shift: tuple[PlannedVisit, ...], planned: Whole, habits: Real, seconds: Whole) -> Whole:
    """Return when each visit starts: as late as it happens, and not before the careworker can be there."""
    late = rng.normal(LATE, LATE_SPREAD, planned.shape) + habits[None, :]
    late += np.where(rng.uniform(size=planned.shape) < LONG_TAIL, rng.exponential(TAIL, planned.shape), 0)
    starts = planned + np.rint(late * 60).astype(np.int64)
    free = np.zeros(planned.shape[1], dtype=np.int64)
    for place, visit in enumerate(shift):
        there = seconds[place] > 0
        starts[place] = np.where(there, np.maximum(starts[place], free + int(visit.travel * 60)), starts[place])
        free = np.where(there, starts[place] + seconds[place], free)
    return starts
