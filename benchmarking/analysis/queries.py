"""The only reader of analyses, and of what an analysis is made of: for the office's analysts and approvers."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.analysis.domain.frozen_inputs import OF_A_PLACE, OF_A_PRICE, inputs_text
from benchmarking.models import BenchmarkRound, CouncilReturn, RoundAnalysis, RoundMember
from benchmarking.returns.domain.questionnaire import PRICES, PROVIDERS
from benchmarking.returns.domain.return_case import ReturnCase
from benchmarking.returns.domain.row_reader import ReadRow, read_table
from benchmarking.rounds.queries import reads_round
from costing.answers import normal_form
from register import queries as register

NO_ANSWERS = frozenset({"completed_by_name", "completed_by_email", "approved_by_name"})


def analyses_of(context: Context | None, row: BenchmarkRound) -> QuerySet[RoundAnalysis]:
    """Return the analyses of a round, the newest first, for those who read returns."""
    rows = RoundAnalysis.objects.filter(round=row, host_authority_id=row.host_authority_id)
    return rows if reads_round(context, row) else rows.none()


def analysis_for(context: Context | None, row: BenchmarkRound, analysis_id: UUID) -> RoundAnalysis | None:
    return analyses_of(context, row).filter(id=analysis_id).first()


def inputs_of_round(context: Context | None, row: BenchmarkRound) -> str | None:
    """Return what an analysis of a round is made of, as it stands now: the newest approved return of each council."""
    if not reads_round(context, row):
        return None
    returns = _approved(CouncilReturn.objects.filter(round=row))
    places = register.ratings_at({_text(one, "location_id") for each in returns for one in each.providers},
                                 row.reference_week)  # fmt: skip
    before = _delivering_before(row)
    return inputs_text(
        week=row.reference_week,
        headline=row.headline_package,
        hypotheses=row.hypotheses,
        asked=RoundMember.objects.filter(round=row).count(),
        councils=[_council(one, row, places, before.get(one.authority_id, "")) for one in returns],
    )


def _approved(rows: QuerySet[CouncilReturn]) -> list[CouncilReturn]:
    """Return the newest approved version of each council."""
    approved = rows.filter(approved_at__isnull=False).select_related("member")
    return list(approved.order_by("member_id", "-number").distinct("member_id"))


def _delivering_before(row: BenchmarkRound) -> Mapping[UUID, str]:
    """Return by council how many providers delivered in the round before this one."""
    earlier = CouncilReturn.objects.filter(
        host_authority_id=row.host_authority_id, round__reference_week__lt=row.reference_week, approved_at__isnull=False
    )
    newest = earlier.order_by("authority_id", "-round__reference_week", "-number").distinct("authority_id")
    found: dict[UUID, str] = defaultdict(str)
    for authority_id, values in newest.values_list("authority_id", "values"):
        found[authority_id] = values.get("providers_delivering", "")
    return found


def _council(
    one: CouncilReturn, row: BenchmarkRound, places: Mapping[str, Any], delivering_before: str
) -> dict[str, Any]:
    prices = read_table(PRICES, one.prices).rows
    providers = read_table(PROVIDERS, one.providers).rows
    case = ReturnCase({}, prices, (), row.reference_week, one.member.ons_code, "", row.reference_week)
    return {
        "council": one.member.council_name,
        "ons_code": one.member.ons_code,
        "sub_region": one.member.sub_region,
        "place": one.member.inner_outer,
        "version": one.digest,
        "answers": {key: text for key, text in one.values.items() if key not in NO_ANSWERS},
        "prices": [_cells(price, OF_A_PRICE) for price in prices if case.in_force(price)],
        "places": _places(one, row, providers, places),
        "is_based": not providers and row.providers_erased_at is None,
        "delivering_before": delivering_before,
    }


def _cells(row: ReadRow, keys: tuple[str, ...]) -> dict[str, str]:
    texts = {key: normal_form(row.values.get(key)) for key in keys}
    return {key: text for key, text in texts.items() if text}


def _places(
    one: CouncilReturn, row: BenchmarkRound, providers: tuple[ReadRow, ...], places: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the places that the council lists, as rated on the Monday; those based in it where it lists none.

    Of a round whose rows of providers were erased none is known.
    """
    if providers or row.providers_erased_at is not None:
        listed = [_cells(each, OF_A_PLACE) for each in providers]
        return [cells | _rating(places.get(cells.get("location_id", ""))) for cells in listed]
    based = register.homecare_ratings_at(one.authority_id, row.reference_week)
    return [{"location_id": each.number, "hours_per_week": "1"} | _rating(each) for each in based]


def _rating(place: Any) -> dict[str, Any]:
    if place is None:
        return {}
    questions = {key: number for key in ("safe", "well_led") if (number := place.question(key)) is not None}
    return {
        "rating": place.rating,
        "rated_on": place.rated_on.isoformat() if place.rated_on else "",
        "is_inherited": place.is_inherited,
        "is_homecare": place.is_homecare,
        "key_questions": questions,
    }


def _text(row: Mapping[str, str], key: str) -> str:
    return str(row.get(key, "")).strip()
