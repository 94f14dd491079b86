"""What was done to reach providers, when and by whom: by role, never with a name or a provider."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from costing.figure_words import day_in_words
from engagement.contacts.domain.vocabulary import ONE_TO_ONES, Channel, Direction
from engagement.coverage.domain.coverage import FEWEST_TOLD
from engagement.coverage.domain.status_tables import Unit
from engagement.coverage.domain.tables import WITHHELD, Table, TableRow, row
from engagement.domain.owner_team import OwnerTeam

PROVIDERS = "Providers"
# The activities in the order of the table, by the channels that count as each.
ACTIVITIES: dict[str, frozenset[Channel]] = {
    "Emails and letters": frozenset({Channel.EMAIL, Channel.LETTER, Channel.PORTAL_MESSAGE}),
    "Calls": frozenset({Channel.CALL}),
    "1-2-1s": ONE_TO_ONES,
    "Sessions, forums and drop-ins": frozenset({Channel.SESSION, Channel.FORUM, Channel.DROP_IN}),
    "Visits and contract meetings": frozenset({Channel.VISIT, Channel.CONTRACT_MEETING}),
}


@dataclass(frozen=True, slots=True)
class Activity:
    """How many contacts there were on a day through a channel, a contact with several locations once for each."""

    day: date
    channel: Channel
    direction: Direction
    side: OwnerTeam
    number: int


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event that took place; ``came`` counts locations."""

    day: date
    kind: str
    side: OwnerTeam
    invited: int
    came: int


def activity_table(activities: Iterable[Activity], unit: Unit) -> Table:
    """Return a row for each activity and whoever began it: from when to when, and how often."""
    found: dict[tuple[str, str], list[Activity]] = defaultdict(list)
    for one in activities:
        what = next(name for name, channels in ACTIVITIES.items() if one.channel in channels)
        found[what, PROVIDERS if one.direction is Direction.IN else one.side.label].append(one)
    who = (*(side.label for side in OwnerTeam), PROVIDERS)
    rows = tuple(_row(what, name, found[what, name]) for what in ACTIVITIES for name in who if found[what, name])
    heads = ("What", "By whom", "From", "To", "Number")
    note = f"Counted for each {unit.one}, whether or not somebody answered."
    return Table("activities", "What was done, when and by whom", heads, rows, note=note)


def _row(what: str, name: str, some: Sequence[Activity]) -> TableRow:
    days = [one.day for one in some]
    total = sum(one.number for one in some)
    return row(what, name, day_in_words(min(days)), day_in_words(max(days)), f"{total:,}")


def event_table(events: Iterable[HeldEvent], unit: Unit, *, is_public: bool) -> Table:
    """Return a row for each event, in the order of time; in public small numbers of those who came are withheld."""
    rows = tuple(
        row(
            day_in_words(one.day),
            one.kind,
            one.side.label,
            f"{one.invited:,}",
            WITHHELD if is_public and 0 < one.came < FEWEST_TOLD else f"{one.came:,}",
        )
        for one in sorted(events, key=lambda one: (one.day, one.kind))
    )
    heads = ("Day", "Event", "By whom", f"{unit.head} invited", f"{unit.head} that came")
    return Table("events", "Events", heads, rows)
