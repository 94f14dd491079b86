"""A locked round is worked out by a worker, drafted, approved by a second person, and read: behind the wall."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.tests.people import person_of
from benchmarking.analysis.actions import analyses, analysis_worker
from benchmarking.editions.actions import editions
from benchmarking.models import BenchmarkEdition, EditionCopy, EditionLedgerRow, RoundAnalysis
from benchmarking.tests.region import make_region
from benchmarking.tests.test_wall_of_rounds import behind_the_wall

TABLES: tuple[Any, ...] = (RoundAnalysis, BenchmarkEdition, EditionLedgerRow, EditionCopy)


def as_web(who: Context, act: Callable[..., Any], **told: Any) -> Any:
    with behind_the_wall(who):
        return act(by=who, **told)


@pytest.mark.django_db
def test_nine_councils(no_second_factor: None):
    region = make_region(9, with_returns=True)
    row = region.round
    asked = as_web(region.ann, analyses.ask, round_id=row.id, seed=7)
    assert isinstance(asked, RoundAnalysis)
    assert isinstance(as_web(region.ann, analyses.ask, round_id=row.id), Refusal)
    assert as_web(region.fay, analyses.ask, round_id=row.id) is None
    analysis_worker.process(asked.id)
    done = RoundAnalysis.objects.get()
    assert (done.state, done.progress) == ("done", 100), done.words
    assert done.words == ("Nine councils have sent a price. Links between measures start at 10; the ranges are there.")
    found = json.loads(done.document)
    assert found["groups"]["price"]["all"]["median"] == "22.000000" and found["asked"] == 9
    again = as_web(region.ann, analyses.ask, round_id=row.id, seed=7)
    analysis_worker.process(again.id)
    second = RoundAnalysis.objects.get(id=again.id)
    assert (second.document, second.inputs) == (done.document, done.inputs)

    drafted = as_web(region.ann, editions.draft, round_id=row.id, analysis_id=done.id)
    assert isinstance(drafted, BenchmarkEdition), drafted
    told = {"round_id": row.id, "edition_id": drafted.id}
    assert "Somebody else" in as_web(region.ann, editions.approve, **told).because
    assert as_web(region.reg, editions.approve, **told) is None
    approved = as_web(region.fay, editions.approve, **told)
    assert isinstance(approved, BenchmarkEdition), approved
    row.refresh_from_db()
    assert row.state == "released" and EditionLedgerRow.objects.count() > 0
    # Analyses, editions, ledger, copies; nine councils have two copies each, the office two.
    out = EditionLedgerRow.objects.count()
    reads = {"ann": (2, 1, out, 20), "fay": (2, 1, out, 20), "reg": (0, 0, 0, 2), "ned": (0, 0, 0, 1),
             "ash": (0, 0, 0, 3), "gai": (0, 0, 0, 3)}  # fmt: skip
    for name, counts in reads.items():
        with behind_the_wall(getattr(region, name)):
            assert tuple(table.objects.count() for table in TABLES) == counts, name
    borough = person_of("Dev Analyst", RoleName.ANALYST, region.members[0].authority)
    with behind_the_wall(borough):
        assert tuple(table.objects.count() for table in TABLES) == (0, 0, 0, 1)
    with behind_the_wall(None):
        assert [one.kind for one in EditionCopy.objects.all()] == ["public"]
    withdrawn = as_web(region.fay, editions.withdraw, **told, because="error", note="A price was wrong.")
    assert isinstance(withdrawn, BenchmarkEdition), withdrawn
    assert set(EditionCopy.objects.values_list("state", "document")) == {("withdrawn", "")}
