"""Draft what may leave of the team's visits, approve it as another person, or send it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.marketreleases import queries
from markets.marketreleases.domain.market_chain import market_links
from markets.marketreleases.domain.market_gate import (
    POLICY,
    MarketFault,
    ProtectedMarket,
    hiding_reasons,
    market_document,
    market_entries,
    protected_figures,
)
from markets.models import MarketLedgerRow, MarketRelease, MarketReleaseReview, VisitRun
from markets.permissions import can_draft_market_release, holds_independent_visits, why_not_approve_market
from reports.annexes.domain.named_words import names_in
from reports.domain.release_states import ReleaseState

KIND = "market release"
OVERLAPS = Refusal(
    "A release of other days, with some of these among them, has left the team already. Periods that overlap could be "
    "held against each other until they say something of one provider."
)
MOVED = Refusal("What this draft was made from has changed since. Send it back, and draft it again.")
WAITS = "Release {number} still waits for approval. Decide on it first."
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class PreparedMarket:
    """What a release would hold: ``table`` as the gate let it through, and ``document`` as it is kept."""

    table: ProtectedMarket
    document: dict[str, Any]
    reasons: dict[str, dict[str, str]]
    first: date
    last: date


def prepared_market(by: Context, run: VisitRun) -> PreparedMarket | Refusal:
    """Return what may leave of a run beside all that has left before; nothing of it is kept."""
    figures = queries.independent_figures(by, run)
    if figures is None or not figures.values:
        return Refusal("There is nothing of these days that could leave. Make the profile again, and look at it.")
    if _overlaps(by, figures.first, figures.last):
        return OVERLAPS
    rows = queries.ledger_rows(by)
    if faults := queries.faults_of_market(by, rows):
        return Refusal(f"Nothing can be released: {faults[0]}. Please tell an administrator.")
    table = protected_figures(figures, queries.ledger_of_market(by, rows))
    if isinstance(table, MarketFault):
        return Refusal(f"Nothing can be released: {table.message}.")
    if named := names_in("\n".join(figures.zones), queries.names_that_may_not_go(by)):
        return Refusal(f"A zone is called {', '.join(named)}. Nobody may be named by what leaves the team.")
    document, reasons = market_document(table, figures), hiding_reasons(table, figures)
    return PreparedMarket(table, document, reasons, figures.first, figures.last)


def _overlaps(by: Context, first: date, last: date) -> bool:
    """Tell whether a release left the team that is of other days, some of which are these."""
    out = queries.approved_releases(by).filter(first_day__lte=last, last_day__gte=first)
    return out.exclude(first_day=first, last_day=last).exists()


@transaction.atomic
def draft(*, by: Context, run_id: UUID, key: UUID | None = None) -> MarketRelease | Refusal | None:
    """Draft a release of a run, which stays in the team until another approves it; None if the asker may not."""
    run = queries.runs_to_release(by).filter(id=run_id).first()
    if run is None or not can_draft_market_release(by):
        return None
    _take_turn(by)
    releases = queries.market_releases_for(by)
    if found := made_before(releases, key):
        return found
    if waiting := releases.filter(state=ReleaseState.DRAFTED).first():
        return Refusal(WAITS.format(number=waiting.number))
    made = prepared_market(by, run)
    if isinstance(made, Refusal):
        return made
    last = releases.order_by("-number").values_list("number", flat=True).first()
    row = MarketRelease.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        run=run,
        number=(last or 0) + 1,
        first_day=made.first,
        last_day=made.last,
        table=made.document,
        policy_version=POLICY.version,
        policy_sha256=POLICY.sha256,
        ledger_before=queries.head_of(queries.ledger_rows(by)),
        drafted_at=timezone.now(),
        drafted_by_id=by.person_id,
    )
    MarketReleaseReview.objects.create(release=row, authority_id=row.authority_id, reasons=made.reasons)
    _record(by, "drafted a market release", row)
    return row


@transaction.atomic
def approve(*, by: Context, release_id: UUID) -> MarketRelease | Refusal | None:
    """Approve a draft of somebody else if all it was made from is unchanged: the council sees it from then on."""
    row = held_release(by, release_id)
    if row is None:
        return None
    if because := why_not_approve_market(by, row):
        return Refusal(because)
    rows = queries.ledger_rows(by)
    if queries.head_of(rows) != row.ledger_before or row.policy_sha256 != POLICY.sha256:
        return MOVED
    made = prepared_market(by, row.run)
    if isinstance(made, Refusal):
        return made
    if made.document != row.table:
        return MOVED
    row.state = ReleaseState.RELEASED.value
    row.approved_at, row.approved_by_id = timezone.now(), by.person_id
    row.ledger_after = _write_ledger(by, row, made, rows)
    row.save(update_fields=["state", "approved_at", "approved_by", "ledger_after"])
    _record(by, "approved a market release", row)
    return row


def _write_ledger(by: Context, row: MarketRelease, made: PreparedMarket, rows: Sequence[MarketLedgerRow]) -> str:
    """Add what goes out to the market's ledger; return its last seal."""
    entries = market_entries(made.table, str(row.id))
    links = market_links(queries.market_key(), str(row.authority_id), row.ledger_before, entries)
    MarketLedgerRow.objects.bulk_create(
        MarketLedgerRow(
            position=position,
            release=row,
            authority_id=row.authority_id,
            column=link.content["column"],
            measure=link.content["line"],
            figures=link.content["figures"],
            members=link.content["members"],
            policy_sha256=link.content["policy"],
            previous_sha256=link.previous,
            sha256=link.seal,
        )
        for position, link in enumerate(links, len(rows) + 1)
    )
    return links[-1].seal if links else row.ledger_before


@transaction.atomic
def send_back(*, by: Context, release_id: UUID, reason: str) -> MarketRelease | Refusal | None:
    """Send a draft back, with a reason; whoever drafted it may do so as well."""
    row = held_release(by, release_id)
    if row is None:
        return None
    if row.state != ReleaseState.DRAFTED:
        return Refusal("This no longer waits for approval.")
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_NOTE:
        return Refusal(f"Say in up to {LONGEST_NOTE} characters why you send it back.")
    row.state, row.decision_note = ReleaseState.REJECTED.value, words
    row.rejected_at, row.rejected_by_id = timezone.now(), by.person_id
    row.save(update_fields=["state", "decision_note", "rejected_at", "rejected_by"])
    _record(by, "sent a market release back", row)
    return row


def _take_turn(by: Context) -> None:
    take_turn(f"market releases {by.own_authority}")


def held_release(by: Context, release_id: UUID) -> MarketRelease | None:
    """Return a release of the team's, read while nobody else decides on one of its market; None for others."""
    if not holds_independent_visits(by):
        return None
    _take_turn(by)
    return held(queries.market_releases_for(by).select_related("run"), release_id)


def _record(by: Context, verb: str, row: MarketRelease) -> None:
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=f"Market release {row.number}")
