"""Test support: a region whose round is locked, with returns of as many councils as a test needs, by bulk inserts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.built_once import built_once, done_once
from accounts.tests.people import person_of
from benchmarking.analysis.domain.frozen_inputs import digest_of_text, shortest
from benchmarking.models import BenchmarkRound, CouncilReturn, MemberConsent, RoundAnalysis, RoundMember
from benchmarking.returns.domain.profile_reader import read_profile
from benchmarking.rounds.domain.consent import agreed_in
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.tests.demo_region import SEED, WEEK, demo_analysis, demo_inputs, demo_rows
from benchmarking.tests.made_return import PRICE, PROVIDER, typed
from register.models import Authority

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)


@dataclass
class Region:
    """Ann analyses, Fay approves, Reg leads the region, Ned engages; Ash is a commissioner of the first council, who
    shows how it buys, Cal of the third, who shows nothing, and Gai of the seventh, who shows all.
    """

    round: BenchmarkRound
    members: list[RoundMember]
    ann: Context
    fay: Context
    reg: Context
    ned: Context
    ash: Context
    cal: Context
    gai: Context


@built_once
def make_region(councils: int = 26, *, with_returns: bool = False) -> Region:
    office = Authority.objects.create(name="Region office", cqc_name="Region office", is_programme_office=True)
    ann, fay, reg, ned = (
        person_of(name, role, office)
        for name, role in (
            ("Ann Analyst", RoleName.ANALYST),
            ("Fay Approver", RoleName.RELEASE_APPROVER),
            ("Reg Region", RoleName.REGIONAL_LEAD),
            ("Ned Engagement", RoleName.ENGAGEMENT_OFFICER),
        )
    )
    rows = demo_rows("authorities")[:councils]
    places = Authority.objects.bulk_create(Authority(name=row["la"], cqc_name=row["la"]) for row in rows)
    locked = BenchmarkRound.objects.create(
        host_authority=office, name="Spring 2025", host_name=office.name, reference_week=WEEK,
        opens_on=date(2025, 5, 1), closes_on=date(2025, 6, 30), hypotheses=list(HYPOTHESES),
        hypotheses_locked_at=NOON, state="locked", made_at=NOON, made_by_id=ann.person_id,
    )  # fmt: skip
    whose = {"round": locked, "host_authority": office}
    members = RoundMember.objects.bulk_create(
        RoundMember(
            **whose, authority=place, council_name=row["la"], ons_code=row["ons_code"], sub_region=row["sub_region"],
            inner_outer=row["inner_outer"], delegate_name=f"Director of {row['la']}",
            delegate_email=f"{row['ons_code'].lower()}@example.org", joined_at=NOON, returned_at=NOON,
        )
        for row, place in zip(rows, places, strict=True)
    )  # fmt: skip
    MemberConsent.objects.bulk_create(
        MemberConsent(
            **whose, authority_id=member.authority_id, member=member, block=block.value, is_given=True, said_at=NOON,
            said_by_id=ann.person_id,
        )
        for row, member in zip(rows, members, strict=True)
        for block, given in agreed_in({"consent_names": row["consent_names"]}).items()
        if given
    )  # fmt: skip
    if with_returns:
        CouncilReturn.objects.bulk_create(
            _return(number, row, member, ann, whose)
            for number, (row, member) in enumerate(zip(rows, members, strict=True))
        )
    ash, cal, gai = (
        person_of(f"Commissioner of {places[at].name}", RoleName.COMMISSIONER, places[at]) for at in (0, 2, 6)
    )
    return Region(locked, members, ann, fay, reg, ned, ash, cal, gai)


def _return(number: int, row: dict[str, str], member: RoundMember, ann: Context, whose: dict[str, object]) -> object:
    answers = typed(
        ons_code=row["ons_code"], pay_floor=row["pay_floor"], hours_waiting=row["hours_waiting"],
        commissioning_model=row["commissioning_model"], consent_names=row["consent_names"],
    )  # fmt: skip
    return CouncilReturn(
        **whose, authority_id=member.authority_id, member=member, number=1, typed=answers,
        prices=[PRICE | {"price": f"{20 + number / 2:.2f}"}, PRICE | {"price": "99", "price_to": "1 April 2025"}],
        providers=[PROVIDER], values=read_profile(answers).normal, digest=f"{number:064}", sent_at=NOON,
        sent_by_id=ann.person_id, approved_at=NOON, approved_by_id=ann.person_id,
    )  # fmt: skip


@done_once
def analysed(region: Region) -> RoundAnalysis:
    """Return the analysis of the invented region, as a worker would have made it."""
    inputs = demo_inputs(len(region.members))
    document = shortest(demo_analysis(len(region.members)))
    return RoundAnalysis.objects.create(
        round=region.round, host_authority_id=region.round.host_authority_id, number=1, seed=SEED, method_version="1",
        state="done", progress=100, inputs=inputs, inputs_sha256=digest_of_text(inputs),
        document=document, sha256=digest_of_text(document), received_at=NOON, received_by_id=region.ann.person_id,
        finished_at=NOON, words=demo_analysis(len(region.members))["note"],
    )  # fmt: skip
