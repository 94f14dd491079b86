"""Test support: an edition of a round that is out, with a council's own copy, as rows."""

import json
from datetime import date
from typing import Any

from django.utils import timezone

from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.models import BenchmarkEdition, BenchmarkRound, EditionCopy, RoundAnalysis
from benchmarking.tests.office import Office
from register.models import Authority

DIGEST = "0" * 64


def an_edition(cast: Office, row: BenchmarkRound, document: str = "{}") -> BenchmarkEdition:
    """Ann has drafted it, and Fay approved it."""
    whose, now = {"round": row, "host_authority": cast.office}, timezone.now()
    analysis = RoundAnalysis.objects.create(
        number=1, seed=1, method_version="1", state="done", inputs_sha256=DIGEST, sha256=DIGEST, received_at=now,
        received_by_id=cast.ann.person_id, **whose,
    )  # fmt: skip
    return BenchmarkEdition.objects.create(
        analysis=analysis, number=1, state="released", document=document, sha256=DIGEST, attacks={},
        policy_sha256=DIGEST,
        public_from=date(2025, 7, 7), ledger_before=DIGEST, ledger_after=DIGEST, drafted_at=now,
        drafted_by_id=cast.ann.person_id, approved_at=now, approved_by_id=cast.fay.person_id, **whose,
    )  # fmt: skip


def an_own_copy(edition: BenchmarkEdition, council: Authority, document: dict[str, Any], **changes: Any) -> EditionCopy:
    row = edition.round
    told = {
        "kind": EditionKind.OWN.value, "state": "released", "round_name": row.name, "host_name": row.host_name,
        "reference_week": row.reference_week, "number": edition.number, "sha256": DIGEST,
        "document": json.dumps(document), "public_from": edition.public_from,
        "released_at": edition.approved_at,
    }  # fmt: skip
    return EditionCopy.objects.create(
        round=row, host_authority=row.host_authority, edition=edition, authority=council, **(told | changes)
    )
