"""What a regional report is made of, for whom: of an edition that is out or of a copy of it, with its words."""

import json
from typing import Any

from accounts.domain.context import Context
from benchmarking.editions.domain.edition_copies import SHARED
from benchmarking.editions.domain.said_words import SAID, words_in
from benchmarking.editions.queries import OUT_STATES, said_words
from benchmarking.models import BenchmarkEdition, EditionCopy
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from benchmarking.toolkit.queries import toolkit_of
from engagement.permissions import can_read_released_words


def facts_of_edition(context: Context | None, row: BenchmarkEdition) -> RegionFacts | None:
    """Return the facts of an edition that is out, for those of the office who read it already."""
    if row.state not in OUT_STATES or context is None or context.own_authority != row.host_authority_id:
        return None
    parts = (row.round.host_name, row.round.name, row.number)
    return _facts(context, row.host_authority_id, parts, row.document)


def facts_of_copy(context: Context | None, row: EditionCopy) -> RegionFacts | None:
    """Return the facts of a copy that the asker reads; of what others show by name nothing is taken."""
    if row.state not in OUT_STATES or not row.document or context is None or context.own_authority != row.authority_id:
        return None
    return _facts(context, row.host_authority_id, (row.host_name, row.round_name, row.number), row.document)


def _facts(context: Context, host: Any, parts: tuple[str, str, int], document: str) -> RegionFacts:
    whole = json.loads(document)
    shared = {key: whole[key] for key in SHARED}
    words, carries = words_in(whole), SAID in whole
    if not carries and context.own_authority == host and can_read_released_words(context):
        words, carries = said_words(context), True  # of an edition older than those that carry words
    return RegionFacts(*parts, shared, words.findings, words.quotes, carries, toolkit_of(context, host))
