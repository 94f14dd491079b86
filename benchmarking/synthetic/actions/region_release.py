"""Analyse an invented round with the links that were worked out before, and release it by its two people."""

import json
from uuid import uuid4

from django.utils import timezone

from benchmarking.analysis.domain.analysis_document import METHOD, analysis_document
from benchmarking.analysis.domain.frozen_inputs import cases_from, digest_of_text, shortest
from benchmarking.analysis.queries import inputs_of_round
from benchmarking.editions.actions import editions
from benchmarking.models import BenchmarkEdition, BenchmarkRound, RoundAnalysis
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.domain.region_links import SEED, known_links
from reports.domain.request_states import RequestState


def released(by: RegionCast, row: BenchmarkRound) -> BenchmarkEdition | None:
    """Analyse a round with the links that were worked out before, and release it; None if they are of other inputs."""
    analysis = _analysis(by, row)
    if analysis is None:
        return None
    drafted = editions.draft(by=by.analyst, round_id=row.id, analysis_id=analysis.id)
    if not isinstance(drafted, BenchmarkEdition):
        return None
    approved = editions.approve(by=by.approver, round_id=row.id, edition_id=drafted.id)
    return approved if isinstance(approved, BenchmarkEdition) else None


def _analysis(by: RegionCast, row: BenchmarkRound) -> RoundAnalysis | None:
    inputs = inputs_of_round(by.analyst, row)
    links = known_links(digest_of_text(inputs)) if inputs else None
    if inputs is None or links is None:
        return None
    frozen = cases_from(json.dumps(json.loads(inputs) | {"hypotheses": []}))
    text, now = shortest(analysis_document(frozen, SEED) | {"hypotheses": links}), timezone.now()
    return RoundAnalysis.objects.create(
        id=uuid4(), round=row, host_authority_id=row.host_authority_id, number=1, seed=SEED, method_version=METHOD,
        state=RequestState.DONE.value, progress=100, inputs=inputs, inputs_sha256=digest_of_text(inputs), document=text,
        sha256=digest_of_text(text), received_at=now, received_by_id=by.analyst.person_id, finished_at=now,
    )  # fmt: skip
