"""The only reader of options and risks; every function takes the asker."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.domain.context import Context
from markets.fees.queries import scenarios_for
from markets.models import AppraisalScore, FeeScenario, MarketRisk, OptionsAppraisal, PaymentRun, RiskChange
from markets.options.domain.appraisal import OptionScore
from markets.options.domain.risk_register import FirstSign, SignRule
from markets.payment.queries import runs_kept
from markets.permissions import can_read_options
from markets.profiles.queries import figures_of, runs_that_show
from markets.visits.domain.dataset_states import FigureLevel, VisitHolder


def appraisals_for(context: Context | None) -> QuerySet[OptionsAppraisal]:
    rows = OptionsAppraisal.objects.select_related("changed_by")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def appraisal_for(context: Context | None, appraisal_id: UUID) -> OptionsAppraisal | None:
    return appraisals_for(context).filter(id=appraisal_id).first()


def scores_of(context: Context | None, row: OptionsAppraisal) -> QuerySet[AppraisalScore]:
    rows = AppraisalScore.objects.select_related("scenario", "payment_run", "changed_by")
    if context is None or not can_read_options(context) or row.authority_id != context.own_authority:
        return rows.none()
    return rows.filter(appraisal=row)


def scores_by_cell(rows: QuerySet[AppraisalScore]) -> dict[tuple[str, str], OptionScore]:
    """Return the scores by option and criterion, as they are ranked."""
    return {(one.option, one.criterion): OptionScore(one.points, one.reason, figure_name(one)) for one in rows}


def figure_name(score: AppraisalScore) -> str:
    """Return the name of the frozen figure on which a score rests; blank where there is none."""
    if score.scenario is not None:
        return f"Fee scenario: {score.scenario.name}"
    return f"Payment run: {score.payment_run.name}" if score.payment_run is not None else ""


def figures_to_rest_on(context: Context | None) -> tuple[list[FeeScenario], list[PaymentRun]]:
    """Return the frozen scenarios and kept runs to which a score may point."""
    return list(scenarios_for(context).filter(frozen_at__isnull=False)[:200]), list(runs_kept(context)[:200])


def risks_for(context: Context | None, side: str = "", with_closed: bool = False) -> QuerySet[MarketRisk]:
    """Return the risks of the asker's authority, the highest first."""
    rows = MarketRisk.objects.select_related("changed_by")
    if context is None or not can_read_options(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    rows = rows.filter(side=side) if side else rows
    rows = rows if with_closed else rows.filter(closed_at__isnull=True)
    return rows.order_by((F("likelihood") * F("impact")).desc(), "title", "id")


def risk_for(context: Context | None, risk_id: UUID) -> MarketRisk | None:
    return risks_for(context, with_closed=True).filter(id=risk_id).first()


def changes_of(context: Context | None, row: MarketRisk) -> QuerySet[RiskChange]:
    rows = RiskChange.objects.select_related("changed_by")
    if context is None or not can_read_options(context) or row.authority_id != context.own_authority:
        return rows.none()
    return rows.filter(risk=row)


def measures_now(context: Context | None) -> Mapping[str, Decimal]:
    """Return the market's figures of the latest profile of the council's own visits, by measure; empty without one."""
    latest = next(iter(runs_that_show(context, VisitHolder.COUNCIL)), None) if can_read_options(context) else None
    if latest is None:
        return {}
    rows = figures_of([latest.id], level=FigureLevel.MARKET)[latest.id]
    middles = {row.measure: row.middle for row in rows}
    return {measure: middle for measure, middle in middles.items() if middle is not None}


def sign_of(row: MarketRisk) -> FirstSign | None:
    """Return the measure with its threshold to which a risk is bound; None where it is bound to none."""
    if not row.measure or row.threshold is None or not row.sign_rule:
        return None
    return FirstSign(row.measure, SignRule(row.sign_rule), row.threshold)
