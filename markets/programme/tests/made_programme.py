"""Test support: a programme over a frozen plan of two zones, its packages, and a set of questions, by rows."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from accounts.domain.context import Context
from accounts.models import Role
from markets.models import MarketProgramme, MarketTable, ServiceUserQuestions, ZonePlanRow
from markets.programme.domain.question_sets import shipped_questions
from markets.tables.domain.table_providers import pseudonym
from markets.zones.tests.made_zones import a_ground

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EAST = {"key": "p1", "name": "First", "zones": ["East"], "starts": "2027-04-01", "ends": "2027-06-30", "note": ""}
WEST = {"key": "p2", "name": "Second", "zones": ["West"], "starts": "2027-07-01", "ends": "2027-09-30", "note": "Later"}


def with_the_switch(by: Context) -> Context:
    """Let a commissioner look after visits."""
    Role.objects.filter(person_id=by.person_id).update(with_visits=True)
    return replace(by, with_visits=True)


def a_frozen_plan(by: Context) -> ZonePlanRow:
    ground = a_ground(by)
    return ZonePlanRow.objects.create(
        authority_id=by.authority_id, ground=ground, name="Two lots", how="Today’s zones", zones=ground.today,
        made_at=NOON, changed_at=NOON, changed_by_id=by.person_id, frozen_at=NOON, digest="0" * 64,
    )  # fmt: skip


def a_programme(by: Context) -> dict[str, UUID | str]:
    """Return the keys of a programme with a phase, and of its questions."""
    whose = {"authority_id": by.authority_id, "changed_at": NOON, "changed_by_id": by.person_id}
    row = MarketProgramme.objects.create(**whose, name="New lots", zone_plan=a_frozen_plan(by), phases=[EAST])
    questions = [one.row for one in shipped_questions().values()][:3]
    asked = ServiceUserQuestions.objects.create(**whose, programme=row, name="Before the change", questions=questions)
    return {"programme_id": row.id, "question_set_id": asked.id, "phase": "p1"}


def packages(by: Context, *groups: tuple[int, str, str]) -> None:
    """Keep a table of packages of 10 hours a week: so many of a provider in a zone; their references are C1, C2 …"""
    rows: list[dict[str, object]] = []
    key = settings.LEDGER_KEY.encode()
    for many, provider, zone in groups:
        for _ in range(many):
            client = pseudonym(f"C{len(rows) + 1}", str(by.authority_id), key)
            rows.append({
                "client": client, "provider": provider, "starts": "2025-01-06", "until": None, "hours": "10",
                "careworkers": 1, "zone": zone, "ruc": "", "route": "unknown", "reason": "", "funder": "council",
            })  # fmt: skip
    MarketTable.objects.create(
        authority_id=by.authority_id, kind="packages", file_name="p.csv", sha256="p", rows=rows, count=len(rows),
        made_at=NOON, made_by_id=by.person_id, kept_at=NOON,
    )  # fmt: skip
