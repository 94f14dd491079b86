"""A proposed plan with its measures as a document for analysts: figures as texts with six places, null if unknown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from markets.zones.domain.plan_measures import PlanMeasures, ZoneMeasures
from markets.zones.domain.zone_plan import ZonePlan


@dataclass(frozen=True, slots=True)
class ProposalTerms:
    """What a plan was proposed of: whose ground of which days, how many zones, and the seed."""

    authority: str
    ground: str
    first_day: date
    last_day: date
    zones: int
    seed: int


def plan_document(
    terms: ProposalTerms, plan: ZonePlan, measures: PlanMeasures, today: PlanMeasures, sources: list[str]
) -> dict[str, Any]:
    return {
        "authority": terms.authority,
        "ground": terms.ground,
        "first_day": terms.first_day.isoformat(),
        "last_day": terms.last_day.isoformat(),
        "k": terms.zones,
        "seed": terms.seed,
        "digest": plan.digest,
        **_whole(measures),
        "kept": _six(measures.kept),
        "today": _whole(today),
        "zones": [_zone(zone) for zone in measures.zones],
        "plan": plan.by_unit,
        "sources": sources,
    }


def _whole(measures: PlanMeasures) -> dict[str, Any]:
    found = {"km_between": _six(measures.km_between), "worst_km": _six(measures.worst_km)}
    return {**found, "changing": measures.changing}


def _zone(zone: ZoneMeasures) -> dict[str, Any]:
    return {
        "zone": zone.zone,
        "units": zone.units,
        "clients": zone.clients,
        "hours": _six(zone.hours),
        "rural_share": _six(zone.rural_share),
        "km_between": _six(zone.km_between),
        "km_to_middle": _six(zone.km_to_middle),
        "minutes": _six(zone.minutes),
        "low_minutes": _six(zone.low_minutes),
        "high_minutes": _six(zone.high_minutes),
        "providers": len(zone.providers),
        "changing": zone.changing,
        "apart": list(zone.apart),
    }


def _six(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"
