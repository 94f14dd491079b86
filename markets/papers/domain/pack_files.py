"""A pack on the market's position as a zip: tables as csv and xlsx, pictures as svg and png, the text, a readme."""

from collections.abc import Iterator

from markets.papers.domain.position_pack import PositionPack
from markets.papers.domain.position_text import left_out_of, position_text, sources_of
from spreadsheets.fixed_zip import packed
from spreadsheets.plain_books import BookCell, PlainSheet, book_xlsx
from spreadsheets.table_files import table_csv

PACK, ZIP = "market-position-pack.zip", "application/zip"
WHAT_IS_IN_IT = """\
tables/      each table as csv, and all of them in one workbook (xlsx)
pictures/    each picture as svg and png
text/        a text for Word with the figures, and places for the council's own words
"""
RULES = """\
Only what may be published is here: figures that were released, rates that the council says it has published, counts of
the CQC's public ratings, and measures of the council's own visits and packages that stand on a list, each of the whole
market or of a zone in which at least five owners work and neither one nor two of them give most of the care. More zones
are left out where what is left of the whole would tell of too few. Counts of fewer than five people are hidden: [c].
No provider and no person is named. Nothing that providers gave to the independent team is here but what was released.
"""


def pack_zip(pack: PositionPack) -> bytes:
    """Return the zip; the same pack gives the same bytes."""
    return packed(dict(_files(pack)))


def _files(pack: PositionPack) -> Iterator[tuple[str, bytes]]:
    from reports.annexes.domain.annex_b_word import annex_b_word
    from reports.annexes.domain.page_layout import picture_png, picture_svg

    yield "README.txt", readme(pack).encode()
    for number, one in enumerate(pack.tables, 1):
        mark = f"{pack.authority}: {one.title}. {one.source}. {one.note}".strip()
        yield f"tables/{number:02}-{one.file}.csv", table_csv(mark, one.heads, one.rows).encode()
    if pack.tables:
        yield "tables/all-tables.xlsx", book_xlsx(list(_sheets(pack)))
    for number, drawn in enumerate(pack.pictures, 1):
        yield f"pictures/{number:02}-{drawn.file}.svg", picture_svg(drawn.block)
        yield f"pictures/{number:02}-{drawn.file}.png", picture_png(drawn.block)
    yield "text/market-position.docx", annex_b_word(position_text(pack))


def _sheets(pack: PositionPack) -> Iterator[PlainSheet]:
    for number, one in enumerate(pack.tables, 1):
        rows: tuple[tuple[BookCell, ...], ...] = tuple(tuple(row) for row in one.rows)
        yield PlainSheet(f"{number:02} {one.file}", one.heads, rows)
    about = [(f"{number:02} {one.file}", one.title, one.source, one.note) for number, one in enumerate(pack.tables, 1)]
    yield PlainSheet("Sources", ("Sheet", "Title", "Source", "Note"), tuple(about))


def readme(pack: PositionPack) -> str:
    sources = "".join(f"- {one}\n" for one in sources_of(pack)) or "- none\n"
    left = "".join(f"- {one}\n" for one in left_out_of(pack)) or "- nothing\n"
    return (
        f"{pack.authority}: the position of the market of home care\nMade on {pack.made_on}.\n\n{WHAT_IS_IN_IT}\n"
        f"Sources and their dates\n{sources}\nLeft out\n{left}\nWhat may be here\n{RULES}"
    )
