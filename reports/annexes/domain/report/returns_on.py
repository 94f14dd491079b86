"""Section 4 of Annex B: the justification of the returns on operations and on capital."""

from collections.abc import Iterator

from costing.figure_words import gbp
from reports.annexes.domain.annex_a import care_type
from reports.annexes.domain.blocks import Block, heading, table, typed, words
from reports.annexes.domain.report.facts import ReportFacts
from reports.annexes.domain.report.figures import QUARTILES, missing_words
from reports.annexes.domain.report.prices import scenarios

LINES = {"roo": ("return_on_operations", "Return on operations"), "roc": ("return_on_capital", "Return on capital")}
NOTHING = "No justification has been written for this exercise."


def returns_on(facts: ReportFacts) -> list[Block]:
    kinds = [name for name, (line, _) in LINES.items() if line in facts.form.line_by_key]
    title = " and ".join(LINES[name][1] if name == kinds[0] else LINES[name][1].lower() for name in kinds)
    found = [heading(title, 1)]
    for name in kinds:
        line, label = LINES[name]
        found += [
            # Where there is one of them its heading is the chapter's.
            *([heading(label)] if len(kinds) > 1 else []),
            *(typed(facts.words.get(name, "")) or [words(NOTHING)]),
            *_figures(facts, line, label),
        ]
    return [*found, *scenarios(facts)]


def _figures(facts: ReportFacts, key: str, label: str) -> Iterator[Block]:
    missing = missing_words(facts.figures)
    rows = []
    for column in facts.figures.columns:
        for cell in column.cells:
            if cell.line.key == key:
                known = (cell.lower_quartile, cell.median, cell.upper_quartile)
                n = missing if cell.n is None else str(cell.n)
                rows.append((care_type(column), n, *(missing if one is None else gbp(one) for one in known)))
    if rows:
        yield table(f"{label} in the returns, {facts.form.cost_unit}", ("Care", *QUARTILES), rows)
