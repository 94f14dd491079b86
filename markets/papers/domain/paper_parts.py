"""On what a paper rests, as it is chosen."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaperParts:
    """Ids of frozen parts; ``option`` is the key of what is proposed, blank for whatever came first."""

    appraisal_id: UUID
    scenario_id: UUID | None = None
    zone_plan_id: UUID | None = None
    payment_run_id: UUID | None = None
    option: str = ""
