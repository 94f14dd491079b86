"""Test support: an appraisal without weights, and a risk, by rows."""

from datetime import UTC, datetime
from uuid import UUID

from accounts.domain.context import Context
from markets.models import MarketRisk, OptionsAppraisal

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def an_appraisal_and_a_risk(by: Context) -> dict[str, UUID]:
    whose = {"authority_id": by.authority_id, "changed_at": NOON, "changed_by_id": by.person_id}
    row = OptionsAppraisal.objects.create(
        **whose, name="Lots", options=[{"key": "zones", "words": "Zones"}, {"key": "now", "words": "As now"}],
        criteria=[{"key": "cost", "words": "Cost"}, {"key": "pay", "words": "Pay"}],
    )  # fmt: skip
    risk = MarketRisk.objects.create(**whose, side="service", title="Rural packages wait", likelihood=3, impact=4)
    return {"appraisal_id": row.id, "risk_id": risk.id}
