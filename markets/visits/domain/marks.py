"""Marks that rows only show together: clocks that are off, hand-filled times, one careworker in two places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median, quantiles

from markets.visits.domain.attendance import HOUR, MINUTE, Attendance
from markets.visits.domain.clock import is_summer

Marks = dict[str, set[int]]
PAID_BY_OTHERS = ("nhs", "other_council", "self_funder")
HAND_FILLED_SHARE = 30
TWO_PLACES = 5 * MINUTE
# An hour early against the plan, give or take a quarter; and so few starts say nothing of a clock.
HOUR_EARLY = range(-75 * MINUTE, -45 * MINUTE)
FEWEST_STARTS = 20
FEWEST_OF_A_CLOCK = 30
CLOCK_OFF = 5 * MINUTE
# Careworkers differ by so much without any clock being wrong; and the spread of one clock's starts stays under this.
ORDINARY = 3 * MINUTE
WIDEST = 20 * MINUTE
SURE = 3.5
DAY_OFF = 12 * HOUR


def marks_of(rows: Sequence[Attendance]) -> Marks:
    marks: Marks = {"V19": {row.row for row in rows if row.funder in PAID_BY_OTHERS}, "V15": hand_filled(rows)}
    marks["V06"] = in_universal_time(rows)
    marks["V16"] = clocks_off([row for row in rows if row.row not in marks["V06"]])
    off = marks["V06"] | marks["V16"]
    marks["V14"] = in_two_places([row for row in rows if row.row not in off])
    return marks


def by_provider(rows: Iterable[Attendance]) -> dict[str, list[Attendance]]:
    grouped: defaultdict[str, list[Attendance]] = defaultdict(list)
    for row in rows:
        grouped[row.provider].append(row)
    return dict(grouped)


def is_filled_in(row: Attendance) -> bool:
    """Tell whether its minutes say little: logged by hand, or exactly the planned length."""
    return row.by_hand or (row.actual_seconds is not None and row.actual_seconds == row.planned_seconds)


def hand_filled(rows: Sequence[Attendance]) -> set[int]:
    """Return V15: hand-filled visits of providers with more than 30 per cent by hand, or exactly as planned."""
    marked: set[int] = set()
    for visits in by_provider(row for row in rows if row.is_done).values():
        by_hand = sum(row.by_hand for row in visits)
        exact = sum(row.actual_seconds == row.planned_seconds for row in visits)
        if max(by_hand, exact) * 100 > HAND_FILLED_SHARE * len(visits):
            marked.update(row.row for row in visits if is_filled_in(row))
    return marked


def in_universal_time(rows: Sequence[Attendance]) -> set[int]:
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


def clocks_off(rows: Sequence[Attendance]) -> set[int]:
    """Return V16: visits a day off their plan, and those of a careworker whose starts are all late or early alike."""
    timed = [row for row in rows if row.lateness is not None]
    marked = {row.row for row in timed if abs(row.lateness or 0) >= DAY_OFF}
    logged = [row for row in timed if row.row not in marked and not row.by_hand]
    if not logged:
        return marked
    usual = median(row.lateness or 0 for row in logged)
    careworkers: defaultdict[tuple[str, str], list[Attendance]] = defaultdict(list)
    for row in logged:
        if row.carer:
            careworkers[(row.provider, row.carer)].append(row)
    for visits in careworkers.values():
        if _is_off([(row.lateness or 0) - usual for row in visits]):
            marked.update(row.row for row in visits)
    return marked


def _is_off(offsets: Sequence[float]) -> bool:
    """Tell whether a clock is off: by over five minutes, alike, and by more than chance and habit would do."""
    if len(offsets) < FEWEST_OF_A_CLOCK:
        return False
    lower, middle, upper = quantiles(offsets, n=4, method="inclusive")
    error = 1.253 * (upper - lower) / 1.349 / len(offsets) ** 0.5
    beyond = abs(middle) - ORDINARY
    return abs(middle) > CLOCK_OFF and upper - lower < WIDEST and beyond >= SURE * error


def in_two_places(rows: Sequence[Attendance]) -> set[int]:
    """Return V14: visits of a careworker logged at two clients at once for over five minutes; by hand is no log."""
    careworkers: defaultdict[tuple[str, str], list[Attendance]] = defaultdict(list)
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


def filled_in_providers(rows: Iterable[Attendance], marks: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """Return the providers whose minutes are hand-filled."""
    return frozenset(row.provider for row in rows if row.row in marks["V15"])


def is_day_off(row: Attendance) -> bool:
    return abs(row.lateness or 0) >= DAY_OFF
