"""The text of a pack on the market's position: a skeleton for Word, with every figure and places for words."""

from typing import Any

from markets.papers.domain.position_pack import PackTable, PositionPack
from markets.papers.domain.published_figures import FEW
from reports.annexes.domain.blocks import Block, heading, points, printable, table, words

TITLE = "Market position: home care"
CHAPTERS = {
    "demand": ("Demand", "Who needs home care now, how that grows, and which needs are met elsewhere."),
    "supply": (
        "Supply",
        "What the market looks like from here: who is missing, who is too large, whom we want to meet.",
    ),
    "price": ("Price", "How fees are set, when they are looked at again, and what a provider can count on."),
    "quality": ("Quality", "What good care means here, and how the council looks at it."),
    "workforce": ("Workforce", "Recruitment, pay, training and travel, and what the council does for careworkers."),
    "gaps": ("Gaps", "Which packages wait, where, and what would help."),
    "intentions": ("Intentions", "What the council will buy, how and from when; what it will no longer buy."),
}
NOTHING = "No figure of this may be published yet."
WIDEST, NARROW = 7, 5


def position_text(pack: PositionPack) -> dict[str, Any]:
    """Return the document: a chapter each with its tables and pictures, and where the council writes."""
    blocks: list[Block] = []
    for chapter, (title, asks) in CHAPTERS.items():
        blocks += [heading(title, 1), words(f"[The council writes here. {asks}]"), *_figures(pack, chapter)]
    blocks += [heading("Sources", 1), *points(sources_of(pack))]
    if left := left_out_of(pack):
        blocks += [heading("What is left out"), *points(left)]
    return {
        "title": TITLE,
        "authority": printable(pack.authority),
        "subtitle": f"Figures as on {pack.made_on}",
        "running": f"{TITLE}: {printable(pack.authority)}"[:90],
        "mark": "A skeleton with figures that may be published. The words in square brackets are to be written.",
        "short_mark": "Draft",
        "is_exact": False,
        "blocks": blocks,
    }


def _figures(pack: PositionPack, chapter: str) -> list[Block]:
    if chapter == "intentions":
        return []
    found: list[Block] = [_table(one) for one in pack.tables if one.chapter == chapter and len(one.heads) <= WIDEST]
    wide = [one for one in pack.tables if one.chapter == chapter and len(one.heads) > WIDEST]
    found += [_on_its_side(one) for one in wide]
    found += [one.block for one in pack.pictures if one.chapter == chapter]
    return found or [words(NOTHING)]


def _table(one: PackTable) -> Block:
    """Return a table without the plain number that stands beside a figure in words for programs."""
    last = -1 if one.heads[-1] == "Number" else None
    rows, heads = [tuple(_text(cell) for cell in row[:last]) for row in one.rows], one.heads[:last]
    widths = (1.5, *(1.0,) * (len(heads) - 1)) if len(heads) > NARROW else ()
    return table(one.title, heads, rows, widths=widths, note=_note(one))


def _note(one: PackTable, more: str = "") -> str:
    """Return the source, what [c] says where one stands there, and what else is to be said."""
    is_hidden = any(FEW in _text(cell) for row in one.rows for cell in row)
    return " ".join(filter(None, (f"{one.source}.", one.note if is_hidden else "", more)))


def _on_its_side(one: PackTable) -> Block:
    """Return a wide table with its rows as columns, as many as fit on a page."""
    shown = one.rows[: WIDEST - 1]
    heads = (one.heads[0], *(_text(row[0]) for row in shown))
    rows = [(head, *(_text(row[at]) for row in shown)) for at, head in enumerate(one.heads) if at]
    more = f"{len(one.rows) - len(shown)} more stand in the tables." if len(one.rows) > len(shown) else ""
    return table(one.title, heads, rows, note=_note(one, more))


def _text(cell: object) -> str:
    return "" if cell is None else f"{cell}"


def sources_of(pack: PositionPack) -> list[str]:
    return [f"{part.source}." for part in pack.parts if part.tables]


def left_out_of(pack: PositionPack) -> list[str]:
    return [words for part in pack.parts for words in part.left_out]
