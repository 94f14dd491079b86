"""Section 1 of Annex B: who was asked, what was done, who answered, and why others did not."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from costing.figure_words import percent
from reports.annexes.domain.blocks import Block, heading, table, words
from reports.annexes.domain.report.facts import ReportFacts
from reports.domain.cohort import ALL

COVERAGE = "coverage"
# The stage, and numbers and percentages of providers and of locations; what follows is of hours or beds.
COUNTED = 5


def engagement(facts: ReportFacts) -> list[Block]:
    found = [heading("Engagement with providers", 1, on_new_page=True)]
    if facts.engagement.as_at:
        found.append(words(f"As at {facts.engagement.as_at}."))
    for section in facts.engagement.sections:
        found.append(heading(section["heading"]))
        found += [words(text) for text in section["paragraphs"]]
        for one in section["tables"]:
            found += _table(facts, one)
    return found


def _table(facts: ReportFacts, one: Mapping[str, Any]) -> Iterator[Block]:
    heads, rows = one["heads"], [list(row) for row in one["rows"]]
    if one["key"] == COVERAGE and not facts.is_exact:
        # Hours and beds are told by the release alone: a later count beside it would tell who came since.
        heads, rows = heads[:COUNTED], [row[:COUNTED] for row in rows]
    if one["key"] == COVERAGE and facts.is_exact and facts.used:
        rows.append(_usable(facts))
    yield table(one["title"], heads, rows, note=_note(one, rows))
    if one["key"] == COVERAGE and not facts.is_exact:
        yield from _behind_the_release(facts)


def _note(one: Mapping[str, Any], rows: list[list[str]]) -> str:
    withheld = "[c]: withheld, as it is of fewer than five." if any("[c]" in row for row in rows) else ""
    return " ".join(filter(None, (withheld, one["note"])))


def _usable(facts: ReportFacts) -> list[str]:
    """Return the last stage of the table: the returns behind these figures."""
    scope = facts.engagement
    parts = (("providers", scope.providers), ("locations", scope.locations), ("weight", Decimal(scope.weight)))
    cells = [cell for name, whole in parts for cell in (_number(facts.used[name]), _share(facts.used[name], whole))]
    return ["Usable", *cells]


def _number(text: str) -> str:
    value = Decimal(text)
    return f"{value.normalize():,f}"


def _share(text: str, whole: Decimal | int) -> str:
    return f"{round(Decimal(text) / whole * 100)}\N{NO-BREAK SPACE}%" if whole else "–"


def _behind_the_release(facts: ReportFacts) -> Iterator[Block]:
    """Yield what the release says of hours or beds: of the returns received at its cut-off, rounded (R12)."""
    shares = facts.figures.figures.get("coverage", {})
    share = shares.get(ALL) or next(iter(shares.values()), None)
    if share is not None:
        yield words(
            f"The returns received by the cut-off of the release stand for about {percent(Decimal(share))} of the "
            f"{'hours' if facts.is_homecare else 'beds'} of all who were asked. The share is rounded, so that it tells "
            "of nobody."
        )
