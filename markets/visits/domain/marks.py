"""Marks that rows only show together: clocks that are off, hand-filled times, one careworker in two places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median, quantiles

from markets.visits.domain.attendance import HOUR, MINUTE, CareAttendance
from markets.visits.domain.clock import is_summer

Marks = dict[str, set[int]]
PAID_BY_OTHERS = ("nhs", "other_council", "self_funder")
HAND_FILLED_SHARE = 30
TWO_PLACES = 5 * MINUTE
# An hour early against the plan, give or take a quarter; and so few starts say nothing of a clock.
HOUR_EARLY = range(-75 * MINUTE, -45 * MINUTE)
FEWEST_STARTS = 20
FEWEST_OF_A_CLOCK = 40
HALF_AN_HOUR = HOUR // 2
CLOCK_OFF = 5 * MINUTE
# Careworkers differ by so much without any clock being wrong; and the spread of one clock's starts stays under this.
ORDINARY = 3 * MINUTE
WIDEST = 20 * MINUTE
SURE = 3.5
DAY_OFF = 12 * HOUR


def marks_of(rows: Sequence[CareAttendance]) -> Marks:
    marks: Marks = {"V19": {row.row for row in rows if row.funder in PAID_BY_OTHERS}, "V15": hand_filled(rows)}
    marks["V06"] = in_universal_time(rows)
    marks["V16"] = clocks_off([row for row in rows if row.row not in marks["V06"]])
    off = marks["V06"] | marks["V16"]
    marks["V14"] = in_two_places([row for row in rows if row.row not in off])
    return marks


def by_provider(rows: Iterable[CareAttendance]) -> dict[str, list[CareAttendance]]:
    grouped: defaultdict[str, list[CareAttendance]] = defaultdict(list)
    for row in rows:
        grouped[row.provider].append(row)
    return dict(grouped)


def is_filled_in(row: CareAttendance) -> bool:
    """Tell whether its minutes say little: logged by hand, or exactly the planned length."""
    return row.by_hand or (row.actual_seconds is not None and row.actual_seconds == row.planned_seconds)


def hand_filled(rows: Sequence[CareAttendance]) -> set[int]:
    """Return V15: hand-filled visits of providers with more than 30 per cent by hand, or exactly as planned."""
    marked: set[int] = set()
    for visits in by_provider(row for row in rows if row.is_done).values():
        by_hand = sum(row.by_hand for row in visits)
        exact = sum(row.actual_seconds == row.planned_seconds for row in visits)
        if max(by_hand, exact) * 100 > HAND_FILLED_SHARE * len(visits):
            marked.update(row.row for row in visits if is_filled_in(row))
    return marked


def in_universal_time(rows: Sequence[CareAttendance]) -> set[int]:
    """Return V06: summer visits of providers whose starts lie an hour before the plan in summer and not in winter."""
    marked: set[int] = set()
    for visits in by_provider(row for row in rows if row.lateness is not None).values():
        summer = [row for row in visits if is_summer(row.planned_start or 0)]
        winter = [row.lateness or 0 for row in visits if not is_summer(row.planned_start or 0)]
        if len(summer) < FEWEST_STARTS or int(median(row.lateness or 0 for row in summer)) not in HOUR_EARLY:
            continue
        if len(winter) < FEWEST_STARTS or median(winter) >= HOUR_EARLY.stop:
            marked.update(row.row for row in summer)
    return marked


def clocks_off(rows: Sequence[CareAttendance]) -> set[int]:
    """Return V16: visits a day off their plan, and those of a careworker whose starts are all late or early alike."""
    timed = [row for row in rows if row.lateness is not None]
    marked = {row.row for row in timed if abs(row.lateness or 0) >= DAY_OFF}
    careworkers: defaultdict[tuple[str, str], list[CareAttendance]] = defaultdict(list)
    for row in timed:
        if row.carer and row.row not in marked:
            careworkers[(row.provider, row.carer)].append(row)
    starts = {key: opening_starts(visits) for key, visits in careworkers.items()}
    usual = _usual(starts.values())
    free = {key: not_held_up(visits, _middle(starts[key], usual) - usual) for key, visits in careworkers.items()}
    usual = _usual(free.values())
    for key, visits in careworkers.items():
        if _is_off([off - usual for off in free[key]]):
            marked.update(row.row for row in visits if not row.by_hand)
    return marked


def _usual(found: Iterable[Sequence[int]]) -> float:
    return _middle([off for offs in found for off in offs], 0)


def _middle(found: Sequence[int], otherwise: float) -> float:
    return median(found) if found else otherwise


def opening_starts(visits: Sequence[CareAttendance]) -> list[int]:
    """Return by how much visits start late before which there was half an hour at least: nothing holds them up."""
    return [row.lateness or 0 for before, row in _one_after_another(visits) if before is None or _has_time(before, row)]


def not_held_up(visits: Sequence[CareAttendance], clock: float) -> list[int]:
    """Return by how much visits start late, of those before which the last one ended when it should have.

    Rounds that are planned too tightly make a careworker late without any clock. ``clock`` is by how much the
    careworker's own seems to be fast, which moves each end as well.
    """
    return [
        row.lateness or 0
        for before, row in _one_after_another(visits)
        if before is None or _has_time(before, row) or _ended_in_time(before, clock)
    ]


def _one_after_another(visits: Sequence[CareAttendance]) -> list[tuple[CareAttendance | None, CareAttendance]]:
    """Return each logged visit with the one before it on its day."""
    ordered = sorted(visits, key=lambda row: row.actual_start or 0)
    before = [None, *ordered]
    return [
        (last if last is not None and last.local_day == row.local_day else None, row)
        for last, row in zip(before, ordered, strict=False)
        if not row.by_hand
    ]


def _planned_end(row: CareAttendance) -> int:
    return (row.planned_start or 0) + (row.planned_seconds or 0)


def _has_time(before: CareAttendance, row: CareAttendance) -> bool:
    return (row.planned_start or 0) - _planned_end(before) >= HALF_AN_HOUR


def _ended_in_time(row: CareAttendance, clock: float) -> bool:
    return not row.by_hand and (row.actual_end or 0) - clock <= _planned_end(row)


def _is_off(offsets: Sequence[float]) -> bool:
    if len(offsets) < FEWEST_OF_A_CLOCK:
        return False
    lower, middle, upper = quantiles(offsets, n=4, method="inclusive")
    return is_clock_off(len(offsets), lower, middle, upper)


def is_clock_off(n: int, lower: float, middle: float, upper: float) -> bool:
    """Tell whether a clock is off: by over five minutes, alike, and by more than chance and habit would do."""
    if n < FEWEST_OF_A_CLOCK:
        return False
    error = 1.253 * (upper - lower) / 1.349 / n**0.5
    beyond = abs(middle) - ORDINARY
    return abs(middle) > CLOCK_OFF and upper - lower < WIDEST and beyond >= SURE * error


def in_two_places(rows: Sequence[CareAttendance]) -> set[int]:
    """Return V14: visits of a careworker logged at two clients at once for over five minutes; by hand is no log."""
    careworkers: defaultdict[tuple[str, str], list[CareAttendance]] = defaultdict(list)
    for row in rows:
        if row.carer and row.actual_end is not None and not row.by_hand:
            careworkers[(row.provider, row.carer)].append(row)
    marked: set[int] = set()
    for visits in careworkers.values():
        visits.sort(key=lambda row: row.actual_start or 0)
        longest = visits[0]
        for row in visits[1:]:
            until = longest.actual_end or 0
            together = min(until, row.actual_end or 0) - (row.actual_start or 0)
            if together > TWO_PLACES and row.client != longest.client:
                marked |= {longest.row, row.row}
            if (row.actual_end or 0) > until:
                longest = row
    return marked


def filled_in_providers(rows: Iterable[CareAttendance], marks: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """Return the providers whose minutes are hand-filled."""
    return frozenset(row.provider for row in rows if row.row in marks["V15"])


def is_day_off(row: CareAttendance) -> bool:
    return abs(row.lateness or 0) >= DAY_OFF
