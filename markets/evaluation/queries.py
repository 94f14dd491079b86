"""The only reader of evaluations, their looks and what people said; every function for a page takes the asker."""

from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from markets.evaluation.domain.evaluation_terms import LOOKS
from markets.evaluation.domain.experience import ExperienceKind, ExperienceRow
from markets.evaluation.domain.judged_beside import WAITS
from markets.evaluation.domain.look_state import HELD_UNSEEN, LookState, newer_offers, not_yet, there
from markets.evaluation.domain.look_weeks import look_weeks
from markets.models import EvaluationLook, ExperienceFigure, MarketEvaluation, MarketTable, VisitRun
from markets.permissions import can_read_options
from markets.profiles.queries import span_of
from markets.tables.domain.table_kinds import MarketTableKind
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

# A run that works out the looks of an evaluation for which visits are there.
EVALUATION = "evaluation"


def evaluations_for(context: Context | None) -> QuerySet[MarketEvaluation]:
    rows = MarketEvaluation.objects.select_related("replaces", "changed_by", "authority")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def evaluation_for(context: Context | None, evaluation_id: UUID) -> MarketEvaluation | None:
    return evaluations_for(context).filter(id=evaluation_id).first()


def later_version(row: MarketEvaluation) -> MarketEvaluation | None:
    return MarketEvaluation.objects.filter(replaces=row, authority_id=row.authority_id).first()


def looks_of(row: MarketEvaluation) -> dict[int, EvaluationLook]:
    """Return the looks that were made, by their months."""
    found = EvaluationLook.objects.filter(evaluation=row, authority_id=row.authority_id)
    return {one.months: one for one in found.order_by("months")}


def states_of(
    row: MarketEvaluation, done: dict[int, EvaluationLook], today: date, *, sees_held: bool = True
) -> list[LookState]:
    """Return where each look stands on a day; what is held is for those alone who look after visits."""
    held = span_of(row.authority_id, VisitHolder.COUNCIL) if sees_held else None
    offers = offers_kept_on(row) if sees_held else None
    found = []
    for months in LOOKS:
        weeks = look_weeks(row.change_on, months, row.weeks)
        if months in done:
            found.append(LookState(months, weeks, "Done", is_done=True))
            continue
        words = not_yet(weeks, held, today) if sees_held or weeks.last >= today else HELD_UNSEEN
        waits_for = "" if words else newer_offers(weeks, offers)
        found.append(LookState(months, weeks, words or there(weeks, held), not words, waits_for=waits_for))
    return found


def offers_kept_on(row: MarketEvaluation) -> date | None:
    """Return when the table of offers was kept that holds; None where there is none, or waits are not judged."""
    if not set(WAITS) & set(row.measures):
        return None
    kept = MarketTable.objects.filter(authority_id=row.authority_id, kind=MarketTableKind.OFFERS)
    last = kept.aggregate(last=Max("kept_at"))["last"]
    return timezone.localtime(last).date() if last else None


def last_run(row: MarketEvaluation) -> VisitRun | None:
    rows = VisitRun.objects.filter(authority_id=row.authority_id, kind=EVALUATION, asked__evaluation=str(row.id))
    return rows.order_by("-received_at").first()


def run_to_tell_of(row: MarketEvaluation) -> VisitRun | None:
    """Return the last run, if it waits, is at work, or has something to say; None where it is done and silent."""
    run = last_run(row)
    return None if run is None or (run.state == VisitRunState.DONE and not run.words) else run


def experience_for(context: Context | None) -> QuerySet[ExperienceFigure]:
    rows = ExperienceFigure.objects.select_related("changed_by")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def experience_rows_of(context: Context | None) -> list[ExperienceRow]:
    return [
        ExperienceRow(ExperienceKind(one.kind), one.day, one.figure, one.source, one.zone)
        for one in experience_for(context)
    ]
