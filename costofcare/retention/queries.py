"""How long each kind of thing is kept here, and how much of it is older."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection

from accounts.erasures.queries.retention import days_set
from costofcare.retention.domain.kinds import BY_KEY, KINDS, RetentionKind


@dataclass(frozen=True, slots=True)
class KeptKind:
    """A kind of thing and the days that hold here."""

    kind: RetentionKind
    days: int | None

    @property
    def words(self) -> str:
        return self.kind.in_words(self.days)

    @property
    def can_change(self) -> bool:
        return bool(self.kind.statements)

    @property
    def is_changed(self) -> bool:
        return self.days != self.kind.days

    @property
    def usual_words(self) -> str:
        return self.kind.in_words(self.kind.days)


def kept_kinds() -> list[KeptKind]:
    set_here = days_set()
    return [KeptKind(kind, set_here.get(kind.key, kind.days)) for kind in KINDS]


def plan_for(due_on: date) -> dict[str, dict[str, Any]]:
    """Return what is old enough on a day, by kind: from when it is old, and how many rows that are; {} if nothing."""
    return dict(_due(due_on))


def still_due(plan: Mapping[str, Mapping[str, Any]], due_on: date) -> Iterator[tuple[str, datetime]]:
    """Yield the kinds that were announced and are still to be erased, and from when they are old.

    By what was announced or by what is set now, whichever erases less.
    """
    days = {kept.kind.key: kept.days for kept in kept_kinds()}
    for key, each in plan.items():
        if (kept := days.get(key)) is not None:
            yield key, min(datetime.fromisoformat(each["before"]), old_before(due_on, kept))


def old_before(due_on: date, days: int) -> datetime:
    return datetime.combine(due_on - timedelta(days=days), time.min, UTC)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A kind in a run: how many rows were announced or erased, and what has become of an announcement since."""

    label: str
    rows: int
    since: str = ""

    @property
    def number(self) -> str:
        return f"{self.rows:,}"


def announced_rows(plan: Mapping[str, Mapping[str, Any]], due_on: date) -> list[RunRow]:
    """Return what was announced, with what was changed of it since."""
    due = dict(still_due(plan, due_on))
    return [
        RunRow(BY_KEY[key].label, each["rows"], _since(due.get(key), datetime.fromisoformat(each["before"])))
        for key, each in plan.items()
        if key in BY_KEY
    ]


def _since(due: datetime | None, announced: datetime) -> str:
    if due is None:
        return "none: kept for ever since then"
    return "fewer: kept longer since then" if due < announced else ""


def erased_rows(counts: Mapping[str, int]) -> list[RunRow]:
    return [RunRow(BY_KEY[key].label, rows) for key, rows in counts.items() if key in BY_KEY and rows]


def _due(due_on: date) -> Iterator[tuple[str, dict[str, Any]]]:
    for kept in kept_kinds():
        if kept.days is None or not kept.kind.statements:
            continue
        before = old_before(due_on, kept.days)
        rows = sum(_count(one.table, one.where, before) for one in kept.kind.statements)
        if rows:
            yield kept.kind.key, {"before": before.isoformat(), "rows": rows}


def _count(table: str, where: str, before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}", {"before": before})
        return int(cursor.fetchone()[0])
