"""Without any permission asked a draft of a lever is read by its office's readers alone, and no version changes."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from benchmarking.models import LeverVersion
from benchmarking.tests.office import Office, make_office, make_round
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from benchmarking.toolkit.actions import lever_versions
from benchmarking.toolkit.domain.levers import shipped_levers

pytestmark = pytest.mark.django_db
READS = {"ann": 2, "fay": 2, "ned": 1, "reg": 1, "carol": 1, "bert": 1, "dev": 0}


@pytest.fixture
def cast() -> Office:
    """Of two levers the first is approved."""
    found = make_office()
    make_round(found)
    for one in shipped_levers()[:2]:
        made = lever_versions.retire(by=found.ann, lever=one.key, why="Old", after=0)
        assert isinstance(made, LeverVersion), made
    first = shipped_levers()[0].key
    assert isinstance(lever_versions.decide(by=found.fay, lever=first, number=1, is_approved=True), LeverVersion)
    return found


def test_each_reads_what_is_theirs(cast: Office):
    for name, rows in READS.items():
        with behind_the_wall(getattr(cast, name)):
            assert LeverVersion.objects.count() == rows, name


def decided(by: Any, **changes: Any) -> dict[str, Any]:
    return {"decision": "approved", "decided_at": timezone.now(), "decided_by_id": by.person_id} | changes


@pytest.mark.parametrize("what", ["texts", "once more", "for another", "own", "by a lead", "as an approver"])
def test_nobody_writes_past_the_rules(cast: Office, what: str):
    waits, out = LeverVersion.objects.filter(decision=""), LeverVersion.objects.filter(decision="approved")
    acts = {
        "texts": (cast.ann, lambda: waits.update(name="x")),
        "once more": (cast.fay, lambda: out.update(**decided(cast.fay, decision_note="x"))),
        "for another": (cast.fay, lambda: waits.update(**decided(cast.reg))),
        "own": (cast.ann, lambda: waits.update(**decided(cast.ann))),
        "by a lead": (cast.reg, lambda: waits.update(**decided(cast.reg)) or out.update(name="x")),
        "as an approver": (cast.fay, lambda: LeverVersion.objects.create(
            host_authority=cast.office, lever="x", number=1, name="x", aims="price", what="x", cost="x", why="x",
            made_at=timezone.now(), made_by_id=cast.fay.person_id)),
    }  # fmt: skip
    who, write = acts[what]
    before = list(LeverVersion.objects.order_by("id").values())
    try:
        with transaction.atomic(), behind_the_wall(who):
            assert write() == 0
    except (DatabaseError, IntegrityError):
        pass
    assert list(LeverVersion.objects.order_by("id").values()) == before
