"""Rows of providers go a year after a round's newest edition: announced, as announced; answers and digests stay."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.domain.refusal import Refusal
from accounts.models import RetentionRun
from accounts.tests.pages import get, text_of
from benchmarking.analysis.actions import analyses
from benchmarking.analysis.domain.frozen_inputs import cases_from
from benchmarking.analysis.queries import inputs_of_round
from benchmarking.editions.actions import editions
from benchmarking.editions.queries import source_of
from benchmarking.models import BenchmarkEdition, BenchmarkRound, CouncilReturn, RoundAnalysis
from benchmarking.tests.made_edition import DIGEST
from benchmarking.tests.region import Region, analysed, make_region
from costofcare.retention.actions import erase_daily
from submissions.tests.cast import as_worker

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=366)


def edition_of(region: Region, approved_at: datetime, number: int = 1, state: str = "released") -> BenchmarkEdition:
    row = region.round
    return BenchmarkEdition.objects.create(
        round=row, host_authority_id=row.host_authority_id, analysis=RoundAnalysis.objects.get(), number=number,
        state=state, document="{}", sha256=DIGEST, attacks=[], policy_sha256=DIGEST, public_from=approved_at.date(),
        ledger_before=DIGEST, drafted_at=approved_at, drafted_by_id=region.ann.person_id, approved_at=approved_at,
        approved_by_id=region.fay.person_id,
    )  # fmt: skip


@pytest.fixture
def region() -> Region:
    found = make_region(7, with_returns=True)
    analysed(found)
    return found


def run_daily() -> dict[str, int]:
    with as_worker():
        return erase_daily()


def due_today() -> dict[str, int]:
    run_daily()
    RetentionRun.objects.update(due_on=timezone.localdate())
    return run_daily()


@pytest.mark.usefixtures("no_second_factor")
def test_they_go_and_answers_prices_and_digests_stay(region: Region):
    edition_of(region, timezone.now() - A_YEAR)
    before = list(CouncilReturn.objects.order_by("id").values_list("typed", "prices", "values", "digest"))
    digests = RoundAnalysis.objects.values_list("inputs_sha256", "sha256", "document").get()
    assert run_daily() == {} and all(CouncilReturn.objects.values_list("providers", flat=True))
    assert due_today()["provider_rows"] == 7 + 1 + 1
    assert set(map(str, CouncilReturn.objects.values_list("providers", flat=True))) == {"[]"}
    assert list(CouncilReturn.objects.order_by("id").values_list("typed", "prices", "values", "digest")) == before
    assert RoundAnalysis.objects.values_list("inputs_sha256", "sha256", "document").get() == digests
    assert "1-100001340" not in "".join(RoundAnalysis.objects.values_list("inputs", flat=True))
    page = text_of(get(region.ann, "benchmarking:analysis_list", region.round.id))
    assert "nothing more is worked out of this round" in page and "Work the round out" not in page
    member = region.members[0]
    assert "The rows of providers were erased on" in text_of(
        get(region.ann, "benchmarking:round_council", region.round.id, member.id)
    )


def test_nothing_more_is_worked_out_or_drafted_and_nobody_s_quality_is_made_up(region: Region):
    edition_of(region, timezone.now() - A_YEAR)
    due_today()
    row, analysis = BenchmarkRound.objects.get(), RoundAnalysis.objects.get()
    assert analyses.ask(by=region.ann, round_id=row.id) == analyses.ERASED
    drafted = editions.draft(by=region.ann, round_id=row.id, analysis_id=analysis.id)
    assert drafted == analyses.ERASED and isinstance(drafted, Refusal)
    assert source_of(region.ann, analysis) is None
    inputs = inputs_of_round(region.ann, row)
    assert inputs is not None
    assert {(case.places, case.is_based) for case in cases_from(inputs).cases} == {((), False)}


@pytest.mark.parametrize("newest", ["released a year less a month ago", "none"])
def test_what_is_not_out_for_a_year_stays(region: Region, newest: str):
    if newest != "none":
        edition_of(region, timezone.now() - A_YEAR, state="superseded")
        edition_of(region, timezone.now() - timedelta(days=300), number=2)
    assert run_daily() == {} and not RetentionRun.objects.exists()


@pytest.mark.parametrize("values", [{"providers": []}, {"typed": {}}])
def test_without_a_run_that_is_due_no_version_loses_anything(region: Region, values: dict[str, object]):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), as_worker():
        CouncilReturn.objects.update(**values)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), as_worker():
        RoundAnalysis.objects.update(inputs="")
