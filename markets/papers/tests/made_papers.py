"""Test support: frozen parts of a paper by rows, a paper over them, and the facts of one without a database."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costing.risk_rating import RatedRisk
from markets.fees.domain.fee_budget import BudgetTerms, ProviderLine, provider_changes
from markets.fees.domain.result import CouncilZone, ScenarioResult, scenario_result
from markets.fees.tests.typed_fees import fee_1, pounds
from markets.models import FeeScenario, ImpactPaper, MarketRisk, OptionsAppraisal
from markets.options.domain.appraisal import OptionScore
from markets.options.domain.appraisal_terms import NamedLine
from markets.options.domain.shown_appraisal import ShownAppraisal, shown_appraisal
from markets.options.domain.shown_risk import shown_risks
from markets.papers.domain.resource_facts import PaperHead, ResourceFacts
from markets.tests.made_rows import a_fee_scenario

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPTIONS = [{"key": "zones", "words": "Redrawn zones, urban and rural rates"}, {"key": "now", "words": "Today’s model"}]
CRITERIA = [{"key": "cost", "words": "Cost"}, {"key": "pay", "words": "Pay"}]
BUDGET = {"start_0": "1", "start_1": "10", "start_2": "2026", "uplift": "3", "growth": "1", "years": "3"}
PROVIDERS = "\n".join(f"Planted Care {n}, {300 + 40 * n}, {24 + n}.10, mixed" for n in range(1, 7))
WRITTEN = {
    "proposal": {"words": "Six zones become four.\n\nRates differ by zone."},
    "consulted": {"words": "Providers at two events, 41 families by letter."},
    "staff": {"words": "Contract monitoring, 40, 210\nLegal; 12; £300"},
    "one_off": {"words": "Legal advice, 12,500"},
    "savings": {"words": "none"},
    "money": {"words": "The adult social care precept, agreed by the section 151 officer."},
    "legal": {"words": "Care Act 2014, sections 5 and 48."},
}


def an_appraisal_shown() -> ShownAppraisal:
    scores = {("zones", "cost"): 3, ("zones", "pay"): 5, ("now", "cost"): 4, ("now", "pay"): 1}
    given = {cell: OptionScore(points, f"As seen of {cell[1]}.") for cell, points in scores.items()}
    options, criteria = ([NamedLine(**one) for one in rows] for rows in (OPTIONS, CRITERIA))
    return shown_appraisal(options, criteria, {"cost": 60, "pay": 40}, given)


def a_result() -> ScenarioResult:
    council = {name: CouncilZone(pounds("28.50"), pounds("1000")) for name in ("urban", "mixed", "rural")}
    return scenario_result(fee_1(), council)


def a_risk_shown(**changed: Any) -> Any:
    row = SimpleNamespace(
        title="Rural packages wait", owner="Head of commissioning", mitigation="A lead provider a zone.",
        first_sign="90th centile over 14 days", get_side_display=lambda: "Of the service", rated=RatedRisk(4, 4),
    )  # fmt: skip
    vars(row).update(changed)
    return shown_risks([(row, None)], {})[0]


def resource_facts(**changed: Any) -> ResourceFacts:
    result = a_result()
    lines = [ProviderLine(f"Planted Care {n}", Decimal(300 + 40 * n), Decimal(24 + n), "mixed") for n in range(1, 7)]
    rests_on = (("Options appraisal", "Lots", "ab" * 32), ("Fee scenario", "Fair from October", "cd" * 32))
    facts = ResourceFacts(
        head=PaperHead("Testshire", "New lots from October", rests_on, WRITTEN),
        appraisal="Lots", question="How should home care be bought from 2026?", shown=an_appraisal_shown(), option="",
        result=result, scenario="Fair from October",
        terms=BudgetTerms(NOON.date().replace(month=10, day=1), Decimal("0.03"), Decimal("0.01"), 3),
        changes=provider_changes(result, lines), risks=[a_risk_shown()],
    )  # fmt: skip
    return replace(facts, **changed)


def frozen_parts(by: Context, *, budget: dict[str, str] | None = None) -> tuple[OptionsAppraisal, FeeScenario]:
    """Keep a frozen appraisal, a frozen scenario with its budget, and an open risk."""
    whose = {"authority_id": by.authority_id, "changed_at": NOON, "changed_by_id": by.person_id}
    appraisal = OptionsAppraisal.objects.create(
        **whose, name="Lots", question="How should home care be bought?", options=OPTIONS, criteria=CRITERIA,
        weights={"cost": 60, "pay": 40}, weights_set_at=NOON, frozen_at=NOON, digest="ab" * 32,
    )  # fmt: skip
    for (option, criterion), points in {
        ("zones", "cost"): 4,
        ("zones", "pay"): 4,
        ("now", "cost"): 1,
        ("now", "pay"): 1,
    }.items():
        appraisal.scores.create(**whose, option=option, criterion=criterion, points=points, reason="As seen")
    scenario = a_fee_scenario(by)
    zones = list(scenario.inputs["zones"])
    scenario.council = {zone: {"fee": "28.50", "hours": "1000"} for zone in zones}
    lines = PROVIDERS.replace("mixed", zones[0])
    scenario.further = {"budget": {**BUDGET, "providers": lines}} if budget is None else {"budget": budget}
    scenario.frozen_at, scenario.frozen_by_id, scenario.digest = NOON, by.person_id, "cd" * 32
    scenario.result = {}
    scenario.save()
    MarketRisk.objects.create(**whose, side="service", title="Rural packages wait", likelihood=3, impact=4)
    return appraisal, scenario


def a_paper(by: Context) -> dict[str, UUID]:
    """Keep a paper over an appraisal that is not frozen, for the crawls: nothing of it can be made."""
    whose = {"authority_id": by.authority_id, "changed_at": NOON, "changed_by_id": by.person_id}
    appraisal = OptionsAppraisal.objects.create(**whose, name="Lots of papers", options=OPTIONS, criteria=CRITERIA)
    row = ImpactPaper.objects.create(**whose, kind="resource", name="Lots", appraisal=appraisal)
    return {"paper_id": row.id}
