"""Section 3 of Annex B: the results, in tables and pictures, with what stands behind them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.form import LineKind
from reports.annexes.domain.annex_a import care_type
from reports.annexes.domain.blocks import Block, heading, table, words
from reports.annexes.domain.report.facts import ReportFacts
from reports.annexes.domain.report.figures import (
    NOT_AVAILABLE,
    QUARTILES,
    in_unit,
    lines_picture,
    missing_words,
    named_quartiles,
    quartile_table,
    sums_picture,
)
from reports.annexes.domain.report.released_parts import policy_of, released_measures
from reports.domain.calculation_page import supporting_rows
from reports.domain.calculation_visits import A_MINUTE
from reports.domain.cohort import ALL
from reports.domain.comparison import HEADLINES
from reports.domain.exact_document import figure
from reports.domain.release_words import how_much_is_withheld, what_it_shows, why_quartiles_lack
from reports.domain.released_table import ReleasedColumn

DIMENSIONS = {"zone": "Zone", "size_band": "Size", "contracted": "Contract with the council"}
# Below so many returns a part of the market has no figures.
FEWEST = 5
STATISTICS = ("lower_quartile", "median", "upper_quartile")
GROUPS = {"yes": "Contracted", "no": "Not contracted"}


def at_a_glance(facts: ReportFacts) -> list[Block]:
    """Return the totals of each column in both ways, and what they say in a sentence."""
    columns = [column for column in facts.figures.columns if column.key != ALL]
    only = len(columns) == 1
    says = [what_it_shows(facts.form, column, is_only=only) for column in columns]
    picture = sums_picture(columns, "The result at a glance", " ".join(says)) if columns else None
    return [
        heading("Summary", 1),
        *(words(sentence) for sentence in says),
        _totals(facts, columns),
        *([picture] if picture else []),
    ]


def _totals(facts: ReportFacts, columns: Sequence[ReleasedColumn]) -> Block:
    missing, ways = missing_words(facts.figures), facts.figures.ways
    rows = []
    for column in columns:
        total, both = column.total, next((one for one in column.totals if one.line.kind == LineKind.TOTAL), None)
        n = missing if total is None or total.n is None else str(total.n)
        amounts = (getattr(both, way, None) for way in ways)
        quartiles = (total.lower_quartile, total.upper_quartile) if total else (None, None)
        rows.append((care_type(column), n, *(missing if one is None else gbp(one) for one in (*amounts, *quartiles))))
    heads = ("Care", "Returns", f"{HEADLINES[ways[0]].capitalize()} (headline)", HEADLINES[ways[1]].capitalize())
    return table(f"Total cost, {facts.form.cost_unit}", (*heads, "Lower quartile", "Upper quartile"), rows)


def results(facts: ReportFacts) -> list[Block]:
    found = [heading("Results", 1)]
    for column in facts.figures.columns:
        title = care_type(column)
        found += [
            heading(title),
            words(what_it_shows(facts.form, column)),
            *(words(said) for said in _withheld(facts, column)),
            quartile_table(facts.figures, column, title),
        ]
        found += _sums(facts, column)
        drawn = lines_picture(facts.figures, column, f"{title}: the lines, {facts.form.cost_unit}")
        found += [drawn, words("The mark is the median, the bar the middle half of the returns.")] if drawn else []
    return [*found, *_supporting(facts)]


def _withheld(facts: ReportFacts, column: ReleasedColumn) -> list[str]:
    """Return what a public edition does not show of a column, and by which rule."""
    if facts.is_exact:
        return []
    return [said for said in (how_much_is_withheld(column), why_quartiles_lack(column, policy_of(facts))) if said]


def _sums(facts: ReportFacts, column: ReleasedColumn) -> Iterator[Block]:
    missing, ways = missing_words(facts.figures), facts.figures.ways
    rows = [
        (total.line.label, *(missing if (one := getattr(total, way)) is None else gbp(one) for way in ways))
        for total in column.totals
    ]
    if rows:
        heads = ("Sum", *(HEADLINES[way].capitalize() for way in ways))
        yield table(f"Sums in both ways, {facts.form.cost_unit}", heads, rows)


def _supporting(facts: ReportFacts) -> Iterator[Block]:
    """Yield what stands beside the costs: exact in the statutory edition, of released cells alone in the public one."""
    document = facts.figures.calculation
    if not document:
        yield from released_measures(facts)
        return
    yield heading("Supporting information")
    rows = [row for row in supporting_rows(facts.form, document) if not row.named.label.startswith("Visits of")]
    yield table(
        "What stands behind the costs",
        ("Measure", "Unit", *QUARTILES),
        [
            (
                row.named.label,
                row.named.unit.capitalize() if row.named.unit[:1] != "£" else row.named.unit,
                str(row.figures.n),
                *(
                    in_unit(one, row.named.unit)
                    for one in (row.figures.lower_quartile, row.figures.median, row.figures.upper_quartile)
                ),
            )
            for row in rows
        ],
    )
    yield from _visits(document["supporting"])
    yield from _groups(facts, document.get("subgroups", {}))
    yield from _means(facts, document)


def _visits(supporting: Mapping[str, Any]) -> Iterator[Block]:
    rates = supporting.get("visit_rates", {})
    if rates:
        yield heading("Cost by length of visit")
        yield words(
            "Every visit of a return is costed as if it took the same time: pay per hour, travel and miles a visit and "
            "all other costs per hour stay. Only returns that have visits of a length count in it."
        )
        for way, title, unit in (("per_visit", "Cost of a visit", "£"), ("per_hour", "Cost per contact hour", "£")):
            rows = [(f"{length} minutes", unit, rates[length][way]) for length in sorted(rates, key=int)]
            yield named_quartiles(title, rows, head="Length of the visit")
    appointments = supporting.get("appointments", {})
    if appointments:
        rows = [(_length(key), "", found) for key, found in appointments.items()]
        note = "A return without visits of a length counts as none."
        yield heading("Appointments a week")
        yield named_quartiles("Appointments a week, by length of visit", rows, head="Length of the visit", note=note)
    tariff = supporting.get("tariff")
    if tariff and tariff["n"]:
        yield heading("A tariff of two parts")
        yield words("The rates of all lengths of visits lie on a line: so much a visit, and so much a minute.")
        parts = [("Pounds a visit", "£", tariff["per_visit"]), ("Pounds a minute", A_MINUTE, tariff["per_minute"])]
        yield named_quartiles("The tariff", parts, head="Part")


def _length(key: str) -> str:
    return f"{key} minutes" if key.isdigit() else "Another length"


def _groups(facts: ReportFacts, found: Mapping[str, Any]) -> Iterator[Block]:
    """Yield a table of totals for each division of the market; [] if the council's list divides it into no parts."""
    total = next(line.key for line in facts.form.lines if line.kind == LineKind.TOTAL)
    divided = {name: groups for name, groups in found.items() if len(groups) > 1}
    if divided:
        yield heading("Parts of the market")
    for name, groups in divided.items():
        rows = [
            (_group(group, column.label, len(facts.form.columns)), "£", _large_enough(part["table"][column.key][total]))
            for group, part in groups.items()
            for column in facts.form.columns
            if part["table"].get(column.key, {}).get(total, {}).get("n")
        ]
        title = f"Total by {DIMENSIONS.get(name, name).lower()}, {facts.form.cost_unit}"
        note = f"A part of fewer than {FEWEST} returns has no figures here: they would be single providers’."
        yield named_quartiles(title, rows, "Part", note if any(row[2]["n"] < FEWEST for row in rows) else "")


def _large_enough(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the figures of a part, without them where few returns stand behind it: no approver saw a list of those."""
    return found if found["n"] >= FEWEST else {"n": found["n"], **dict.fromkeys(STATISTICS)}


def _group(group: str, column: str, columns: int) -> str:
    name = GROUPS.get(group, group)
    return name if columns == 1 else f"{name}: {column}"


def _means(facts: ReportFacts, document: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the weighted means and the intervals of the sums, where a calculation has them."""
    means, intervals = document.get("weighted", {}), document.get("intervals", {})
    sums = [line for line in facts.form.lines if line.kind != LineKind.LINE]
    rows = []
    for column in facts.figures.columns:
        for line in sums:
            mean = means.get(column.key, {}).get(line.key, {}).get("mean")
            ends = intervals.get(column.key, {}).get(line.key, {})
            name = line.label if len(facts.form.columns) == 1 else f"{line.label}: {column.label}"
            rows.append((name, _pounds(mean), _pounds(ends.get("low")), _pounds(ends.get("high"))))
    if rows and (means or intervals):
        by = "contact hours" if facts.is_homecare else "occupied beds"
        yield heading("Weighted means, and how sure the medians are")
        yield words(
            f"The mean weighs each return by its {by}. The interval is where 95 of 100 medians lie if owners are drawn "
            "anew from those who answered; with fewer than six owners there is none."
        )
        heads = ("Sum", "Weighted mean", "Interval from", "Interval to")
        yield table(f"Weighted means and intervals, {facts.form.cost_unit}", heads, rows)


def _pounds(stored: str | None) -> str:
    value: Decimal | None = figure(stored)
    return NOT_AVAILABLE if value is None else gbp(value)
