"""Let an edition out: the ledger, the copy of each recipient, and the mail; and take copies back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.actions.outbox import MailSubject, post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from benchmarking.analysis.domain.frozen_inputs import digest_of_text, shortest
from benchmarking.editions.actions.prepared_editions import PreparedEdition
from benchmarking.editions.domain.edition_chain import contents_of, sealed
from benchmarking.editions.domain.edition_copies import EVERYTHING, members_document, own_document, public_document
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.domain.edition_mails import edition_mail
from benchmarking.editions.queries import agreed_by_member, ledger_rows
from benchmarking.models import BenchmarkEdition, BenchmarkRound, EditionCopy, EditionLedgerRow, RoundMember
from benchmarking.position.domain.position_parts import position_parts
from benchmarking.position.queries import earlier_figures, populations_of
from benchmarking.rounds.domain.round_states import RoundState
from reports.datasheets.domain.bands import Third
from reports.domain.release_states import ReleaseState
from reports.queries.ledger import ledger_key


def let_out(by: Context, edition: BenchmarkEdition, made: PreparedEdition) -> None:
    """Make a draft the edition that stands, in the place of the one before."""
    if edition.supersedes is not None:
        edition.supersedes.state = ReleaseState.SUPERSEDED.value
        edition.supersedes.save(update_fields=["state"])
        EditionCopy.objects.filter(edition=edition.supersedes).update(state=ReleaseState.SUPERSEDED.value)
    edition.state, edition.approved_at = ReleaseState.RELEASED.value, timezone.now()
    edition.approved_by_id = by.person_id
    edition.ledger_after = _ledger_written(by, edition, made)
    edition.save(update_fields=["state", "approved_by", "approved_at", "ledger_after"])
    row = BenchmarkRound.objects.filter(id=edition.round_id).exclude(state=RoundState.RELEASED.value)
    row.update(state=RoundState.RELEASED.value, edition=F("edition") + 1)
    members = list(RoundMember.objects.filter(round_id=edition.round_id))
    EditionCopy.objects.bulk_create(_copies(by, edition, made, members))
    for member in members:
        _tell(member)


def _ledger_written(by: Context, edition: BenchmarkEdition, made: PreparedEdition) -> str:
    """Write the rows of an edition, its sheets as they were drawn for the draft; return the last seal."""
    rows_of = {one["measure"]: tuple(map(Third, one["rows"])) for one in json.loads(edition.document)["sheets"]}
    sheets = [replace(one, rows=rows_of[one.measure]) for one in made.topics.sheets]
    contents = contents_of(made.figures.entries, sheets, str(edition.id), edition.policy_sha256)
    count = ledger_rows(by, edition.round).count()
    links = sealed(ledger_key(), str(edition.round_id), edition.ledger_before, contents)
    rows = [
        EditionLedgerRow(
            edition=edition, round_id=edition.round_id, host_authority_id=edition.host_authority_id,
            position=count + number, content=link.content, previous_sha256=link.previous, sha256=link.seal,
        )
        for number, link in enumerate(links, 1)
    ]  # fmt: skip
    EditionLedgerRow.objects.bulk_create(rows)
    return rows[-1].sha256 if rows else edition.ledger_before


def _copies(
    by: Context, edition: BenchmarkEdition, made: PreparedEdition, members: list[RoundMember]
) -> Iterator[EditionCopy]:
    document: Mapping[str, Any] = json.loads(edition.document)
    agreed, host = agreed_by_member(edition.round), edition.host_authority_id
    returned = {case.ons_code for case in made.source.cases}
    parts = _position_parts(by, edition, made)
    for member in members:
        shows = agreed.get(member.id, frozenset()) if member.ons_code in returned else frozenset()
        yield _copy(edition, member.authority_id, EditionKind.MEMBERS, members_document(document, shows))
        if member.ons_code in returned:
            own = own_document(made.source, document, member.ons_code) | {"position": parts[member.ons_code]}
            yield _copy(edition, member.authority_id, EditionKind.OWN, own)
    yield _copy(edition, host, EditionKind.MEMBERS, members_document(document, EVERYTHING))
    yield _copy(edition, host, EditionKind.PUBLIC, public_document(document))


def _position_parts(by: Context, edition: BenchmarkEdition, made: PreparedEdition) -> dict[str, dict[str, Any]]:
    row = edition.round
    return position_parts(made.source, earlier_figures(by, row), populations_of(by, row))


def _copy(edition: BenchmarkEdition, authority_id: Any, kind: EditionKind, document: Mapping[str, Any]) -> EditionCopy:
    row, text = edition.round, shortest(document)
    return EditionCopy(
        edition=edition, round=row, host_authority_id=edition.host_authority_id, authority_id=authority_id,
        kind=kind.value, state=ReleaseState.RELEASED.value, round_name=row.name, host_name=row.host_name,
        reference_week=row.reference_week, number=edition.number, document=text, sha256=digest_of_text(text),
        public_from=edition.public_from, released_at=edition.approved_at or timezone.now(),
    )  # fmt: skip


def _tell(member: RoundMember) -> None:
    """Write to whoever approves for a council; to nobody where the address was erased."""
    if member.delegate_email:
        about = MailSubject(member.host_authority_id, member.round_id)
        link = link_to("benchmarking:copy_list")
        mail = edition_mail(member.round.name, member.council_name)
        post(mail, {member.delegate_email: member.delegate_name}, about=about, link=link)


def take_back(edition: BenchmarkEdition) -> None:
    """Leave of every copy that it was withdrawn, and why."""
    EditionCopy.objects.filter(edition=edition).update(
        state=ReleaseState.WITHDRAWN.value, document="", withdrawn_because=edition.withdrawn_because
    )
