"""Begin a paper, say on what it rests, write its sections, freeze it with its document, throw it away."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
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
from accounts.domain.seen_marks import mark_of_shown
from markets.fees.domain.overtaken import overtaken
from markets.models import ImpactPaper
from markets.papers.domain.equality_paper import EqualityFacts, equality_paper
from markets.papers.domain.paper_kinds import PaperKind, PaperSection, SectionShape, section_called, sections_of
from markets.papers.domain.paper_parts import PaperParts
from markets.papers.domain.resource_facts import ResourceFacts
from markets.papers.domain.resource_paper import resource_annex, resource_paper
from markets.papers.domain.typed_costs import read_costs
from markets.papers.queries.impact_papers import (
    facts_of,
    frozen_appraisals,
    frozen_plans,
    frozen_scenarios,
    kept_payment_runs,
    papers_for,
)
from markets.permissions import can_write_options

KIND = "impact paper"
MOST = 200
CROWDED = Refusal(f"There are {MOST} papers already. Throw away what is no longer needed.")
FROZEN = Refusal("This paper is frozen and never changes. Begin another.")
NO_LONGER_THERE = Refusal("What the paper is to rest on is not frozen or no longer there. Choose another.")


@transaction.atomic
def begin(
    *, by: Context, kind: PaperKind, name: str, parts: PaperParts, key: UUID | None = None
) -> ImpactPaper | Refusal | None:
    if not can_write_options(by):
        return None
    take_turn(f"papers {by.authority_id}")
    if found := made_before(papers_for(by), key):
        return found
    if papers_for(by).count() >= MOST:
        return CROWDED
    if not _are_there(by, parts):
        return NO_LONGER_THERE
    row = ImpactPaper.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, kind=kind.value, name=name, changed_at=timezone.now(),
        changed_by_id=by.person_id, **asdict(parts),
    )  # fmt: skip
    audit.record_on(row, by=by, verb="paper.begun", kind=KIND, words=name)
    return row


@transaction.atomic
def rest_on(*, by: Context, paper_id: UUID, edition: int, name: str, parts: PaperParts) -> ImpactPaper | Refusal | None:
    """Say anew what a paper is called and on what it rests; what was written stays."""
    row = _changing(by, paper_id, edition)
    if not isinstance(row, ImpactPaper):
        return row
    if not _are_there(by, parts):
        return NO_LONGER_THERE
    for field, value in {"name": name, **asdict(parts)}.items():
        setattr(row, field, value)
    return _kept(by, row, "paper.changed")


def _are_there(by: Context, parts: PaperParts) -> bool:
    """Tell whether all that was chosen is frozen and the asker's, and the option one of the appraisal's."""
    appraisal = next((one for one in frozen_appraisals(by) if one.id == parts.appraisal_id), None)
    if appraisal is None or (parts.option and parts.option not in {one["key"] for one in appraisal.options}):
        return False
    chosen = (
        (parts.scenario_id, frozen_scenarios), (parts.zone_plan_id, frozen_plans),
        (parts.payment_run_id, kept_payment_runs),
    )  # fmt: skip
    return all(wanted is None or wanted in {one.id for one in rows(by)} for wanted, rows in chosen)


@transaction.atomic
def write_section(
    *, by: Context, paper_id: UUID, section: str, typed: Mapping[str, str], seen: str
) -> ImpactPaper | Refusal | None:
    """Keep what was typed of a section; ``seen`` is what its page showed before, so that nobody is written over."""
    row = _changing(by, paper_id, None)
    if not isinstance(row, ImpactPaper):
        return row
    known = section_called(PaperKind(row.kind), section)
    if known is None:
        return None
    if seen != mark_of_section(row, section):
        return overtaken(f"“{known.title}”", row.changed_by.full_name)
    if faults := _faults_in(known, typed):
        return Refusal(". ".join(faults[:5]))
    row.sections = {**row.sections, section: {name: typed[name] for name in ("effect", "words") if name in typed}}
    return _kept(by, row, "paper.written")


def _faults_in(section: PaperSection, typed: Mapping[str, str]) -> list[str]:
    if section.shape in (SectionShape.STAFF, SectionShape.COSTS):
        return read_costs(typed.get("words", ""), section.shape)[1]
    return []


def mark_of_section(row: ImpactPaper, section: str) -> str:
    """Return a mark of what is kept of a section, by which a second tab is known."""
    return mark_of_shown(row.sections.get(section, {}))


@transaction.atomic
def freeze(*, by: Context, paper_id: UUID, edition: int) -> ImpactPaper | Refusal | None:
    """Freeze a paper of which nothing is missing, with the document that its files print and a digest over it."""
    row = _changing(by, paper_id, edition)
    if not isinstance(row, ImpactPaper):
        return row
    row.frozen_at = timezone.now()
    document = document_of(by, row)
    unwritten = [one.title for one in sections_of(PaperKind(row.kind)) if not one.is_written(row.sections.get(one.key))]
    if isinstance(document, Refusal):
        return document
    if unwritten:
        return Refusal(
            f"Not written yet: {'; '.join(unwritten)}. Write each section, if only to say that there is none."
        )
    row.document = document
    row.digest = sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return _kept(by, row, "paper.frozen")


def document_of(by: Context, row: ImpactPaper) -> dict[str, Any] | Refusal:
    """Return a paper and its annex as its files print them, or what is missing in words."""
    if row.document is not None:
        kept: dict[str, Any] = row.document
        return kept
    facts = facts_of(by, row)
    if missing := facts.missing():
        return Refusal(" ".join(missing))
    if isinstance(facts, EqualityFacts):
        return {"paper": equality_paper(facts), "annex": None}
    return _of_money(facts)


def _of_money(facts: ResourceFacts) -> dict[str, Any]:
    return {"paper": resource_paper(facts), "annex": resource_annex(facts)}


@transaction.atomic
def throw_away(*, by: Context, paper_id: UUID) -> str | Refusal | None:
    """Delete a paper that is not frozen, and return its name."""
    row = _changing(by, paper_id, None)
    if not isinstance(row, ImpactPaper):
        return row
    audit.record_on(row, by=by, verb="paper.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _changing(by: Context, paper_id: UUID, edition: int | None) -> ImpactPaper | Refusal | None:
    row = held(papers_for(by), paper_id) if can_write_options(by) else None
    if row is None:
        return None
    if row.frozen_at is not None:
        return FROZEN
    return row if edition in (None, row.edition) else overtaken(row.name, row.changed_by.full_name)


def _kept(by: Context, row: ImpactPaper, verb: str) -> ImpactPaper:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
