"""What stands in a cell: a moment, a length, a word of a closed set. Read once, then known."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from markets.visits.domain.attendance import VisitOutcome
from markets.visits.domain.clock import ENGLAND, local_day, readings
from markets.visits.domain.columns import plain_name

DATED = re.compile(
    r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?:[ T]+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?)?"
)
TIME = re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?")
LENGTH = re.compile(r"(?P<sign>-?)(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)")
WHOLE = re.compile(r"-?\d{1,9}(\.0+)?")
YEARS = range(2000, 2100)
EPOCH = date(1970, 1, 1)
OUTCOMES = {plain_name(each): each for each in VisitOutcome} | {"cancelled": VisitOutcome.CANCELLED_CLIENT}
CHOICES = {
    "start_method": ("app", "qr_nfc", "landline", "gps", "manual"),
    "end_method": ("app", "qr_nfc", "landline", "gps", "manual"),
    "service": ("core", "reablement", "double_handed", "night", "live_in", "sitting", "shopping"),
    "funder": ("council", "nhs", "other_council", "self_funder"),
}
OTHER = {"start_method": "unknown", "end_method": "unknown", "service": "other", "funder": "unknown"}
NO_INSTANT: tuple[int, ...] = ()


class UnreadableCell(Exception):
    """A cell that is not what its field needs; its argument says what was expected."""


class Moments:
    """Reads moments of a file: in which order its dates stand, and what its clocks show."""

    def __init__(self, order: str, zone: str) -> None:
        self._month_first = order == "mdy"
        self._zone = ZoneInfo(zone)
        self._known: dict[str, tuple[int, ...]] = {"": NO_INSTANT}

    def read(self, text: str, day_of: int | None = None) -> tuple[int, ...]:
        """Return the instants that it may mean; a time without a date is the one nearest to ``day_of``."""
        found = self._known.get(text)
        if found is not None:
            return found
        wall = self._wall(text)
        if isinstance(wall, time):
            return self._nearest(wall, day_of)
        return self._known.setdefault(text, readings(wall, self._zone))

    def wall_text(self, text: str) -> str:
        """Return a date and a time as ISO writes them, without an offset where it has none."""
        return self._dated(text).isoformat(" ")

    def _wall(self, text: str) -> datetime | time:
        try:
            if only := TIME.fullmatch(text):
                return time(int(only["h"]), int(only["m"]), int(only["s"] or 0))
            wall = self._dated(text)
        except ValueError:
            raise UnreadableCell("a date and a time") from None
        if wall.year not in YEARS:
            raise UnreadableCell("a date between 2000 and 2099")
        return wall

    def _dated(self, text: str) -> datetime:
        dated = DATED.fullmatch(text)
        if dated is None:
            return datetime.fromisoformat(text)
        first, second, year = int(dated["a"]), int(dated["b"]), int(dated["y"])
        month, day = (first, second) if self._month_first else (second, first)
        clock = (int(dated["h"] or 0), int(dated["m"] or 0), int(dated["s"] or 0))
        return datetime(year + 2000 if year < 100 else year, month, day, *clock)

    def _nearest(self, clock: time, day_of: int | None) -> tuple[int, ...]:
        if day_of is None:
            raise UnreadableCell("a date beside the time")
        at_zone = day_of // 86_400 if self._zone is not ENGLAND else local_day(day_of)
        days = (EPOCH + timedelta(days=at_zone + shift) for shift in (-1, 0, 1))
        return min(
            (readings(datetime.combine(day, clock), self._zone) for day in days),
            key=lambda found: abs(found[0] - day_of),
        )


def date_order(texts: Iterable[str]) -> str | None:
    """Return the order of the dates; None where they can be read two ways and no row settles it."""
    order: str | None = "iso"
    for text in texts:
        dated = DATED.fullmatch(text)
        if dated is None:
            continue
        if int(dated["a"]) > 12:
            return "dmy"
        if int(dated["b"]) > 12:
            return "mdy"
        order = None
    return order


def length(text: str) -> int | None:
    """Return seconds from whole seconds or from 00:45:00; None where there is nothing."""
    if not text:
        return None
    if WHOLE.fullmatch(text):
        return int(text.partition(".")[0])
    parts = LENGTH.fullmatch(text)
    if parts is None:
        raise UnreadableCell("whole seconds, or hours, minutes and seconds as in 00:45:00")
    seconds = int(parts["h"]) * 3600 + int(parts["m"]) * 60 + int(parts["s"])
    return -seconds if parts["sign"] else seconds


def which_careworker(text: str) -> int:
    """Return 1 for the first careworker of a visit, 2 … for the others, 0 where the file does not say."""
    said = {"": 0, "true": 2, "yes": 2, "false": 1, "no": 1}.get(text.lower())
    if said is not None:
        return said
    if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= 9:
        return int(text)
    raise UnreadableCell("1 for the first careworker of a visit, 2 for the second")


def careworkers(text: str) -> int:
    """Return how many careworkers were planned; 0 where the file does not say."""
    if text and text not in ("1", "2", "3", "4"):
        raise UnreadableCell("1 to 4 careworkers")
    return int(text or 0)


class VisitWords:
    """A field's words, the file's own and ours, onto its closed set."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        own = {plain_name(each): each for each in VisitOutcome}
        said = {word: own.get(plain_name(meant)) for word, meant in words.get("outcome", {}).items()}
        self._outcomes: dict[str, VisitOutcome | None] = {**OUTCOMES, **said}
        self._choices = {
            key: {plain_name(each): each for each in choices} | dict(words.get(key, {}))
            for key, choices in CHOICES.items()
        }

    def outcome(self, text: str) -> VisitOutcome | None:
        """Return the outcome; None where the word means nothing to us."""
        if text not in self._outcomes:
            self._outcomes[text] = self._outcomes.get(plain_name(text))
        return self._outcomes[text]

    def choice(self, key: str, text: str) -> str:
        if not text:
            return ""
        found = self._choices[key].get(text)
        return found or self._choices[key].setdefault(text, self._choices[key].get(plain_name(text), OTHER[key]))
