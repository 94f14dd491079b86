"""Test support: what is typed into the forms of a project, and a project with a row in each of its parts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from benchmarking.models import BenchmarkRound
from benchmarking.projects.actions import project_entries
from benchmarking.projects.actions.project_briefs import keep_brief
from benchmarking.projects.domain.brief_versions import BriefTerms
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.tests.office import Office

TERMS = BriefTerms(
    aim="Prices side by side", scope="Home care, 65 and over", constraints="Four months", stakeholders="26 boroughs",
    deliverables="Report and datasheet", acceptance="By the network", days=Decimal(55), day_rate_gbp=Decimal(500),
    spent_gbp=Decimal(0),
)  # fmt: skip
BRIEF = {
    "aim": TERMS.aim, "scope": TERMS.scope, "constraints": TERMS.constraints, "stakeholders": TERMS.stakeholders,
    "deliverables": TERMS.deliverables, "acceptance": TERMS.acceptance, "days": "55", "day_rate_gbp": "500",
    "spent_gbp": "0",
}  # fmt: skip
SEAT = {"name": "Sam Seat", "organisation": "Ashgrove", "seat": "finance", "place": "inner", "email": "sam@example.org"}
MEETING = {
    "title": "First meeting", "day_0": "2", "day_1": "6", "day_2": "2025", "begins": "2:30pm", "lasts": "90",
    "place": "Town hall", "agenda": "The brief; the group",
}  # fmt: skip
RISK = {"title": "Few answer", "likelihood": "4", "impact": "4", "owner": "Ann", "mitigation": "Call back"}


def on(name: str, day: date) -> dict[str, str]:
    """Return a day as a form's three boxes."""
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def fill(cast: Office, row: BenchmarkRound) -> dict[ProjectPart, Any]:
    """Keep a brief and a row in each part, and return the rows."""
    keep_brief(by=cast.ann, round_id=row.id, told=TERMS, why="", after=0)
    day, starts = date(2025, 6, 2), datetime(2025, 6, 2, 13, 30, tzinfo=UTC)
    told: dict[ProjectPart, dict[str, Any]] = {
        ProjectPart.GROUP: SEAT,
        ProjectPart.MEETINGS: {"title": "First meeting", "starts_at": starts, "ends_at": starts.replace(hour=15)},
        ProjectPart.TASKS: {"title": "Agree the brief", "days": 1, "due_on": day},
        ProjectPart.RISKS: {"title": "Few answer", "likelihood": 4, "impact": 4},
        ProjectPart.DECISIONS: {"words": "We meet monthly", "decided_on": day},
        ProjectPart.CHANGES: {"title": "Two weeks more", "reason": "Ill", "asked_by": "Reg", "asked_on": day},
    }
    made = {}
    for part, each in told.items():
        made[part] = project_entries.add(by=cast.ann, round_id=row.id, part=part, told=each)
        assert isinstance(made[part], project_entries.ROWS[part]), made[part]
    return made
