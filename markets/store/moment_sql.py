"""Moments and lengths as SQL over texts: only what is written as usual; everything else is left to the plain reader.

An expression is null where a text is blank, is written another way, or falls on a day on which the clocks change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from markets.visits.domain.clock import ENGLAND
from markets.visits.domain.length_units import NUMBER

YEARS = range(2000, 2100)
A_DAY = timedelta(days=1)
# A time alone is read as one of the first day of 1900.
SINCE_1900 = 25_567 * 86_400


@dataclass(frozen=True, slots=True)
class MomentFormat:
    """One way of writing a moment; ``kind`` is an instant, a wall clock's date and time, or a time alone."""

    pattern: str
    words: str
    kind: str


def _formats() -> list[MomentFormat]:
    found = []
    for between in ("T", " "):
        stamp = f"____-__-__{between}__:__"
        words = f"%Y-%m-%d{between}%H:%M"
        found += [
            MomentFormat(f"{stamp}:__Z", f"{words}:%SZ", "utc"),
            MomentFormat(f"{stamp}:__+__:__", f"{words}:%S%z", "instant"),
            MomentFormat(f"{stamp}:__", f"{words}:%S", "wall"),
            MomentFormat(stamp, words, "wall"),
        ]
    found.append(MomentFormat("____-__-__", "%Y-%m-%d", "wall"))
    for mark in "/-.":
        for order in ("%d{0}%m{0}%Y", "%m{0}%d{0}%Y"):
            day = order.format(mark)
            digits = mark.join(("%", "%", "____"))
            found += [
                MomentFormat(f"{digits} %:__:__", f"{day} %H:%M:%S", "wall"),
                MomentFormat(f"{digits} %:__", f"{day} %H:%M", "wall"),
                MomentFormat(digits, day, "wall"),
            ]
    return [*found, MomentFormat("%:__:__", "%H:%M:%S", "time"), MomentFormat("%:__", "%H:%M", "time")]


FORMATS = _formats()
MOST_FORMATS = 3


def formats_of(texts: Iterable[str], order: str) -> list[MomentFormat]:
    """Return the ways in which most of these texts are written; ``order`` says which number of a date is the day."""
    counts: dict[MomentFormat, int] = {}
    wrong = "%d" if order == "mdy" else "%m"
    usable = [one for one in FORMATS if not one.words.startswith(wrong)]
    for text in texts:
        found = next((one for one in usable if _fits(text, one)), None)
        if found is not None:
            counts[found] = counts.get(found, 0) + 1
    return sorted(counts, key=lambda one: -counts[one])[:MOST_FORMATS]


def _fits(text: str, one: MomentFormat) -> bool:
    try:
        datetime.strptime(text.removesuffix("Z") + ("+0000" if text.endswith("Z") else ""), _python_words(one))
    except ValueError:
        return False
    return True


def _python_words(one: MomentFormat) -> str:
    return one.words.removesuffix("Z") + ("%z" if one.words.endswith("Z") else "")


@cache
def changes_of(years: Iterable[int] = YEARS) -> tuple[list[int], list[int]]:
    """Return the instants at which clocks in England go forward and back, by year."""
    found = [[day for day in _days(year) if _offset(day) != _offset(day + A_DAY)] for year in years]
    forward, back = ([_change_at(days[place]) for days in found] for place in (0, 1))
    return forward, back


def _days(year: int) -> list[date]:
    """Return the last days of March and of October, one of which is the Sunday."""
    return [date(year, month, day) for month in (3, 10) for day in range(25, 32)]


def _offset(day: date, zone: ZoneInfo = ENGLAND) -> int:
    offset = datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _change_at(day: date) -> int:
    """Return when clocks change on a day: at one in the morning of Greenwich."""
    return int(datetime(day.year, day.month, day.day, 1, tzinfo=UTC).timestamp())


# Lists by year, which are short: a statement carries them wherever it asks.
MACROS = (
    f"CREATE MACRO year_at(seconds) AS year(make_timestamp(CAST(seconds AS BIGINT) * 1000000)) - {YEARS[0] - 1}",
    "CREATE MACRO forward_in(year) AS list_extract(getvariable('forward'), year)",
    "CREATE MACRO back_in(year) AS list_extract(getvariable('back'), year)",
    "CREATE MACRO england(instant) AS CASE WHEN instant >= forward_in(year_at(instant)) "
    "AND instant < back_in(year_at(instant)) THEN 3600 ELSE 0 END",
    "CREATE MACRO wall_offset(day, year) AS CASE WHEN day < forward_in(year) // 86400 OR day > back_in(year) // 86400 "
    "THEN 0 WHEN day > forward_in(year) // 86400 AND day < back_in(year) // 86400 THEN 3600 END",
    "CREATE MACRO seconds_of(stamp) AS epoch_us(stamp) // 1000000",
    "CREATE MACRO local_instant(wall) AS wall - wall_offset(wall // 86400, year_at(wall))",
    # The wall clock's time that is nearest to a moment of another wall clock; of two as near the earlier.
    "CREATE MACRO nearest_wall(clock, near) AS near // 86400 * 86400 + clock + CASE "
    "WHEN clock - near % 86400 >= 43200 THEN -86400 WHEN clock - near % 86400 < -43200 THEN 86400 ELSE 0 END",
    "CREATE MACRO near_instant(clock, near) AS CASE WHEN england(near - 172800) = england(near + 172800) "
    "THEN local_instant(nearest_wall(clock, near + england(near))) END",
    "CREATE MACRO over_midnight(seconds) AS CASE WHEN seconds >= -86400 AND seconds < -43200 "
    "THEN seconds + 86400 ELSE seconds END",
    # A number of minutes or hours as seconds; what is none stays as it is (``length_units`` is the plain twin).
    f"CREATE MACRO in_unit(words, unit) AS CASE WHEN regexp_full_match(words, '{NUMBER.pattern}') "
    "THEN CAST(CAST(round(CAST(words AS DECIMAL(12, 6)) * unit, 0) AS BIGINT) AS VARCHAR) ELSE words END",
    # Whole seconds as they are usually written, or hours, minutes and seconds; ``number`` is the words as one.
    "CREATE MACRO seconds_in(words, number) AS CASE WHEN CAST(number AS VARCHAR) = words "
    "AND abs(number) < 1000000000 THEN CAST(number AS BIGINT) "
    "WHEN words LIKE '__:__:__' THEN epoch_us(TRY_CAST(words AS TIME)) // 1000000 END",
)


NOTHING = "CAST(NULL AS BIGINT)"


def stamp(text: str, formats: Sequence[MomentFormat]) -> str:
    """Return the expression of what a text says in whole seconds, whatever clock it is of."""
    read = {one: f"seconds_of(try_strptime({text}, '{one.words}'))" for one in formats}
    return _by_format(text, read)


def moment(text: str, said: str, formats: Sequence[MomentFormat], zone: str, near: str = "") -> str:
    """Return the expression of an instant in whole seconds; a time alone is the one nearest to ``near``.

    ``said`` names the text's stamp, worked out before: an expression that stood here several times would be worked out
    as often.
    """
    found = {one: _instant(said, one, zone, near) for one in formats}
    return found.popitem()[1] if len({*found.values()}) == 1 else _by_format(text, found)


def _by_format(text: str, found: Mapping[MomentFormat, str]) -> str:
    ways = [f"WHEN {text} LIKE '{one.pattern}' THEN {sql}" for one, sql in found.items()]
    return f"CASE {' '.join(ways)} END" if ways else NOTHING


def _instant(stamp: str, one: MomentFormat, zone: str, near: str) -> str:
    if one.kind in ("utc", "instant"):
        return in_years(stamp)
    if one.kind == "wall":
        return in_years(stamp) if zone == "UTC" else f"local_instant({stamp})"
    if not near:
        return NOTHING
    clock = f"({stamp} + {SINCE_1900})"
    return f"nearest_wall({clock}, {near})" if zone == "UTC" else f"near_instant({clock}, {near})"


def in_years(stamp: str) -> str:
    """Return the instant where it is of the years that are read."""
    first, after = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (YEARS[0], YEARS[-1] + 1))
    return f"CASE WHEN {stamp} >= {first} AND {stamp} < {after} THEN {stamp} END"
