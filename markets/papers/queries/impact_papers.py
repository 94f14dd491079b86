"""The reader of papers, and of all that they are made of; every function takes the asker."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from accounts.domain.context import Context
from costing.figure_words import day_in_words
from markets.fees.domain.fee_budget import provider_changes
from markets.fees.domain.result import ScenarioResult, scenario_result
from markets.fees.domain.saved_scenario import council_of, inputs_of
from markets.fees.queries import FROZEN, scenarios_found
from markets.models import FeeScenario, ImpactPaper, OptionsAppraisal, PaymentRun, VisitRun, ZonePlanRow
from markets.options.domain.appraisal_terms import lines_of
from markets.options.domain.shown_appraisal import ShownAppraisal, shown_appraisal
from markets.options.domain.shown_risk import shown_risks
from markets.options.queries import appraisals_for, measures_now, risks_for, scores_by_cell, scores_of, sign_of
from markets.papers.domain import resource_facts as parts
from markets.papers.domain.equality_paper import EqualityFacts
from markets.papers.domain.kept_budget import kept_providers, kept_terms
from markets.papers.domain.paper_kinds import PaperKind
from markets.papers.domain.published_figures import FEWEST_PEOPLE, PublishedFigures
from markets.papers.domain.resource_facts import PaidByRules, PaperHead, PlannedZones, ResourceFacts
from markets.papers.queries.publishable_sources import days_of, figures_to_publish, profiles_to_publish
from markets.payment.domain.lab_page import LabPage, lab_page
from markets.payment.queries import runs_kept
from markets.permissions import can_read_options
from markets.profiles.queries import names_of
from markets.zones.domain.plan_measures import TOURS_SEED, PlanMeasures, plan_measures
from markets.zones.domain.shown_plan import plan_sentence
from markets.zones.queries import plan_of, plans_for, today_of, units_of_ground

MOST = 200


def papers_for(context: Context | None) -> QuerySet[ImpactPaper]:
    rows = ImpactPaper.objects.select_related(
        "authority", "changed_by", "appraisal", "scenario", "zone_plan__ground", "payment_run"
    )
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def paper_for(context: Context | None, paper_id: UUID) -> ImpactPaper | None:
    return papers_for(context).filter(id=paper_id).first()


def frozen_appraisals(context: Context | None) -> list[OptionsAppraisal]:
    return list(appraisals_for(context).filter(frozen_at__isnull=False)[:MOST])


def frozen_scenarios(context: Context | None) -> list[FeeScenario]:
    return list(scenarios_found(context, state=FROZEN)[:MOST])


def frozen_plans(context: Context | None) -> list[ZonePlanRow]:
    return list(plans_for(context).filter(frozen_at__isnull=False)[:MOST])


def kept_payment_runs(context: Context | None) -> list[PaymentRun]:
    return list(runs_kept(context)[:MOST])


def facts_of(context: Context, row: ImpactPaper) -> ResourceFacts | EqualityFacts:
    """Return what a paper is made of, and in ``faults`` why a part of it cannot be used."""
    return resource_facts(context, row) if row.kind == PaperKind.RESOURCE else equality_facts(context, row)


def resource_facts(context: Context, row: ImpactPaper) -> ResourceFacts:
    result, further = _result_of(row.scenario), row.scenario.further.get("budget", {}) if row.scenario else {}
    lines = kept_providers(further, [zone.name for zone in result.zones]) if result else []
    page = _page_of(row.payment_run)
    risks = risks_for(context)
    return ResourceFacts(
        head=head_of(row),
        appraisal=row.appraisal.name,
        question=row.appraisal.question,
        shown=shown_of(context, row.appraisal),
        option=row.option,
        result=result,
        scenario=row.scenario.name if row.scenario else "",
        terms=kept_terms(further),
        changes=provider_changes(result, lines) if result else (),
        plan=planned_zones(row.zone_plan),
        run=PaidByRules(row.payment_run.name, page) if row.payment_run and page else None,
        risks=shown_risks([(one, sign_of(one)) for one in risks[:MOST]], measures_now(context)),
        faults=tuple(_faults(row, result, page)),
    )


def _faults(row: ImpactPaper, result: ScenarioResult | None, page: LabPage | None) -> list[str]:
    found = _faults_of_all(row)
    if row.scenario is None:
        found.append(parts.NO_SCENARIO)
    elif not row.scenario.is_frozen:
        found.append(parts.FREEZE_SCENARIO)
    elif result is None:
        found.append(parts.UNUSABLE)
    if row.payment_run is not None and page is None:
        found.append(parts.EMPTY_RUN)
    return found


def _faults_of_all(row: ImpactPaper) -> list[str]:
    found = [] if row.appraisal.frozen_at else [parts.FREEZE_APPRAISAL]
    return found if row.zone_plan is None or row.zone_plan.frozen_at else [*found, parts.FREEZE_PLAN]


def equality_facts(context: Context, row: ImpactPaper) -> EqualityFacts:
    run = next(iter(profiles_to_publish(context)), None)
    proposed = ResourceFacts(
        head_of(row), row.appraisal.name, "", shown_of(context, row.appraisal), row.option
    ).proposed
    faults = _faults_of_all(row) + ([] if proposed else [parts.NO_OPTION])
    plan = planned_zones(row.zone_plan)
    changing = plan.measures.changing if plan else None
    return EqualityFacts(
        head=head_of(row, run),
        appraisal=row.appraisal.name,
        proposed=proposed.line.words if proposed else "",
        figures=figures_to_publish(context, run) if run else PublishedFigures(),
        days=days_of(run) if run else "",
        plan=plan.name if plan else "",
        changing=None if changing is None or 0 < changing < FEWEST_PEOPLE else changing,
        faults=tuple(faults),
    )


def shown_of(context: Context, row: OptionsAppraisal) -> ShownAppraisal:
    scores = scores_by_cell(scores_of(context, row))
    return shown_appraisal(lines_of(row.options), lines_of(row.criteria), row.weights, scores)


def head_of(row: ImpactPaper, profile: VisitRun | None = None) -> PaperHead:
    frozen = day_in_words(localtime(row.frozen_at).date()) if row.frozen_at else ""
    resting: list[tuple[str, str, str]] = [("Options appraisal", row.appraisal.name, row.appraisal.digest)]
    if row.scenario is not None:
        resting.append(("Fee scenario", row.scenario.name, row.scenario.digest))
    if row.zone_plan is not None:
        resting.append(("Zone plan", row.zone_plan.name, row.zone_plan.digest))
    if row.payment_run is not None:
        resting.append(("Payment run", row.payment_run.name, row.payment_run.digest))
    if profile is not None:
        resting.append(("Market profile", days_of(profile), profile.digest))
    return PaperHead(row.authority.name, row.name, tuple(resting), row.sections, frozen)


def _result_of(row: FeeScenario | None) -> ScenarioResult | None:
    inputs = inputs_of(row.inputs) if row else None
    return scenario_result(inputs, council_of(row.council)) if row and inputs else None


def _page_of(row: PaymentRun | None) -> LabPage | None:
    if row is None:
        return None
    refs = {line["ref"] for line in row.document["lines"] if line["level"] == "provider"}
    return lab_page(row.document, names_of(refs))


def planned_zones(row: ZonePlanRow | None) -> PlannedZones | None:
    if row is None:
        return None
    units, today = units_of_ground(row.ground), today_of(row.ground)
    measures: PlanMeasures = plan_measures(plan_of(row), units, TOURS_SEED, today)
    return PlannedZones(row.name, plan_sentence(measures, plan_measures(today, units, TOURS_SEED, today)), measures)
