"""Test support: an evaluation that is planned and a figure of complaints, by rows."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from accounts.domain.context import Context
from markets.models import ExperienceFigure, MarketEvaluation

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def an_evaluation(by: Context) -> dict[str, UUID]:
    whose = {"authority_id": by.authority_id, "changed_at": NOON, "changed_by_id": by.person_id}
    row = MarketEvaluation.objects.create(
        **whose, name="The new rule", change_on=date(2026, 4, 1), weeks=12, measures=["missed", "stretched"]
    )
    said = ExperienceFigure.objects.create(
        **whose, kind="complaints", day=date(2026, 2, 1), figure=Decimal(12), source="Complaints log"
    )
    return {"evaluation_id": row.id, "experience_id": said.id}
