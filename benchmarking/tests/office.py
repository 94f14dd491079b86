"""Test support of this room: a programme office with its people, two councils, and a round that asks both."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.built_once import built_once, done_once
from accounts.tests.people import person_of
from benchmarking.models import BenchmarkRound, RoundMember
from benchmarking.rounds.actions import members, rounds
from benchmarking.rounds.domain.member_lines import read_member_lines
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.domain.round_terms import HYPOTHESES, NewRound
from benchmarking.tests.made_return import WEEK
from register.models import Authority

LINES = """Council;ONS code;Sub-region;Inner, outer or not London;Delegate;Delegate’s email
Ashgrove;X09000001;nel;inner;Dora Director;dora.director@example.org
Barrow;X09000002;swl;outer;Bert Barrow;bert.barrow@example.org"""


@dataclass
class Office:
    """Ann, Fay, Ned and Reg are of the office; Carol and Dora, who approves, of Ashgrove; Bert of Barrow.

    Dev is an analyst of Ashgrove's own cost exercise, and sees nothing of the round.
    """

    office: Authority
    ashgrove: Authority
    barrow: Authority
    ann: Context
    fay: Context
    ned: Context
    reg: Context
    carol: Context
    dora: Context
    bert: Context
    dev: Context


@built_once
def make_office() -> Office:
    office = Authority.objects.create(name="Region office", cqc_name="Region office", is_programme_office=True)
    ashgrove, barrow = (Authority.objects.create(name=name, cqc_name=name) for name in ("Ashgrove", "Barrow"))
    return Office(
        office=office,
        ashgrove=ashgrove,
        barrow=barrow,
        ann=person_of("Ann Analyst", RoleName.ANALYST, office),
        fay=person_of("Fay Approver", RoleName.RELEASE_APPROVER, office),
        ned=person_of("Ned Engagement", RoleName.ENGAGEMENT_OFFICER, office),
        reg=person_of("Reg Region", RoleName.REGIONAL_LEAD, office),
        carol=person_of("Carol Council", RoleName.COMMISSIONER, ashgrove),
        dora=person_of("Dora Director", RoleName.COMMISSIONER, ashgrove),
        bert=person_of("Bert Barrow", RoleName.COMMISSIONER, barrow),
        dev=person_of("Dev Analyst", RoleName.ANALYST, ashgrove),
    )


@done_once
def make_round(cast: Office, *, is_open: bool = True, **changes: Any) -> BenchmarkRound:
    told = {
        "name": "Spring 2025", "reference_week": WEEK, "opens_on": date(2025, 5, 1), "closes_on": date(2025, 6, 30),
        "hypotheses": tuple(HYPOTHESES),
    }  # fmt: skip
    row = rounds.set_up(by=cast.ann, told=NewRound(**(told | changes)))
    assert isinstance(row, BenchmarkRound), row
    made = members.add_councils(by=cast.ann, round_id=row.id, lines=read_member_lines(LINES).lines)
    assert isinstance(made, list), made
    if is_open:
        row = rounds.move(by=cast.ann, round_id=row.id, state=RoundState.OPEN, edition=row.edition)
        assert isinstance(row, BenchmarkRound), row
    return row


def at(row: BenchmarkRound, council: Authority) -> RoundMember:
    return RoundMember.objects.get(round=row, authority=council)
