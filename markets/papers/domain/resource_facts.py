"""What a paper on money and staff is made of, and what is missing of it, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from markets.fees.domain.fee_budget import BudgetTerms, BudgetYear, ProviderChange, yearly_budget
from markets.fees.domain.result import ScenarioResult
from markets.options.domain.shown_appraisal import ShownAppraisal, ShownOption
from markets.options.domain.shown_risk import ShownRisk
from markets.papers.domain.paper_kinds import PaperKind, SectionShape, section_called
from markets.papers.domain.typed_costs import TypedCost, read_costs
from markets.payment.domain.lab_page import LabPage
from markets.zones.domain.plan_measures import PlanMeasures

FREEZE_APPRAISAL = (
    "The appraisal is not frozen. Score every option and freeze it: a paper rests on what no longer moves."
)
NO_SCENARIO = "No fee scenario is chosen. Freeze one in the fee lab, and choose it here."
FREEZE_SCENARIO = "The fee scenario is not frozen. Freeze it in the fee lab: a paper rests on what no longer moves."
UNUSABLE = "The inputs of the fee scenario can no longer be used. Copy it in the fee lab, and freeze the copy."
NO_HOURS = (
    "The fee scenario has no zone with both today’s fee and the hours a week, so nothing can be said of cost. Copy it, "
    "type both, and freeze the copy."
)
NO_BUDGET = (
    "The budget of the fee scenario was never saved, so nobody has said when the fee starts, nor its uplift and "
    "growth. Copy the scenario, save its page of the budget, and freeze the copy."
)
FREEZE_PLAN = "The zone plan is not frozen. Freeze it, or take it out of the paper."
EMPTY_RUN = "The payment run paid for nothing. Choose another, or none."
NO_RISKS = "The register holds no open risk. Put the risks of the service and of the project on it first."
NO_OPTION = "Two options share the first place. Say which one is proposed."


@dataclass(frozen=True)
class PaperHead:
    """Whose paper it is, what it is called, and on what it rests: kind, name and digest of each part."""

    authority: str
    name: str
    rests_on: tuple[tuple[str, str, str], ...] = ()
    sections: Mapping[str, Any] = field(default_factory=dict)
    frozen: str = ""

    def words(self, key: str) -> str:
        """Return what was typed of a section; blank where nothing was."""
        typed = self.sections.get(key)
        return str(typed.get("words", "")).strip() if isinstance(typed, Mapping) else ""


@dataclass(frozen=True)
class PlannedZones:
    """A zone plan beside today's zones; ``says`` is the answer."""

    name: str
    says: str
    measures: PlanMeasures


@dataclass(frozen=True)
class PaidByRules:
    """A run of the payment lab that was kept."""

    name: str
    page: LabPage


@dataclass(frozen=True)
class ResourceFacts:
    """A part that is not there is None; ``is_frozen`` of appraisal, scenario and plan, by name."""

    head: PaperHead
    appraisal: str
    question: str
    shown: ShownAppraisal
    option: str
    result: ScenarioResult | None = None
    scenario: str = ""
    terms: BudgetTerms | None = None
    changes: tuple[ProviderChange, ...] = ()
    plan: PlannedZones | None = None
    run: PaidByRules | None = None
    risks: Sequence[ShownRisk] = ()
    faults: tuple[str, ...] = ()

    @property
    def proposed(self) -> ShownOption | None:
        """Return the option that is proposed: the one that was chosen, else the one that came first alone."""
        if self.option:
            return next((one for one in self.shown.options if one.line.key == self.option), None)
        first = [one for one in self.shown.options if one.place == 1]
        return first[0] if len(first) == 1 else None

    @property
    def years(self) -> tuple[BudgetYear, ...]:
        return yearly_budget(self.result, self.terms) if self.result and self.terms else ()

    def costs(self, key: str) -> list[TypedCost]:
        section = section_called(PaperKind.RESOURCE, key)
        shape = section.shape if section else SectionShape.COSTS
        return read_costs(self.head.words(key), shape)[0]

    def more(self) -> Decimal:
        return sum((year.more for year in self.years), Decimal(0))

    def missing(self) -> list[str]:
        """Return a sentence for each part without which there is no paper; none where it can be made."""
        found = list(self.faults)
        if self.result is not None and not any(zone.budget is not None for zone in self.result.zones):
            found.append(NO_HOURS)
        if self.result is not None and self.terms is None:
            found.append(NO_BUDGET)
        if self.proposed is None:
            found.append(NO_OPTION)
        return found if self.risks else [*found, NO_RISKS]
