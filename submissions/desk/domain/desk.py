"""The desk of the independent team: what waits for it and what waits for providers, counted, narrowed and sorted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DeskKind(StrEnum):
    """The kinds of what waits; the last is the providers' turn, all others are the team's."""

    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    ANSWERED = "answered"
    QUESTION = "question"
    WITH_PROVIDER = "with_provider"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def many(self) -> str:
        return _MANY[self]

    @property
    def is_for_team(self) -> bool:
        return self is not DeskKind.WITH_PROVIDER


_LABELS = {
    DeskKind.SUBMITTED: "Return to look at",
    DeskKind.CORRECTED: "Corrected since a query",
    DeskKind.ANSWERED: "Query answered",
    DeskKind.QUESTION: "Question of a provider",
    DeskKind.WITH_PROVIDER: "Query with the provider",
}
_MANY = {
    DeskKind.SUBMITTED: "Returns to look at",
    DeskKind.CORRECTED: "Corrected since a query",
    DeskKind.ANSWERED: "Queries answered",
    DeskKind.QUESTION: "Questions of providers",
    DeskKind.WITH_PROVIDER: "Queries with providers",
}
TEAM, PROVIDERS = "team", "providers"
MINE, NOBODYS = "mine", "nobodys"


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing that waits since a moment, on a location's return; ``query_id`` is None for the return itself.

    The analyst is whom the return is assigned to, or else who asked; ``details`` say more in words.
    """

    kind: DeskKind
    since: datetime
    participation_id: UUID
    return_id: UUID | None
    query_id: UUID | None
    place: str
    cqc_location_id: str
    provider_id: UUID
    provider: str
    exercise_id: UUID
    exercise: str
    about: str
    details: tuple[str, ...] = ()
    analyst_id: UUID | None = None
    analyst: str = ""
    notes: int = 0
    due_on: date | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What somebody wants to see of the desk; blank words narrow nothing down."""

    kind: str = ""
    exercise: str = ""
    whose: str = ""
    is_overdue: bool = False

    def fits(self, item: DeskItem, me: UUID) -> bool:
        return (
            _is_kind(item, self.kind)
            and self.exercise in ("", str(item.exercise_id))
            and (self.whose != MINE or item.analyst_id == me)
            and (self.whose != NOBODYS or item.analyst_id is None)
            and (not self.is_overdue or item.is_overdue)
        )


@dataclass(frozen=True, slots=True)
class DeskCount:
    """A number at the top of the desk; ``wish`` is the filter that shows its rows."""

    label: str
    count: int
    wish: str


def _is_kind(item: DeskItem, kind: str) -> bool:
    if kind in (TEAM, PROVIDERS):
        return item.kind.is_for_team == (kind == TEAM)
    return kind in ("", item.kind.value)


def counts(items: Iterable[DeskItem], me: UUID) -> tuple[DeskCount, ...]:
    """Return the numbers at the top: what waits for the team, of it mine, by kind, and with providers."""
    rows = list(items)
    team = [one for one in rows if one.kind.is_for_team]
    by_kind = (
        DeskCount(kind.many, sum(one.kind is kind for one in rows), f"kind={kind.value}")
        for kind in DeskKind
        if kind.is_for_team
    )
    with_provider = [one for one in rows if not one.kind.is_for_team]
    return (
        DeskCount("Waits for the team", len(team), f"kind={TEAM}"),
        DeskCount("Waits for me", sum(one.analyst_id == me for one in team), f"kind={TEAM}&whose={MINE}"),
        *by_kind,
        DeskCount(DeskKind.WITH_PROVIDER.many, len(with_provider), f"kind={PROVIDERS}"),
        DeskCount("Overdue", sum(one.is_overdue for one in with_provider), f"kind={PROVIDERS}&overdue=on"),
    )


SORTS = {
    "since": lambda item: (item.since, item.place),
    "what": lambda item: (list(DeskKind).index(item.kind), item.since),
    "location": lambda item: (item.place.casefold(), item.since),
    "analyst": lambda item: (item.analyst == "", item.analyst.casefold(), item.since),
    "due": lambda item: (item.due_on or date.max, item.since),
}


def ordered(items: Iterable[DeskItem], sort: str) -> list[DeskItem]:
    """Return the items by ``sort``, backwards behind a hyphen; without one the oldest first, the team's above all."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        return sorted(items, key=lambda item: (not item.kind.is_for_team, item.since, item.place))
    return sorted(items, key=SORTS[name], reverse=sort.startswith("-"))
