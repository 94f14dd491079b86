"""The time zones of a calendar file: by the rules that it brings itself, then by name, and otherwise not known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

MOST_OBSERVANCES = 200
_UTC_NAMES = frozenset(
    {"utc", "z", "tzone://microsoft/utc", "coordinated universal time", "(utc) coordinated universal time"}
)
_OFFSET = re.compile(r"^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$")
_CITIES = re.compile(r"^\((?:utc|gmt)[^)]*\)\s*(?:[^:]*:)?\s*(?P<cities>.+)$")
_PARTS = ("BYMONTH", "BYDAY", "BYMONTHDAY")


@dataclass(frozen=True, slots=True)
class _Observance:
    """Standard or summer time: the moments from which it holds, and the offsets before and after them."""

    onsets: tuple[datetime, ...]
    before: timedelta
    after: timedelta


def in_utc(local: datetime, name: str, own: Mapping[str, Component]) -> datetime | None:
    """Return the moment of a local time in a zone; None if nobody knows the zone."""
    rules = own.get(name)
    moment = _by_own_rules(local, rules) if rules is not None else None
    if moment is not None:
        return moment
    zone = named(name)
    return local.replace(tzinfo=zone).astimezone(UTC) if zone else None


def named(name: str) -> tzinfo | None:
    """Return the zone of an IANA name (also behind a program's own prefix), a Windows name, or an offset."""
    plain = " ".join(name.strip().strip('"').split())
    if plain.casefold() in _UTC_NAMES:
        return UTC
    if match := _OFFSET.match(plain.casefold()):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes < 24 * 60 else None
    found = next((_known()[each] for each in _candidates(plain) if each in _known()), None)
    return ZoneInfo(found) if found else None


def _candidates(plain: str) -> Iterator[str]:
    """Yield the names that may be meant, in small letters."""
    small = plain.casefold()
    yield small
    yield re.sub(r" \d$", "", small)
    pieces = [piece for piece in small.split("/") if piece]
    for start in range(1, len(pieces) - 1):
        yield "/".join(pieces[start:])
    if cities := _CITIES.match(small):
        yield from (f"/{city.strip().replace(' ', '_')}" for city in cities["cities"].split(","))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Return IANA names by all that they may be called: themselves, Windows names, and cities."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    cities = {f"/{name.rpartition('/')[2].casefold()}": name for name in places}
    windows = {windows.casefold(): olson for windows, olson in WINDOWS_TO_OLSON.items()}
    return cities | windows | {name.casefold(): name for name in available_timezones()}


def _by_own_rules(local: datetime, rules: Component) -> datetime | None:
    """Return the moment by the file's own rules; None if they are none that we can follow."""
    try:
        observances = [_observance(each, local) for each in rules.subcomponents[:MOST_OBSERVANCES]]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    last = max(
        ((onset - each.before, each) for each in observances for onset in each.onsets if _holds(each, onset, local)),
        key=lambda found: found[0],
        default=None,
    )
    if last is None:
        first = min(observances, key=lambda each: min(each.onsets, default=datetime.max), default=None)
        return (local - first.before).replace(tzinfo=UTC) if first else None
    return (local - last[1].after).replace(tzinfo=UTC)


def _holds(each: _Observance, onset: datetime, local: datetime) -> bool:
    return local - each.after >= onset - each.before


def _observance(component: Any, local: datetime) -> _Observance:
    """Read standard or summer time; what is damaged raises whatever the library's own types raise."""
    begins = component["DTSTART"].dt.replace(tzinfo=None)
    listed = component.get("RDATE", [])
    several = listed if isinstance(listed, list) else [listed]
    dates = [each.dt.replace(tzinfo=None) for one in several for each in one.dts]
    rule = component.get("RRULE")
    onsets = [begins, *dates, *(_yearly(rule, begins, local) if rule else [])]
    return _Observance(tuple(onsets), component["TZOFFSETFROM"].td, component["TZOFFSETTO"].td)


def _yearly(rule: Mapping[str, list[Any]], begins: datetime, local: datetime) -> list[datetime]:
    """Return the newest onsets; a zone changes once a year, and any other rule may be endless."""
    if rule.get("FREQ") != ["YEARLY"] or "COUNT" in rule or rule.get("INTERVAL", [1]) != [1]:
        raise ValueError("no rule of a time zone")
    said = "".join(f";{part}={','.join(str(each) for each in rule[part])}" for part in _PARTS if part in rule)
    said = said or f";BYMONTH={begins.month};BYMONTHDAY={begins.day}"
    until = rule["UNTIL"][0] if "UNTIL" in rule else datetime.max
    last = datetime(until.year, until.month, until.day, 23, 59, 59)
    found: list[datetime] = []
    newest = min(local.year, last.year)
    for year in (newest - 1, newest):
        first = datetime.combine(datetime(year, 1, 1), begins.time())
        end = min(last, datetime(year, 12, 31, 23, 59, 59))
        found += list(rrulestr(f"FREQ=YEARLY{said}", dtstart=first).between(first, end, inc=True))
    return [each for each in found if each >= begins]
