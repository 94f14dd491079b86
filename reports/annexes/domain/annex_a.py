"""Annex A as sheets, in the department's order: Section 3, quartiles by line, supporting information, and its basis."""

from collections.abc import Iterator

from costing.form import Column, LineKind
from reports.annexes.domain.annex_facts import AnnexFacts
from reports.annexes.domain.cost_drivers import driver_rows
from reports.annexes.domain.editions import HIDDEN
from reports.annexes.domain.sheets import AnnexSheet, RowStyle, SheetCell, SheetRow, figure
from reports.domain.calculation_page import notes_in_words, supporting_rows
from reports.domain.cohort import ALL
from reports.domain.comparison import HEADLINES, SUM_OF_MEDIANS
from reports.domain.released_table import ReleasedColumn

# What the department calls its columns.
CARE_TYPES = {
    "homecare": "18+ domiciliary care",
    "residential": "65+ care home places without nursing",
    "residential_enhanced": "65+ care home places without nursing, enhanced needs",
    "nursing": "65+ care home places with nursing",
    "nursing_enhanced": "65+ care home places with nursing, enhanced needs",
    ALL: "The same in every category of beds",
}
STYLES: dict[LineKind, RowStyle] = {
    LineKind.LINE: "line",
    LineKind.SUBTOTAL: "subtotal",
    LineKind.TOTAL: "total",
}
BLANK = SheetRow("blank")


def annex_a(facts: AnnexFacts) -> tuple[AnnexSheet, ...]:
    """Return the sheets of an edition; supporting information is exact, and so only in the statutory one."""
    sheets = (_section_3(facts), _quartiles(facts))
    return (*sheets, *((_supporting(facts),) if facts.is_exact else ()), _basis(facts))


def care_type(column: ReleasedColumn | Column) -> str:
    return CARE_TYPES.get(column.key, column.label)


def _head(facts: AnnexFacts, title: str) -> tuple[SheetRow, ...]:
    return (
        SheetRow("title", (title,)),
        SheetRow("mark", (facts.edition.mark,)),
        SheetRow("words", (f"{facts.authority}: {facts.exercise}. Prices as at {facts.price_date}.",)),
        BLANK,
    )


def _section_3(facts: AnnexFacts) -> AnnexSheet:
    columns = facts.columns
    head = SheetRow("head", (f"Medians, {facts.form.cost_unit}", *map(care_type, columns)))
    rows = [*_head(facts, "Annex A, Section 3: cost of care exercise results"), head, *_medians(facts)]
    rows += [BLANK, SheetRow("head", ("Supporting information on important cost drivers", *map(care_type, columns)))]
    rows += [SheetRow("line", (label, *cells)) for label, cells in driver_rows(facts)]
    return AnnexSheet("Section 3", (58, *(22,) * len(columns)), tuple(rows), frozen=5)


def _medians(facts: AnnexFacts) -> Iterator[SheetRow]:
    """Yield a row a line in Annex A's order, and the sums of the line medians in rows of their own."""
    by_column = [{cell.line.key: cell for cell in column.cells} for column in facts.columns]
    for line in facts.form.lines:
        cells = (_median(facts, cells[line.key].median) if line.key in cells else "–" for cells in by_column)
        yield SheetRow(STYLES[line.kind], (line.label, *cells))
    sums = [{total.line.key: total for total in column.totals} for column in facts.columns]
    for line in facts.form.lines:
        if line.kind != LineKind.LINE:
            both = (_median(facts, one[line.key].sum_of_medians) if line.key in one else "–" for one in sums)
            yield SheetRow("line", (f"{line.label}: {HEADLINES[SUM_OF_MEDIANS]}", *both))


def _median(facts: AnnexFacts, value: object) -> SheetCell:
    return figure("gbp", value, "n/a" if facts.is_exact else HIDDEN)  # type: ignore[arg-type]


def _quartiles(facts: AnnexFacts) -> AnnexSheet:
    rows = list(_head(facts, "Annex A: counts and quartiles by line"))
    for column in facts.columns:
        heads = ("Returns", "Lower quartile", "Median", "Upper quartile")
        rows.append(SheetRow("head", (f"{care_type(column)}, {facts.form.cost_unit}", *heads)))
        for cell in column.cells:
            known = (cell.lower_quartile, cell.median, cell.upper_quartile)
            figures = (figure("whole", cell.n), *(_median(facts, one) for one in known))
            mark = ("indicative",) if cell.indicative else ()
            rows.append(SheetRow(STYLES[cell.line.kind], (cell.line.label, *figures, *mark)))
        rows.append(BLANK)
    return AnnexSheet("Quartiles", (58, 12, 16, 16, 16, 12), tuple(rows))


def _supporting(facts: AnnexFacts) -> AnnexSheet:
    heads = ("Measure", "Unit", "Returns", "Lower quartile", "Median", "Upper quartile")
    rows = [*_head(facts, "Annex A: supporting information"), SheetRow("head", heads)]
    for one in supporting_rows(facts.form, facts.calculation) if facts.calculation else ():
        known = (one.figures.lower_quartile, one.figures.median, one.figures.upper_quartile)
        kind = "percent" if one.named.unit.startswith("share") else "gbp" if one.figure_unit else "number"
        cells = (figure("whole", one.figures.n), *(figure(kind, amount, "n/a") for amount in known))  # type: ignore[arg-type]
        rows.append(SheetRow("line", (one.named.label, one.named.unit, *cells)))
    return AnnexSheet("Supporting information", (58, 30, 12, 16, 16, 16), tuple(rows), frozen=5)


def _basis(facts: AnnexFacts) -> AnnexSheet:
    rows = [*_head(facts, "What these figures rest on")]
    rows += [SheetRow("line", pair) for pair in facts.about]
    rows += [SheetRow("line", (f"Headline of {facts.form.title}", HEADLINES[facts.ways[0]]))]
    if facts.equal is not None:
        rows.append(
            SheetRow("line", ("Printed cells that equal one return’s own figure", figure("whole", facts.equal)))
        )
    notes = notes_in_words(facts.form, facts.calculation) if facts.calculation else []
    rows += [SheetRow("line", ("Self-check", note)) for note in notes]
    return AnnexSheet("Basis", (58, 90), tuple(rows))
