"""Hold the project of an invented round: a brief that has a second version, a group, meetings, and the usual lists."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from benchmarking.models import BenchmarkRound
from benchmarking.projects.actions import project_entries
from benchmarking.projects.actions.project_briefs import keep_brief
from benchmarking.projects.domain.brief_versions import BriefTerms
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.synthetic.actions.region_cast import RegionCast

GROUP = (
    ("Pia Sandell", "Office of the region", "analysis", ""),
    ("Wim Talbot", "Ashgrove", "commissioning", "inner"),
    ("Ola Fenn", "Gainsley", "finance", "outer"),
    ("Una Marsh", "An association of providers", "providers", ""),
)
FIRST = BriefTerms(
    aim="What the councils of the region pay for home care, for what practice and what quality.",
    scope="Home care that councils buy for people of 65 and over. No care homes, no direct payments.",
    constraints="Four months; no provider’s figures leave the portal; councils are named by consent alone.",
    stakeholders="The councils of the region, their network of directors, and providers who are interviewed.",
    deliverables="A regional report, an anonymised datasheet and a toolkit.",
    acceptance="The network accepts the report once a second person has released it.",
    days=Decimal(55), day_rate_gbp=Decimal(500), spent_gbp=Decimal(0),
)  # fmt: skip
SPENT = Decimal(4_500)
HOUR = timedelta(hours=1)


def hold_project(by: RegionCast, row: BenchmarkRound, today: date) -> None:
    """Hold the project of a round that is open."""
    keep_brief(by=by.analyst, round_id=row.id, told=FIRST, why="", after=0)
    spent = replace(FIRST, spent_gbp=SPENT)
    keep_brief(by=by.analyst, round_id=row.id, told=spent, why="Nine days of the first month", after=1)
    project_entries.begin(by=by.analyst, round_id=row.id, begins_on=row.opens_on - timedelta(days=14))
    for name, organisation, seat, place in GROUP:
        _add(by, row, ProjectPart.GROUP, name=name, organisation=organisation, seat=seat, place=place)
    for title, days, minutes in (("First meeting", -21, "The brief was agreed."), ("Second meeting", 7, "")):
        starts = timezone.make_aware(datetime.combine(today + timedelta(days=days), time(10)))
        _add(
            by, row, ProjectPart.MEETINGS, title=title, starts_at=starts, ends_at=starts + HOUR, place="By video",
            agenda="The brief; who has returned; what is next", minutes=minutes,
        )  # fmt: skip
    held = today - timedelta(days=21)
    _add(by, row, ProjectPart.DECISIONS, words="The group meets monthly.", decided_on=held)
    _add(
        by, row, ProjectPart.CHANGES, title="Two weeks more for returns", reason="A quarter has not returned yet.",
        effect="No days; the report two weeks later.", asked_by="Wim Talbot", asked_on=today - timedelta(days=2),
    )  # fmt: skip


def _add(by: RegionCast, row: BenchmarkRound, part: ProjectPart, **told: Any) -> None:
    project_entries.add(by=by.analyst, round_id=row.id, part=part, told=told)
