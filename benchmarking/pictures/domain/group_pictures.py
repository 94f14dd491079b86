"""Pictures of groups of councils: what each pays, by the length of visits, and what goes with what."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from benchmarking.pictures.domain.forest_chart import LinkMark, forest_chart
from benchmarking.pictures.domain.round_picture import RangePanel, RoundPicture
from benchmarking.pictures.domain.thirds_table import THIRDS, column_names, thirds_table
from benchmarking.pictures.domain.unit_ranges import NOT_SHOWN, UnitMarks, Words, unit_ranges
from costing.charts import OwnRangeChart
from costing.figure_words import gbp

HEADS = ("Group", "Councils", "Lower quartile", "Median", "Upper quartile")
TRAP = "What goes with what between councils need not between providers, nor inside a council."


def group_ranges(
    key: str, title: str, lines: Sequence[UnitMarks], words: Words = gbp, notes: Sequence[str] = ()
) -> RoundPicture:
    """Return the ranges of groups beside each other; a group that is hidden has no mark."""
    shown = [line for line in lines if line.median is not None]
    if not shown:
        return RoundPicture(key, title, lacks="groups of at least five councils")
    found = unit_ranges(lines, words)
    least, most = (pick(shown, key=_median) for pick in (min, max))
    says = f"The middle lies between {words(_median(least))} ({least.label}) and {words(_median(most))} ({most.label})."
    says = f"{words(_median(least))} in the middle of {least.label}." if len(shown) == 1 else says
    return RoundPicture(
        key, title, f"{says} {found.scale}", ranges=found.chart, heads=HEADS,
        rows=tuple(_row(line, words) for line in lines), notes=tuple(notes),
    )  # fmt: skip


def _median(line: UnitMarks) -> Decimal:
    return line.median or Decimal(0)


def _row(line: UnitMarks, words: Words) -> tuple[str, ...]:
    if line.median is None:
        return (line.label, *[NOT_SHOWN] * 4)
    ends = (words(end) if end is not None else "–" for end in (line.lower_quartile, line.median, line.upper_quartile))
    return (line.label, "–" if line.n is None else f"{line.n}", *ends)


def price_by_length(by_length: Mapping[int, Sequence[UnitMarks]]) -> RoundPicture:
    """Return a small chart a length of visit, all on one scale: what an hour of such visits costs by group."""
    key, title = "lengths", "Price of an hour by the length of visits"
    lengths = [
        minutes for minutes, lines in sorted(by_length.items()) if any(line.median is not None for line in lines)
    ]
    lines = [line for minutes in lengths for line in by_length[minutes]]
    if not lines:
        return RoundPicture(key, title, lacks="prices of at least five councils for visits of one length")
    whole = unit_ranges(lines, gbp)
    panels, begun = [], 0
    for minutes in lengths:
        bars = whole.chart.ranges[begun : begun + len(by_length[minutes])]
        panels.append(RangePanel(f"{minutes} minutes", OwnRangeChart(bars)))
        begun += len(by_length[minutes])
    firsts = [(minutes, by_length[minutes][0]) for minutes in lengths if by_length[minutes][0].median is not None]
    parts = ", ".join(f"{gbp(_median(line))} in visits of {minutes} minutes" for minutes, line in firsts)
    rows = tuple(
        (f"{minutes} minutes, {line.label}", *_row(line, gbp)[1:]) for minutes in lengths for line in by_length[minutes]
    )
    says = f"In the middle an hour costs {parts}." if parts else "No length has a figure for all councils."
    return RoundPicture(
        key, title, f"{says} {whole.scale}", panels=tuple(panels), heads=("Visits, group", *HEADS[1:]), rows=rows
    )


def links(findings: Sequence[tuple[LinkMark, str, str]], councils: int) -> RoundPicture:
    """Return the hypotheses: each link with its interval, its adjusted p, and the sentence that was made by rule."""
    chart = forest_chart([mark for mark, _, _ in findings])
    sure = [
        f"{mark.label.partition(':')[0]}: {sentence}" for mark, _, sentence in findings if " goes with " in sentence
    ]
    says = (
        f"Of {len(findings)} hypotheses, locked before data were read, {len(sure)} "
        f"{'is' if len(sure) == 1 else 'are'} borne out: {'; '.join(sure)}." if sure else
        f"None of {len(findings)} hypotheses, locked before data were read, is borne out."
    )  # fmt: skip
    return RoundPicture(
        "links", "Links between measures", says, forest=chart,
        heads=("Hypothesis", "Tau-b and interval", "p by Holm", "What the round says"),
        rows=tuple((mark.label, mark.words, p, sentence) for mark, p, sentence in findings),
        notes=(f"A weak link could not be seen with {councils} councils.", TRAP),
    )  # fmt: skip


def thirds_by_thirds(down: str, across: str, counts: Mapping[tuple[str, str], int | None]) -> RoundPicture:
    """Return how many councils lie in each pair of thirds; without a point a council."""
    found = thirds_table(down, across, counts)
    both = [counts.get((one, one)) for one in (THIRDS[0], THIRDS[-1])]
    words = ["fewer than 5" if count is None else f"{count}" for count in both]
    says = (
        f"Councils in the lower third of both: {words[0]}; in the upper third of both: {words[1]}. Rows are thirds of "
        f"{down}, columns thirds of {across}."
    )
    rows = tuple((name, *(cell.words for cell in cells)) for name, cells in found.rows)
    return RoundPicture(
        "thirds", "Thirds of price by thirds of quality", says, thirds=found, heads=(down, *column_names()), rows=rows
    )
