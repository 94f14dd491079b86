"""What an analyst asks of a calculation, as a value, and as a document that waits for a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reports.domain.exclusions import Exclusion
from reports.domain.scenarios import ReturnScenario, scenario_documents, scenarios_from
from reports.domain.uplift_choice import UpliftChoice


@dataclass(frozen=True)
class CalculationTerms:
    """The terms: what is left out, the note, the occupancy, the uplift and the scenarios."""

    exclusions: tuple[Exclusion, ...] = ()
    note: str = ""
    occupancy_target: Decimal | None = None
    uplift: UpliftChoice | None = None
    scenarios: tuple[ReturnScenario, ...] = ()


def terms_document(terms: CalculationTerms) -> dict[str, Any]:
    uplift = terms.uplift
    return {
        "exclusions": [
            {"version": one.version, "reason": one.reason, "lines": sorted(one.lines)} for one in terms.exclusions
        ],
        "note": terms.note,
        "occupancy_target": None if terms.occupancy_target is None else f"{terms.occupancy_target:f}",
        "uplift": uplift and {"to": uplift.to.isoformat(), "lines": dict(uplift.lines), "others": uplift.others},
        "scenarios": scenario_documents(terms.scenarios),
    }


def terms_from(document: Mapping[str, Any]) -> CalculationTerms:
    """Return what ``terms_document`` wrote."""
    target, uplift = document["occupancy_target"], document["uplift"]
    return CalculationTerms(
        exclusions=tuple(
            Exclusion(one["version"], one["reason"], frozenset(one["lines"])) for one in document["exclusions"]
        ),
        note=document["note"],
        occupancy_target=None if target is None else Decimal(target),
        uplift=uplift and UpliftChoice(date.fromisoformat(uplift["to"]), uplift["lines"], uplift["others"]),
        scenarios=scenarios_from(document["scenarios"]),
    )
