"""Hold the invented region as rows: a first round, one a year later that is released, and one that is open.

By bulk inserts, as a hundred returns sent page by page would take minutes; what is released goes through the actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from benchmarking.models import (
    BenchmarkEdition,
    BenchmarkRound,
    CouncilReturn,
    MemberConsent,
    ReturnDraft,
    RoundMember,
)
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.actions.region_figures import keep_populations
from benchmarking.synthetic.actions.region_levers import hold_levers
from benchmarking.synthetic.actions.region_members import (
    consents_of_version,
    draft_of_region,
    is_late,
    member_of,
    noon,
    version_of,
)
from benchmarking.synthetic.actions.region_project import hold_project
from benchmarking.synthetic.actions.region_release import released
from benchmarking.synthetic.domain.region_files import InventedCouncil, invented_region
from benchmarking.synthetic.domain.region_returns import FILES_WEEK, RegionYear, council_return

# Two councils joined after the first round; who had returned to the open one when the demo was made.
NOT_IN_THE_FIRST = frozenset({"Larkfield", "Thornley"})
OPEN_WEEK, OPEN_RISE = date(2026, 4, 6), Decimal("0.045")
ROUNDS = (
    ("Spring 2024", RegionYear(date(2024, 4, 8)), RoundState.LOCKED),
    ("Spring 2025", RegionYear(FILES_WEEK), RoundState.LOCKED),
    ("Spring 2026", RegionYear(OPEN_WEEK, OPEN_RISE), RoundState.OPEN),
)
OPEN_FOR = timedelta(days=56)


@dataclass(frozen=True)
class HeldRegion:
    """The rounds, the oldest first, and the edition that is out of the one before the last, if it could be made."""

    rounds: tuple[BenchmarkRound, ...]
    edition: BenchmarkEdition | None


def hold_region(*, by: RegionCast, office: Any, councils: Mapping[str, UUID], today: date) -> HeldRegion:
    """Hold three rounds of an office; ``councils`` are authorities of the register by name."""
    asked = [one for one in invented_region() if one.name in councils]
    rounds = [_round(by, office, name, year, state, today) for name, year, state in ROUNDS]
    BenchmarkRound.objects.bulk_create(rounds)
    for row, (_, year, _state) in zip(rounds, ROUNDS, strict=True):
        _fill(by, row, year, asked, councils)
    keep_populations(by, office)
    hold_project(by, rounds[-1], today)
    edition = released(by, rounds[1])
    hold_levers(by)
    return HeldRegion(tuple(rounds), edition)


def _round(by: RegionCast, office: Any, name: str, year: RegionYear, state: RoundState, today: date) -> BenchmarkRound:
    opens_on = year.week + timedelta(days=28)
    closes_on = opens_on + OPEN_FOR
    if state == RoundState.OPEN:
        opens_on, closes_on = today - timedelta(days=30), today + timedelta(days=26)
    made = noon(opens_on - timedelta(days=14))
    return BenchmarkRound(
        id=uuid4(), host_authority_id=office.id, name=name, host_name=office.name, reference_week=year.week,
        opens_on=opens_on, closes_on=closes_on, hypotheses=list(HYPOTHESES), hypotheses_locked_at=noon(opens_on),
        state=state.value, edition=2 if state == RoundState.OPEN else 4, made_at=made, made_by_id=by.analyst.person_id,
    )  # fmt: skip


def _fill(
    by: RegionCast,
    row: BenchmarkRound,
    year: RegionYear,
    asked: Sequence[InventedCouncil],
    councils: Mapping[str, UUID],
) -> None:
    """Let councils join and return; in the open round some have not yet."""
    members, returns, drafts = [], [], []
    consents: list[MemberConsent] = []
    for council in asked:
        if row.name == ROUNDS[0][0] and council.name in NOT_IN_THE_FIRST:
            continue
        member = member_of(by, row, council, councils[council.name])
        members.append(member)
        given = council_return(council, year)
        if row.state == RoundState.OPEN and council.name == by.begun:
            drafts.append(draft_of_region(by, member, given))
        elif row.state != RoundState.OPEN or not is_late(council, by):
            sent = version_of(by, row, member, council, given)
            returns.append(sent)
            if sent.approved_at is not None:
                member.returned_at = sent.approved_at
                consents += consents_of_version(sent)
    RoundMember.objects.bulk_create(members)
    CouncilReturn.objects.bulk_create(returns)
    MemberConsent.objects.bulk_create(consents)
    ReturnDraft.objects.bulk_create(drafts)
