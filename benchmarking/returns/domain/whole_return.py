"""A council's return as a whole: read, checked, and whether it may be sent."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from benchmarking.returns.domain.answer_checks import ANSWER_CHECKS
from benchmarking.returns.domain.price_checks import PRICE_CHECKS
from benchmarking.returns.domain.profile_reader import ReadProfile, read_profile
from benchmarking.returns.domain.provider_checks import PROVIDER_CHECKS
from benchmarking.returns.domain.questionnaire import PRICES, PROFILE, PROVIDERS
from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.return_case import KnownPlace, ReportedFee, ReturnCase
from benchmarking.returns.domain.row_reader import ReadTable, TypedRow, read_table
from costing.answers import Value, normal_form
from costing.findings import Severity


@dataclass(frozen=True)
class TypedReturn:
    """A return as it was typed, in whichever way it came."""

    typed: Mapping[str, str]
    prices: Sequence[TypedRow]
    providers: Sequence[TypedRow]
    explanations: Mapping[str, str]


@dataclass(frozen=True)
class ReturnAsked:
    """What a round and the register know of a council as it answers."""

    week: date
    ons_code: str
    council: str
    today: date
    names_by_code: Mapping[str, str]
    before: Mapping[str, Value]
    average_before: Decimal | None
    places: Mapping[str, KnownPlace]
    reported: ReportedFee | None = None
    published_spend: ReportedFee | None = None


@dataclass(frozen=True)
class ReadReturn:
    """A return with all that is to be said of it, must fix first."""

    profile: ReadProfile
    prices: ReadTable
    providers: ReadTable
    remarks: tuple[ReturnRemark, ...]
    average: Decimal | None
    explanations: Mapping[str, str]

    @property
    def to_fix(self) -> list[ReturnRemark]:
        return [remark for remark in self.remarks if remark.is_to_fix]

    @property
    def cells_to_fix(self) -> list[str]:
        """Return the cells, or rows, in which something is to be put right, in the order of the workbook."""
        return list(dict.fromkeys(one.place for one in self.to_fix if one.place))

    @property
    def unexplained(self) -> list[ReturnRemark]:
        return [one for one in self.remarks if one.is_to_explain and not self.explanations.get(one.id, "").strip()]

    @property
    def may_be_sent(self) -> bool:
        return not self.to_fix and not self.unexplained

    @property
    def answered(self) -> int:
        return sum(1 for value in self.profile.values.values() if value is not None)

    @property
    def why_not_sent(self) -> str:
        """Return what stands between a return and its sending; blank if nothing does."""
        fix, explain = len(self.to_fix), len(self.unexplained)
        said = [
            *([f"{fix} {'thing' if fix == 1 else 'things'} to put right"] if fix else []),
            *([f"{explain} {'thing' if explain == 1 else 'things'} to explain"] if explain else []),
        ]
        return f"{' and '.join(said)} before it can be sent." if said else ""


def read_return(
    given: TypedReturn, asked: ReturnAsked, where: Mapping[str, tuple[str, str]] | None = None
) -> ReadReturn:
    profile = read_profile(given.typed, where)
    prices, providers = read_table(PRICES, given.prices), read_table(PROVIDERS, given.providers)
    case = ReturnCase(
        values=profile.clean, prices=prices.rows, providers=providers.rows, week=asked.week, ons_code=asked.ons_code,
        council=asked.council, today=asked.today, names_by_code=asked.names_by_code, before=asked.before,
        average_before=asked.average_before, places=asked.places, reported=asked.reported,
        published_spend=asked.published_spend,
        as_read=profile.values,
    )  # fmt: skip
    checks = (*ANSWER_CHECKS, *PRICE_CHECKS, *PROVIDER_CHECKS)
    checked = [one for check in checks for one in check(case)]
    found = (*_beside(profile.remarks, checked), *prices.remarks, *providers.remarks, *checked)
    missing = () if given.prices else (_no_prices(),)
    placed = [_placed(one, where or {}) for one in (*found, *missing)]
    return ReadReturn(profile, prices, providers, _in_order(placed), case.average, given.explanations)


def _placed(remark: ReturnRemark, where: Mapping[str, tuple[str, str]]) -> ReturnRemark:
    """Return a remark with the cell of what it speaks of, where that came from a workbook."""
    return remark if remark.place or remark.key not in where else replace(remark, place=", ".join(where[remark.key]))


def _beside(remarks: Sequence[ReturnRemark], checked: Sequence[ReturnRemark]) -> Iterator[ReturnRemark]:
    """Yield what the reader remarks on; of a figure out of range a check speaks that knows what was meant."""
    guessed = {one.key for one in checked if one.is_to_fix and one.guess and one.key in PROFILE.by_key}
    yield from (one for one in remarks if one.code != "R04" or one.key not in guessed)


def _no_prices() -> ReturnRemark:
    return ReturnRemark(
        "R03", Severity.MUST_FIX, "No price is given.", "Please type, or load, each price that was in force.", "prices"
    )


def _in_order(remarks: Sequence[ReturnRemark]) -> tuple[ReturnRemark, ...]:
    weight = {Severity.MUST_FIX: 0, Severity.EXPLAIN: 1, Severity.NOTE: 2}
    return tuple(sorted(remarks, key=lambda one: (weight[one.severity], PROFILE.order.get(one.key, 999), one.row)))


def fingerprint(read: ReadReturn) -> str:
    """Return the digest of what a return says, however it was typed."""
    rows = [
        [
            {key: normal_form(value) for key, value in sorted(row.values.items()) if value is not None}
            for row in table.rows
        ]
        for table in (read.prices, read.providers)
    ]
    plain = json.dumps([dict(sorted(read.profile.normal.items())), *rows], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
