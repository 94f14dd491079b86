"""Dirt as real files have it, planted where it is known: whole clocks and systems first, then single rows."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.random import Generator

from markets.synthetic.domain.county import InventedCounty, Which, filled_in
from markets.synthetic.domain.invented_patches import SLOTS
from markets.synthetic.domain.invented_visits import LAST_DAY, LATE, WEEK, Real, Whole, midnights
from markets.synthetic.domain.visit_texts import PLACE, TextRow, visit_texts
from markets.visits.domain.clock import is_summer
from markets.visits.domain.marks import ORDINARY

COPIES = 0.005
SINGLE_ROWS = ("V07", "V08", "V09", "V13", "V18", "V19", "V20", "V21")
ROWS_A_KIND = 20_000
FAST = 7 * 60
BUSY, ENOUGH = 120, 4.5
AN_HOUR, A_DAY = 3600, 86_400
HAND_FILLED = 0.6
FIRST_ROW = 2


@dataclass(slots=True)
class DirtyRows:
    """The rows of a file with what was planted: for each code the rows of the file, its header being row 1.

    ``county`` is what is true behind them: hand-filled times are what was logged, a wrong clock is not.
    """

    county: InventedCounty
    rows: list[TextRow]
    planted: dict[str, list[int]] = field(default_factory=dict)

    def plant(self, code: str, places: list[int]) -> None:
        self.planted[code] = sorted(self.planted.get(code, []) + [place + FIRST_ROW for place in places])

    def add(self, code: str, rows: list[TextRow]) -> None:
        self.plant(code, list(range(len(self.rows), len(self.rows) + len(rows))))
        self.rows += rows


def with_dirt(rng: Generator, county: InventedCounty) -> DirtyRows:
    """Return the county's rows with every kind of dirt, no row bearing two kinds."""
    utc, shifted, by_hand, two_systems = _providers(rng, county)
    taken = np.isin(county.provider, [utc, shifted, by_hand, two_systems])
    phone = _phone(county, taken)
    filled = (county.provider == by_hand) & county.done & (rng.uniform(size=len(county.done)) < HAND_FILLED)
    county = replace(filled_in(county, np.asarray(filled)), hand_filled=by_hand)
    dirty_county, planted = _clocks(county, utc, shifted, phone)
    found = DirtyRows(county, visit_texts(dirty_county))
    for code, rows in planted.items():
        found.plant(code, rows.tolist())
    free = np.flatnonzero(~taken & ~phone & county.done & ~county.by_hand & (county.visits.attendance == 1))
    alone = free[np.array([county.patches[patch].careworkers == 1 for patch in county.visits.patch[free]])]
    used = _single_rows(rng, county, found, alone)
    _add_two_systems(county, found, two_systems)
    _add_copies(rng, found, np.setdiff1d(free, used))
    return found


def _providers(rng: Generator, county: InventedCounty) -> list[int]:
    """Return four providers of middle size, the busiest of them first."""
    middle = np.arange(len(county.providers) // 4, len(county.providers))[:12]
    rows = np.bincount(county.provider, minlength=len(county.providers))
    return sorted(rng.permutation(middle)[:4].tolist(), key=lambda place: -int(rows[place]))


def _phone(county: InventedCounty, taken: Which) -> Which:
    """Return the attendances of the careworker whose phone will be fast: a busy one, who is rather late anyway.

    Nobody's where nobody is busy enough: of few starts a clock cannot be told from a habit.
    """
    visits, people = county.visits, len(county.visits.habits)
    logged = county.done & ~county.by_hand & ~taken
    minute = (visits.planned - midnights(county.weeks)[_day(county)]) // 60
    opening = logged & np.isin(minute, [begins for _, begins, _ in SLOTS])
    late = (visits.start - visits.planned) / 60
    counts = np.bincount(visits.carer[logged], minlength=people)
    # Of somebody who is early by habit seven minutes more may still be ordinary.
    busy = np.flatnonzero((counts >= BUSY) & (visits.habits >= 0))
    evidence = [_evidence(late[opening & (visits.carer == carer)]) for carer in busy]
    carer = int(busy[int(np.argmax(evidence))]) if max(evidence, default=0.0) >= ENOUGH else -1
    return np.asarray((visits.carer == carer) & ~taken)


def _evidence(late: Real) -> float:
    """Return by how many of its own errors the median will lie beyond what is ordinary, once the phone is fast."""
    if not len(late):
        return 0.0
    lower, middle, upper = np.quantile(late, [0.25, 0.5, 0.75])
    beyond = FAST / 60 + float(middle) - LATE - ORDINARY / 60
    return float(beyond * len(late) ** 0.5 / max(float(upper - lower), 1.0))


def _day(county: InventedCounty) -> Whole:
    """Return the day of the period on which each attendance is planned."""
    return np.asarray(np.searchsorted(midnights(county.weeks), county.visits.planned, side="right") - 1)


def _clocks(county: InventedCounty, utc: int, shifted: int, phone: Which) -> tuple[InventedCounty, dict[str, Whole]]:
    """Return the county with a provider in UTC, a provider's week a day late, and a fast phone; and V15 as it is."""
    provider, done, visits = county.provider, county.done, county.visits
    summer = np.array([is_summer(int(each)) for each in visits.planned])
    early = (provider == utc) & done & summer
    late = (provider == shifted) & done & (visits.planned < midnights(county.weeks)[0] + WEEK * A_DAY)
    fast = phone & done & ~county.by_hand
    start = visits.start - AN_HOUR * early + A_DAY * late + FAST * fast
    exact = ~county.timed & done & (county.by_hand | (visits.seconds == visits.planned_seconds))
    dirty = replace(county, visits=replace(visits, start=start.astype(np.int64)))
    places = {"V06": early, "V15": exact, "V16": late | fast}
    return dirty, {code: np.flatnonzero(rows) for code, rows in places.items()}


def _single_rows(rng: Generator, county: InventedCounty, found: DirtyRows, alone: Whole) -> Whole:
    """Plant what one row shows by itself, each careworker and client at most once; return the rows that were used."""
    count = max(2, len(found.rows) // ROWS_A_KIND)
    last = set(np.flatnonzero(county.visits.planned >= midnights(county.weeks)[-1]).tolist())
    order = rng.permutation(alone).tolist()
    people: set[tuple[str, int]] = set()
    used: list[int] = []
    for code in SINGLE_ROWS:
        wanted = (row for row in order if (row in last) == (code == "V07"))
        chosen: list[int] = []
        for row in wanted:
            these = {("careworker", int(county.visits.carer[row])), ("client", int(county.visits.client[row]))}
            if len(chosen) < count and not these & people:
                people |= these
                chosen.append(row)
        used += chosen
        _plant(found, code, chosen)
    return np.array(used, dtype=np.int64)


def _plant(found: DirtyRows, code: str, chosen: list[int]) -> None:
    if code == "V13":
        found.add(code, [_second(found.rows[row], number) for number, row in enumerate(chosen)])
        return
    for number, row in enumerate(chosen):
        _spoil(found.rows[row], code, number)
    found.plant(code, chosen)


def _spoil(row: TextRow, code: str, number: int) -> None:
    """Change one row as the kind of dirt has it."""

    def put(**texts: str) -> None:
        for key, text in texts.items():
            row[PLACE[key]] = text

    day = row[PLACE["planned_start"]][:10]
    if code == "V07":
        put(
            planned_start=f"{LAST_DAY}T01:15:00",
            planned_seconds="1800",
            actual_start=f"{LAST_DAY}T01:2{number % 10}:00",
        )
    if code == "V08":
        put(planned_start=f"{day}T22:40:00Z", planned_seconds="2700", actual_start=f"{day}T22:44:00Z")
        put(actual_seconds=str(40 * 60 + number - A_DAY))
    if code == "V09":
        put(actual_seconds=("0", "100000")[number % 2])
    if code == "V18":
        put(client_ref=("Mary Jones", "Smith, Arthur")[number % 2])
    if code == "V19":
        put(funder="self_funder")
    if code == "V20":
        put(planned_start="", planned_seconds="")
    if code == "V21":
        put(outcome="see notes")


def _second(row: TextRow, number: int) -> TextRow:
    """Return another careworker's row of the same client and time, with nothing to say why."""
    other = list(row)
    other[PLACE["visit_ref"]] = f"X{number}"
    other[PLACE["carer_ref"]] = f"W9{number:05d}"
    other[PLACE["actual_seconds"]] = str(int(row[PLACE["actual_seconds"]]) + 61)
    return other


def _add_two_systems(county: InventedCounty, found: DirtyRows, provider: int) -> None:
    """Add two days of a provider once more, under the other system's numbers of the visits."""
    begins = midnights(county.weeks)[1:4:2]
    there = (county.provider == provider) & (county.visits.planned >= begins[0]) & (county.visits.planned < begins[1])
    rows = [list(found.rows[place]) for place in np.flatnonzero(there)]
    for row in rows:
        row[PLACE["visit_ref"]] = f"R-{row[PLACE['visit_ref']][1:]}"
    found.add("V12", rows)


def _add_copies(rng: Generator, found: DirtyRows, free: Whole) -> None:
    chosen = rng.permutation(free)[: round(COPIES * len(found.rows))]
    found.add("V10", [list(found.rows[place]) for place in chosen.tolist()])
