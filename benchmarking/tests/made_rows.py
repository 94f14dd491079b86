"""Test support: a round with a council in it and what that has sent, as rows, for tests of all rooms together.

The office and the council are the same authority here, so that whoever is of it finds them, and nobody else.
"""

import json
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.context import Context
from benchmarking.models import (
    BenchmarkEdition,
    BenchmarkRound,
    CouncilReturn,
    EditionCopy,
    LeverVersion,
    ProjectMeeting,
    ProjectTask,
    RoundAnalysis,
    RoundMember,
)
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.tests.made_return import CODE, WEEK
from register.models import Authority

DIGEST = "0" * 64
NOTHING: dict[str, Any] = {
    "method": "1", "week": "2025-04-07", "asked": 1, "returned": 1, "figures": {}, "hypotheses": {}, "pooled": None,
    "thirds": {}, "practice": {}, "sheets": [], "withheld": {}, "named": {},
}  # fmt: skip


def round_rows(authority: Authority, analyst: Context, commissioner: Context) -> dict[str, Any]:
    """Return by the key in addresses an open round, its council, a version that waits beside one that is approved, a
    draft of an edition, an own page, a project, and a lever that waits; the commissioner approves for the council.
    """
    now = timezone.now()
    row = BenchmarkRound.objects.create(
        host_authority=authority, name="Spring 2025", host_name=authority.name, reference_week=WEEK,
        opens_on=date(2025, 5, 1), closes_on=date(2025, 6, 30), hypotheses=list(HYPOTHESES), hypotheses_locked_at=now,
        state="open", made_at=now, made_by_id=analyst.person_id,
    )  # fmt: skip
    whose = {"round": row, "host_authority": authority, "authority": authority}
    member = RoundMember.objects.create(
        council_name=authority.name, ons_code=CODE, sub_region="nel", inner_outer="inner",
        delegate_name=commissioner.person_name, delegate_email=accounts.email_of(commissioner), joined_at=now,
        returned_at=now, **whose,
    )  # fmt: skip
    sent: dict[str, Any] = {"member": member, "values": {}, "sent_at": now, "sent_by_id": commissioner.person_id}
    approved = {"approved_at": now, "approved_by_id": commissioner.person_id}
    CouncilReturn.objects.create(number=1, digest="1" * 64, **sent, **approved, **whose)
    waits = CouncilReturn.objects.create(number=2, digest="2" * 64, **sent, **whose)
    edition = _edition(row, analyst)
    _lever(row, analyst)
    return {
        "round_id": row.id, "member_id": member.id, "version_id": waits.id, "analysis_id": edition.analysis_id,
        "round_edition_id": edition.id, "copy_id": _copy(edition, authority).id, **_project(row, analyst),
    }  # fmt: skip


def _project(row: BenchmarkRound, analyst: Context) -> dict[str, Any]:
    """Return a meeting and a task of the round's project; ``part`` is the list in which the task stands."""
    now = timezone.now()
    whose = {"round": row, "host_authority": row.host_authority, "changed_at": now, "changed_by_id": analyst.person_id}
    meeting = ProjectMeeting.objects.create(
        title="First meeting", starts_at=now, ends_at=now + timedelta(hours=1), agenda="The brief", **whose
    )
    task = ProjectTask.objects.create(title="Agree the brief", days=1, owner="Sponsor", **whose)
    return {"part": "tasks", "project_entry_id": task.id, "project_meeting_id": meeting.id}


def _lever(row: BenchmarkRound, analyst: Context) -> None:
    """Keep a version of a shipped lever that waits for somebody else."""
    LeverVersion.objects.create(
        host_authority=row.host_authority, lever="continuity", number=1, name="Continuity", aims="quality", what="It",
        cost="low", why="Shorter", made_at=row.made_at, made_by_id=analyst.person_id,
    )  # fmt: skip


def _edition(row: BenchmarkRound, analyst: Context) -> BenchmarkEdition:
    """Return a draft that waits for somebody else, of an analysis that is under way."""
    now, whose = timezone.now(), {"round": row, "host_authority": row.host_authority}
    analysis = RoundAnalysis.objects.create(
        number=1, seed=1, method_version="1", received_at=now, received_by_id=analyst.person_id, **whose
    )
    return BenchmarkEdition.objects.create(
        analysis=analysis, number=1, document=json.dumps(NOTHING), sha256=DIGEST, attacks=[], policy_sha256=DIGEST,
        public_from=date(2025, 7, 7), ledger_before=DIGEST, drafted_at=now, drafted_by_id=analyst.person_id, **whose,
    )  # fmt: skip


def _copy(edition: BenchmarkEdition, authority: Authority) -> EditionCopy:
    """Return a council's own page, which says nothing of anybody."""
    row, groups = edition.round, {"model": "dps", "place": "inner", "pay_floor": "llw", "sub_region": "nel"}
    own = {"council": authority.name, "groups": groups, "own": {}, "thirds_of": {}, "upper": {}}
    return EditionCopy.objects.create(
        round=row, host_authority=row.host_authority, edition=edition, authority=authority, kind="own",
        state="released", round_name=row.name, host_name=row.host_name, reference_week=WEEK, number=1, sha256=DIGEST,
        document=json.dumps(NOTHING | own), public_from=edition.public_from, released_at=edition.drafted_at,
    )  # fmt: skip
