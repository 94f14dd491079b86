"""The only reader of returns: a council reads its own, the office's analysts and approvers what was approved."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from benchmarking.models import CouncilReturn, ReturnDraft, RoundMember
from benchmarking.permissions import can_answer_for_council, can_read_council_returns
from benchmarking.public_files.domain.periods import financial_year
from benchmarking.public_files.domain.public_measures import ASC_FR_SPEND_OVER_HOURS, MSIF_HOME_CARE
from benchmarking.public_files.queries import counting_figures, newest_figure
from benchmarking.returns.domain.profile_reader import read_profile
from benchmarking.returns.domain.questionnaire import PRICES
from benchmarking.returns.domain.return_case import KnownPlace, ReportedFee, ReturnCase
from benchmarking.returns.domain.row_reader import TypedRow, read_table
from benchmarking.returns.domain.whole_return import ReadReturn, ReturnAsked, TypedReturn, read_return
from benchmarking.rounds.queries import reads_round
from register import queries as register

NOTHING = TypedReturn({}, [], [], {})


def draft_of(context: Context | None, member: RoundMember) -> ReturnDraft | None:
    if not _is_own(context, member):
        return None
    return ReturnDraft.objects.filter(member=member).first()


def versions_of(context: Context | None, member: RoundMember) -> QuerySet[CouncilReturn]:
    """Return what a council has sent, the newest first: all to itself, to the office what was approved.

    They come without the people who sent them, who may be behind the wall for whoever asks, or have left.
    """
    rows = CouncilReturn.objects.filter(member=member)
    if _is_own(context, member):
        return rows
    return rows.filter(approved_at__isnull=False) if reads_round(context, member.round) else rows.none()


def _is_own(context: Context | None, member: RoundMember) -> bool:
    return can_answer_for_council(context) and context is not None and context.authority_id == member.authority_id


def standing_typed(context: Context | None, member: RoundMember) -> TypedReturn:
    """Return what the pages show: the draft, or the newest version; what the round knows of a council to begin with."""
    row = draft_of(context, member) or versions_of(context, member).first()
    return typed_of(row) if row else TypedReturn(known_of(member), [], [], {})


def typed_of(row: ReturnDraft | CouncilReturn) -> TypedReturn:
    return TypedReturn(row.typed, row.prices, row.providers, row.explanations)


def known_of(member: RoundMember) -> dict[str, str]:
    """Return the answers that the round gives itself; the council says if they are wrong."""
    given = {key: getattr(member, key) for key in ("ons_code", "sub_region", "inner_outer")}
    return given | {"reference_week": member.round.reference_week.isoformat()}


def last_version(context: Context | None, member: RoundMember) -> CouncilReturn | None:
    """Return what the council had approved in the round before this one; None if it was in none."""
    rows = CouncilReturn.objects.select_related("round").filter(
        authority_id=member.authority_id,
        host_authority_id=member.host_authority_id,
        approved_at__isnull=False,
        round__reference_week__lt=member.round.reference_week,
    )
    may = _is_own(context, member) or can_read_council_returns(context)
    return rows.order_by("-round__reference_week", "-number").first() if may else None


def asked_of(context: Context | None, member: RoundMember, providers: list[TypedRow] | None = None) -> ReturnAsked:
    """Return what is known as a council's return is checked."""
    before = last_version(context, member)
    numbers = {row.get("location_id", "").strip() for row in providers or ()} - {""}
    places = {key: KnownPlace(*found) for key, found in register.cqc_places(numbers).items()}
    return ReturnAsked(
        week=member.round.reference_week, ons_code=member.ons_code, council=member.council_name,
        today=timezone.localdate(), names_by_code={member.ons_code: member.council_name},
        before=read_profile(before.typed).clean if before else {},
        average_before=_average(before, member) if before else None, places=places,
        reported=_reported_fee(member), published_spend=_published_spend(member),
    )  # fmt: skip


def _reported_fee(member: RoundMember) -> ReportedFee | None:
    """Return the fee that a council reported to MSIF for the financial year of the week, which is public."""
    found = counting_figures(MSIF_HOME_CARE, financial_year(member.round.reference_week), [member.ons_code])
    one = found.get(member.ons_code)
    return ReportedFee(one.value, one.period, one.standing) if one else None


def _published_spend(member: RoundMember) -> ReportedFee | None:
    """Return the newest spend over hours of external home care that ASC-FR gives, up to the year of the week."""
    one = newest_figure(ASC_FR_SPEND_OVER_HOURS, member.ons_code, financial_year(member.round.reference_week))
    return ReportedFee(one.value, one.period, one.standing) if one else None


def _average(row: CouncilReturn, member: RoundMember) -> Decimal | None:
    prices = read_table(PRICES, row.prices).rows
    week = row.round.reference_week
    return ReturnCase({}, prices, (), week, member.ons_code, member.council_name, week).average


def read_whole(
    context: Context | None,
    member: RoundMember,
    given: TypedReturn,
    where: Mapping[str, tuple[str, str]] | None = None,
) -> ReadReturn:
    return read_return(given, asked_of(context, member, list(given.providers)), where)


def version_for(context: Context | None, member: RoundMember, version_id: UUID) -> CouncilReturn | None:
    return versions_of(context, member).filter(id=version_id).first()
