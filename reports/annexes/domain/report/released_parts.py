"""What the public edition of Annex B prints beside the costs: groups, visits and supporting rows of its release."""

from collections.abc import Iterator

from reports.annexes.domain.blocks import Block, heading, picture, table, words
from reports.annexes.domain.editions import HIDDEN
from reports.annexes.domain.report.facts import ReportFacts
from reports.annexes.domain.report.figures import QUARTILES
from reports.domain.policy import PROTECTED, Policy, policy_known_as
from reports.domain.released_measures import NO_SUCH, MeasureRow, MeasureTable, measure_tables

INDICATIVE = "* Indicative: fewer than ten returns stand behind it, and it is rounded more coarsely."
WITHHELD = "[c]: withheld, as too few took part or it could be traced back to one of them."
NOTHING = (
    "Visit lengths, pay, travel, occupancy and the other information beside the costs is not part of the release, and "
    "stands in the edition for the department alone."
)
BESIDE = (
    "These figures are protected like those of the lines. A part of the market of which nothing can be published is "
    "left out, so that nobody can tell it from one without a return; parts need not add up to the whole."
)


def policy_of(facts: ReportFacts) -> Policy:
    """Return the policy that a release was made under, whose numbers its report states."""
    named = facts.figures.figures.get("policy") or {}
    return policy_known_as(named.get("version", ""), named.get("sha256", "")) or PROTECTED


def released_measures(facts: ReportFacts) -> Iterator[Block]:
    tables = measure_tables(facts.form, facts.figures.figures)
    if not tables:
        yield words(NOTHING)
        return
    yield heading("By group, by visit, and what lies behind the costs")
    yield words(BESIDE)
    for one in tables:
        yield from _table(one)


def _table(one: MeasureTable) -> Iterator[Block]:
    heads = (one.head, *(("Unit",) if one.has_units else ()), *QUARTILES)
    rows = [_cells(row, one.has_units) for row in one.rows]
    has_hidden = any(HIDDEN in row for row in rows)
    note = " ".join([*([INDICATIVE] if one.has_indicative else []), *([WITHHELD] if has_hidden else [])])
    unit = "" if one.has_units or not one.rows[0].unit else f", {one.rows[0].unit}"
    says = f"{one.says} {one.scale}".strip()
    yield table(f"{one.title}{unit}", heads, rows, note=note)
    if says:
        yield words(says)
    if one.chart is not None:
        yield picture(one.title, says, one.chart)
    if one.tariff:
        yield words(one.tariff)


def _cells(row: MeasureRow, has_units: bool) -> tuple[str, ...]:
    star = "*" if row.indicative else ""
    n = HIDDEN if row.n is None else str(row.n)
    figures = (HIDDEN if found is None else found if found == NO_SUCH else f"{found}{star}" for found in row.words)
    return (
        row.label,
        *((row.unit.capitalize() if row.unit[:1] != "£" else row.unit,) if has_units else ()),
        n,
        *figures,
    )
