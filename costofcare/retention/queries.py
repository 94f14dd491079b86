"""How long each kind of thing is kept here, and how much of it is older."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection

from accounts.erasures.queries.retention import days_set
from costofcare.retention.domain.kinds import KINDS, RetentionKind


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


def kept_kinds() -> list[KeptKind]:
    set_here = days_set()
    return [KeptKind(kind, set_here.get(kind.key, kind.days)) for kind in KINDS]


def plan_for(due_on: date) -> dict[str, dict[str, Any]]:
    """Return what is old enough on a day, by kind: from when it is old, and how many rows that are; {} if nothing."""
    return dict(_due(due_on))


def _due(due_on: date) -> Iterator[tuple[str, dict[str, Any]]]:
    for kept in kept_kinds():
        if kept.days is None or not kept.kind.statements:
            continue
        before = datetime.combine(due_on - timedelta(days=kept.days), time.min, UTC)
        rows = sum(_count(one.table, one.where, before) for one in kept.kind.statements)
        if rows:
            yield kept.kind.key, {"before": before.isoformat(), "rows": rows}


def _count(table: str, where: str, before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}", {"before": before})
        return int(cursor.fetchone()[0])
