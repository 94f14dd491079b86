"""The only reader of where a council stands: its own copies of editions, for its commissioners; and what they are
made of, for the office.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.domain.context import Context
from benchmarking.analysis.domain.catalogue import OWN
from benchmarking.analysis.domain.frozen_inputs import cases_from
from benchmarking.analysis.queries import inputs_of_round
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.models import BenchmarkRound, EditionCopy, PublicFigure, RoundMember
from benchmarking.permissions import can_answer_for_council
from benchmarking.position.domain.population_figures import NamedColumn, chosen_columns, whole_populations
from benchmarking.public_files.domain.council_book import PlaceLevel
from benchmarking.public_files.queries import counting_figures
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.queries import reads_round


def own_copies(context: Context | None) -> QuerySet[EditionCopy]:
    """Return the own pages of a council, of the newest week first; those that were withdrawn say so."""
    rows = EditionCopy.objects.all()
    if context is None or not can_answer_for_council(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority, kind=EditionKind.OWN.value)


def own_copy(context: Context | None, copy_id: UUID) -> EditionCopy | None:
    return own_copies(context).filter(id=copy_id).first()


def standing_copies(context: Context | None) -> QuerySet[EditionCopy]:
    """Return the own page that counts of each round."""
    return own_copies(context).filter(state="released")


def document_of(copy: EditionCopy) -> dict[str, Any] | None:
    """Return what the council reads; None of a copy that was withdrawn."""
    found: dict[str, Any] | None = json.loads(copy.document) if copy.document else None
    return found


def earlier_figures(context: Context | None, row: BenchmarkRound) -> dict[str, dict[str, Fraction | None]]:
    """Return by ONS code the measures of own pages in the round before, for those who read returns; it is locked."""
    done = [RoundState.LOCKED.value, RoundState.RELEASED.value]
    rounds = BenchmarkRound.objects.filter(host_authority_id=row.host_authority_id, state__in=done)
    before = rounds.filter(reference_week__lt=row.reference_week).order_by("-reference_week").first()
    inputs = inputs_of_round(context, before) if before else None
    if inputs is None:
        return {}
    frozen = cases_from(inputs)
    source = EditionSource(frozen.week, frozen.cases, (), {})
    of = {one.key: source.grouped(one.key) for one in OWN}
    return {case.ons_code: {key: found.get(case.ons_code) for key, found in of.items()} for case in frozen.cases}


def populations_of(context: Context | None, row: BenchmarkRound) -> Mapping[str, Sequence[float]]:
    """Return by ONS code what is public of the populations of a round's councils, of those with all five figures."""
    if not reads_round(context, row):
        return {}
    codes = list(RoundMember.objects.filter(round=row).values_list("ons_code", flat=True))
    known = PublicFigure.objects.filter(level=PlaceLevel.COUNCIL.value, ons_code__in=codes, value__isnull=False)
    counted = known.order_by().values_list("measure", "label", "period").annotate(Count("ons_code", distinct=True))
    chosen = chosen_columns(NamedColumn(*one) for one in counted)
    figures = {key: counting_figures(one.measure, one.period, codes) for key, one in chosen.items()}
    return whole_populations({key: {code: one.value for code, one in of.items()} for key, of in figures.items()})
