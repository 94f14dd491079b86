"""The parts of a pack by their source: the council's own market, its rate card, releases, and what the CQC says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from costing.charts import QuantileMarks, range_chart
from markets.marketreleases.domain.shown_release import ShownCell, ShownMarket
from markets.papers.domain.position_pack import PackPart, PackPicture, PackTable, bar_picture
from markets.papers.domain.published_figures import FEW, PublishedFigure, PublishedFigures
from markets.papers.domain.published_measures import published_measures
from markets.profiles.domain.measure_words import number_words
from markets.ratecards.domain.card_lines import CardBasis, CardLine
from reports.annexes.domain.blocks import picture
from reports.domain.released_table import ReleasedColumn
from spreadsheets.decimals import rounded
from spreadsheets.table_files import FileCell

CHAPTERS_OF_FIGURES = {
    "demand": "How much care there is",
    "supply": "Who gives it",
    "quality": "How it is delivered",
    "gaps": "Where care is not picked up",
}
HEADS = ("Measure", "Figure", "Number")
HIDDEN_NOTE = f"{FEW}: of too few people or providers to be shown."
BANDS = tuple(one for one in published_measures() if one.counts == "bands")
NOT_RATED = "Not rated"
RATED = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def market_part(figures: PublishedFigures, days: str) -> PackPart:
    """Return what may be published of the council's own visits and packages, or why nothing may."""
    source = f"The council’s own visits and packages, {days}"
    if figures.why_nothing:
        return PackPart(source, left_out=(figures.why_nothing,))
    tables = [_chapter_table(figures, chapter, title, source) for chapter, title in CHAPTERS_OF_FIGURES.items()]
    tables += [_zone_table(figures, source), _length_table(figures, source)]
    left = []
    if figures.hidden_zones:
        zones = "1 zone is" if figures.hidden_zones == 1 else f"{figures.hidden_zones} zones are"
        left.append(f"{zones} left out: of too few owners, or what is left of the whole would be.")
    found = tuple(table for table in tables if table.rows)
    return PackPart(source, found, tuple(_market_pictures(figures)), tuple(figures.zones), tuple(left))


def _chapter_table(figures: PublishedFigures, chapter: str, title: str, source: str) -> PackTable:
    rows = [(one.measure.label, one.words, _number(one)) for one in figures.in_chapter(chapter)]
    if chapter == "supply":
        rows.insert(0, ("Providers", f"{figures.providers}", Decimal(figures.providers)))
    return PackTable(f"{chapter}-measures", chapter, title, source, HEADS, tuple(rows), HIDDEN_NOTE)


def _number(figure: PublishedFigure) -> Decimal | None:
    """Return a figure to the places that its words have; more would tell more than is shown."""
    if figure.value is None:
        return None
    usual = 0 if abs(figure.value) >= 100 or figure.value == int(figure.value) else 1
    return rounded(figure.value, {"share": 3, "index": 3, "points": 0}.get(figure.measure.unit, usual))


def _zone_table(figures: PublishedFigures, source: str) -> PackTable:
    keys = [one for one in published_measures() if any(one.key in own for own in figures.zones.values())]
    rows = tuple(
        (zone, *(own[one.key].words if one.key in own else "–" for one in keys)) for zone, own in figures.zones.items()
    )
    heads = ("Zone", *(one.label for one in keys))
    return PackTable("demand-zones", "demand", "Zones", source, heads, rows, HIDDEN_NOTE)


def _length_table(figures: PublishedFigures, source: str) -> PackTable:
    rows = tuple((length, number_words(share, "share"), rounded(share, 3)) for length, share in figures.lengths)
    return PackTable(
        "demand-lengths", "demand", "Visits by planned length", source, ("Length", "Share", "Number"), rows
    )


def _market_pictures(figures: PublishedFigures) -> Iterable[PackPicture]:
    if figures.lengths:
        lengths = [(length, share, number_words(share, "share")) for length, share in figures.lengths]
        yield bar_picture("demand-lengths", "demand", "Share of visits by planned length", lengths)
    hours = [(zone, own["hours"].value, own["hours"].words) for zone, own in figures.zones.items() if "hours" in own]
    if hours:
        yield bar_picture("demand-zones", "demand", "Planned hours a week by zone", hours)
    bands = [figures.whole[one.key] for one in BANDS if one.key in figures.whole]
    if bands:
        yield bar_picture("supply-sizes", "supply", "Providers by hours a week", _bars(bands))
    waits = [figures.whole[key] for key in figures.whole if key.startswith("pickup") and _is_of_days(figures, key)]
    if waits:
        yield bar_picture("gaps-pickup", "gaps", "Days until packages are taken", _bars(waits))


def _bars(figures: Sequence[PublishedFigure]) -> list[tuple[str, Decimal | None, str]]:
    return [(one.measure.label, one.value, one.words) for one in figures]


def _is_of_days(figures: PublishedFigures, key: str) -> bool:
    return figures.whole[key].measure.unit == "days"


def card_part(name: str, basis: CardBasis, lines: Sequence[CardLine], holds: str) -> PackPart:
    """Return the rates of a card that the council says it has published."""
    source = f"The council’s own published rates, “{name}”, {holds}"
    unit = "£ a visit" if basis is CardBasis.VISIT else "£ an hour"
    rows = tuple((line.zone or "every zone", line.visit_words, rounded(line.rate)) for line in lines)
    table = PackTable("price-rates", "price", "What the council pays", source, ("Zone", "Visit", unit), rows)
    return PackPart(source, (table,), typed=(name, *(line.zone for line in lines if line.zone)))


def release_part(column: ReleasedColumn, source: str, unit: str, tariff: str = "") -> PackPart:
    """Return the released medians of what care costs, hidden ones as such."""
    heads = ("Line", "Lower quartile", "Median", "Upper quartile", "Returns")
    rows = tuple(
        (
            cell.line.label,
            *(_shown(one) for one in (cell.lower_quartile, cell.median, cell.upper_quartile)),
            cell.n or FEW,
        )
        for cell in column.cells
    )
    marks = [
        QuantileMarks(cell.line.label, cell.median, cell.lower_quartile, cell.upper_quartile, kind=cell.line.kind.value)
        for cell in column.cells
    ]
    chart = range_chart(marks)
    says = "; ".join(f"{bar.label}: {bar.words}" for bar in chart.ranges)
    drawn = PackPicture("price-cost-lines", "price", picture(f"Released medians, {unit}", says, chart))
    note = f"{FEW}: withheld to protect providers. {tariff}".strip()
    table = PackTable("price-cost-lines", "price", f"What care costs, {unit}", source, heads, rows, note)
    return PackPart(source, (table,), (drawn,))


def _shown(amount: Decimal | None) -> FileCell:
    return FEW if amount is None else amount


def market_release_part(market: ShownMarket, source: str) -> PackPart:
    """Return protected figures that left the independent team, as they were released."""
    heads = ("Measure", "Median", "Quartiles", "Providers", *market.zones)
    rows = tuple(
        (each.label, *_cell(each.everywhere), each.everywhere.n or FEW, *(zone.median or FEW for zone in each.zones))
        for each in market.measures
    )
    title = "How careworkers’ time goes, in the middle of the market"
    note = f"{FEW}: withheld to protect providers."
    table = PackTable("workforce-rounds", "workforce", title, source, heads, rows, note)
    return PackPart(source, (table,), typed=market.zones)


def _cell(cell: ShownCell) -> tuple[str, str]:
    return cell.median or FEW, cell.quartiles or FEW


def ratings_part(ratings: Iterable[str], source: str) -> PackPart:
    """Return how many home-care locations have which rating of the CQC; ``ratings`` are theirs, blank for none."""
    known = Counter(_rating(words) for words in ratings)
    if not known:
        return PackPart(source)
    counts: Mapping[str, int] = {name: known[name] for name in (*RATED, NOT_RATED)}
    rows = tuple(counts.items())
    table = PackTable("quality-ratings", "quality", "Ratings by the CQC", source, ("Rating", "Locations"), rows)
    drawn = [(name, Decimal(count), f"{count}") for name, count in counts.items()]
    return PackPart(source, (table,), (bar_picture("quality-ratings", "quality", "Locations by rating", drawn),))


def _rating(words: str) -> str:
    plain = words.strip().casefold()
    return next((name for name in RATED if name.casefold() == plain), NOT_RATED)
