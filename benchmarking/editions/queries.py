"""The only reader of editions, their copies and their ledger; every function but the public ones takes the asker."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from benchmarking.analysis.domain.frozen_inputs import cases_from
from benchmarking.editions.domain.edition_chain import cells_in
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import NamedMember
from benchmarking.editions.domain.protected_figures import cohorts_behind
from benchmarking.editions.domain.said_words import SaidFinding, SaidQuote, SaidWords
from benchmarking.models import (
    BenchmarkEdition,
    BenchmarkRound,
    EditionCopy,
    EditionLedgerRow,
    MemberConsent,
    RoundAnalysis,
    RoundMember,
)
from benchmarking.permissions import can_read_copies
from benchmarking.rounds.domain.consent import ConsentBlock, standing
from benchmarking.rounds.queries import reads_round
from engagement.interviews.queries.codings import released_words, studies_with_words
from reports.domain.ledger import Ledger, Values, values_in
from reports.domain.ledger_chain import GENESIS, ChainFault, ChainRow, faults_in
from reports.domain.release_states import OUT, ReleaseState
from reports.domain.sealed_ledger import SealedCell, SealedLedger
from reports.queries.ledger import ledger_key

OUT_STATES = [state.value for state in OUT]
ROUND = "round"


def editions_of(context: Context | None, row: BenchmarkRound) -> QuerySet[BenchmarkEdition]:
    """Return the editions of a round, the newest first, for the office's analysts and approvers."""
    rows = BenchmarkEdition.objects.filter(round=row, host_authority_id=row.host_authority_id)
    rows = rows.select_related("round", "analysis", "supersedes")
    return rows if reads_round(context, row) else rows.none()


def edition_for(context: Context | None, row: BenchmarkRound, edition_id: UUID) -> BenchmarkEdition | None:
    return editions_of(context, row).filter(id=edition_id).first()


def waiting_draft(context: Context | None, row: BenchmarkRound) -> BenchmarkEdition | None:
    return editions_of(context, row).filter(state=ReleaseState.DRAFTED.value).first()


def standing_edition(context: Context | None, row: BenchmarkRound) -> BenchmarkEdition | None:
    return editions_of(context, row).filter(state=ReleaseState.RELEASED.value).first()


def agreed_by_member(row: BenchmarkRound) -> Mapping[UUID, frozenset[ConsentBlock]]:
    """Return by council of a round the blocks that it shows by name now."""
    said = defaultdict(list)
    for one in MemberConsent.objects.filter(round=row).order_by("-said_at", "block"):
        said[one.member_id].append(one)
    return {key: frozenset(block for block, given in standing(words).items() if given) for key, words in said.items()}


def source_of(context: Context | None, analysis: RoundAnalysis) -> EditionSource | None:
    """Return what an edition of an analysis would be made of, with consent as it stands now.

    None where it is not the asker's to read, or was erased.
    """
    row = analysis.round
    if not reads_round(context, row) or not analysis.inputs:
        return None
    frozen, agreed = cases_from(analysis.inputs), agreed_by_member(row)
    codes = {case.ons_code for case in frozen.cases}
    members = RoundMember.objects.filter(round=row, ons_code__in=codes).order_by("ons_code")
    named = tuple(NamedMember(one.ons_code, one.council_name, agreed.get(one.id, frozenset())) for one in members)
    return EditionSource(frozen.week, frozen.cases, named, json.loads(analysis.document))


def said_words(context: Context | None) -> SaidWords:
    """Return what the studies of the asker's authority have released by now, the oldest study first."""
    findings, quotes = [], []
    for study in reversed(studies_with_words(context)):
        found, said = released_words(context, study)
        findings += [SaidFinding(one.sentence, one.said_by, frozenset(one.themes)) for one in found]
        quotes += [SaidQuote(one.text, one.description, one.theme) for one in said]
    return SaidWords(tuple(findings), tuple(quotes))


def ledger_rows(context: Context | None, row: BenchmarkRound) -> QuerySet[EditionLedgerRow]:
    rows = EditionLedgerRow.objects.filter(round=row, host_authority_id=row.host_authority_id).order_by("position")
    return rows if reads_round(context, row) else rows.none()


def edition_ledger(context: Context | None, row: BenchmarkRound) -> tuple[Ledger, list[Mapping[str, Any]]]:
    """Return what was ever published of a round: for the gate, and as it is written."""
    contents: list[Mapping[str, Any]] = [one.content for one in ledger_rows(context, row)]
    entries = cells_in(contents)
    values = {str(one.id): _values_behind(context, one) for one in editions_of(context, row) if one.approved_at}
    return Ledger(exercise=str(row.id), key=ledger_key(), entries=entries, values=values), contents


def _values_behind(context: Context | None, row: BenchmarkEdition) -> Values:
    source = source_of(context, row.analysis)
    return values_in(cohorts_behind(source)) if source else {}


def edition_head(context: Context | None, row: BenchmarkRound) -> str:
    """Return the seal that the next row of a round's ledger follows on."""
    last = ledger_rows(context, row).last()
    return last.sha256 if last else GENESIS


def edition_ledger_faults(context: Context | None, row: BenchmarkRound) -> list[str]:
    """Return what is wrong with the ledger of a round; nothing if it is whole."""
    return [fault.words for fault in _faults(row.id, ledger_rows(context, row), editions_of(context, row))]


def _faults(round_id: UUID, rows: Iterable[EditionLedgerRow], editions: QuerySet[BenchmarkEdition]) -> list[ChainFault]:
    chain = [ChainRow(one.content, one.previous_sha256, one.sha256, one.position) for one in rows]
    approved = editions.filter(approved_at__isnull=False).order_by("approved_at", "number")
    heads = list(approved.values_list("ledger_after", flat=True))
    return list(faults_in(ledger_key(), str(round_id), chain, heads))


def round_ledgers() -> Iterator[SealedLedger]:
    """Yield the ledger of every round with a row or an edition that was approved, for the command that verifies."""
    approved = BenchmarkEdition.objects.filter(approved_at__isnull=False)
    ids = {*approved.values_list("round_id", flat=True), *EditionLedgerRow.objects.values_list("round_id", flat=True)}
    for row in BenchmarkRound.objects.filter(id__in=ids).order_by("host_name", "name", "id"):
        rows = list(EditionLedgerRow.objects.filter(round=row).select_related("edition").order_by("position"))
        cells = [SealedCell(one.edition.number, one.content["column"], one.content["line"]) for one in rows]
        faults = _faults(row.id, rows, approved.filter(round=row))
        yield SealedLedger(ROUND, row.host_name, row.name, str(row.id), cells, faults)


def copies_for(context: Context | None) -> QuerySet[EditionCopy]:
    """Return what was released to the asker: a council's own copies; to the regional lead the office's."""
    rows = EditionCopy.objects.order_by("-reference_week", "-number", "kind")
    if context is None or not can_read_copies(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows.exclude(kind=EditionKind.OWN.value) if context.role == RoleName.REGIONAL_LEAD else rows


def copy_for(context: Context | None, copy_id: UUID) -> EditionCopy | None:
    return copies_for(context).filter(id=copy_id).first()


def standing_copy(context: Context | None, row: RoundMember, kind: EditionKind) -> EditionCopy | None:
    """Return a council's copy of the edition that stands, of a kind."""
    found = copies_for(context).filter(round_id=row.round_id, authority_id=row.authority_id, kind=kind.value)
    return found.filter(state=ReleaseState.RELEASED.value).first()


def public_editions() -> QuerySet[EditionCopy]:
    """Return what anyone may read, and that it was withdrawn where it was; the same for everybody."""
    rows = EditionCopy.objects.filter(kind=EditionKind.PUBLIC.value, public_from__lte=timezone.localdate())
    return rows.order_by("-reference_week", "-number")


def public_edition(copy_id: UUID) -> EditionCopy | None:
    return public_editions().filter(id=copy_id).first()
