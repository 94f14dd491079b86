"""Prepare an edition from an analysis: what would leave, what is hidden and why, and who could name a row of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.editions.domain.drawn_topics import DrawnTopics, drawn_topics
from benchmarking.editions.domain.edition_attacks import attacks_on, attacks_part
from benchmarking.editions.domain.edition_chain import sheets_in
from benchmarking.editions.domain.edition_document import edition_document
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.protected_figures import LeavingFigures, leaving_figures
from benchmarking.editions.queries import edition_ledger, edition_ledger_faults, said_words, source_of
from benchmarking.models import RoundAnalysis
from reports.domain.ledger import Ledger

MOST_DRAWS = 12


@dataclass(frozen=True)
class PreparedEdition:
    """An edition before it is kept. Of ``topics`` the order is known here alone."""

    source: EditionSource
    figures: LeavingFigures
    topics: DrawnTopics
    document: Mapping[str, Any]
    attacks: list[dict[str, Any]]


def prepare(by: Context, analysis: RoundAnalysis, edition: str) -> PreparedEdition | Refusal:
    """Prepare an edition with consent and words as they stand; refuse where the ledger has been tampered with."""
    faults = edition_ledger_faults(by, analysis.round)
    if faults:
        return Refusal(f"Nothing can be released: {faults[0]}. Please tell an administrator.")
    source = source_of(by, analysis)
    if source is None:
        return Refusal("This analysis is not yours to release.")
    ledger, contents = edition_ledger(by, analysis.round)
    figures = leaving_figures(source, edition, ledger)
    topics, attacks = _drawn(source, ledger, contents)
    document = json.loads(json.dumps(edition_document(source, figures, topics, said_words(by))))
    return PreparedEdition(source, figures, topics, document, attacks)


def _drawn(source: EditionSource, ledger: Ledger, contents: Any) -> tuple[DrawnTopics, list[dict[str, Any]]]:
    """Return sheets with the attacks on them; an order in which a guess comes near by mere chance is drawn anew.

    What still does not hold after some draws tells too much by itself: whoever approves sees it, and cannot.
    """
    for _ in range(MOST_DRAWS):
        topics = drawn_topics(source, SystemRandom().shuffle, ledger, sheets_in(contents))
        attacks = attacks_part(attacks_on(source, topics))
        if all(one["holds"] for one in attacks):
            break
    return topics, attacks


def but_for_order(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document for comparing: rows of sheets stand in a new order each time."""
    sheets = [{**sheet, "rows": sorted(sheet["rows"])} for sheet in document["sheets"]]
    return {**document, "sheets": sheets}
