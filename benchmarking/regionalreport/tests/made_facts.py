"""Test support: the invented region's edition as every recipient reads it alike, with words of an invented study."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarking.editions.domain.drawn_topics import drawn_topics
from benchmarking.editions.domain.edition_copies import SHARED
from benchmarking.editions.domain.edition_document import edition_document
from benchmarking.editions.domain.protected_figures import leaving_figures
from benchmarking.editions.domain.said_words import SaidFinding, SaidQuote
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from benchmarking.synthetic.domain import region_links
from benchmarking.tests.quick_edition import NO_LINKS, quick_source
from reports.domain.ledger import EMPTY_LEDGER

FINDINGS = (
    SaidFinding(
        "Short visits are late for one another", "Many of those asked say so.", frozenset({"commissioning_quality"})
    ),
    SaidFinding("Low pay drives people away", "Some of those asked say so.", frozenset({"attractive_career"})),
)
QUOTES = (
    SaidQuote("We stay because they know us.", "a commissioner, inner London", "quality"),
    SaidQuote("The way is not paid.", "a provider", "commissioning_workforce"),
)


@cache
def shared_document(councils: int = 26) -> dict[str, Any]:
    links = json.loads(Path(region_links.FILE).read_text(encoding="utf-8"))["hypotheses"] if councils == 26 else {}
    source = replace(quick_source(councils), analysis={**NO_LINKS, "hypotheses": links, "trap": {"pooled": "0.071"}})
    whole = edition_document(
        source, leaving_figures(source, "1"), drawn_topics(source, Random(1).shuffle, EMPTY_LEDGER, {})
    )
    return {key: whole[key] for key in SHARED}


def made_facts(councils: int = 26, **changes: Any) -> RegionFacts:
    facts = RegionFacts("Region office", "Spring 2025", 1, shared_document(councils), FINDINGS, QUOTES)
    return replace(facts, **changes)
