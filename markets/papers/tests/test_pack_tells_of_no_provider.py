"""The zip of a pack, looked through as an attacker would: no planted name and no planted figure is anywhere in it."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile, is_zipfile

import pytest
from docx import Document

from markets.papers.domain.pack_files import pack_zip
from markets.papers.domain.pack_parts import card_part, market_part, ratings_part
from markets.papers.domain.position_pack import PositionPack
from markets.papers.domain.published_figures import published_figures
from markets.papers.tests.planted_market import ZONES, own_figure, planted_market
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind

DAYS = "29 September to 26 October 2025"
LINES = [CardLine("urban", 30, DayKind.WEEKDAY, 1, Decimal("13.87"))]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def a_pack(**changed: object) -> PositionPack:
    figures = published_figures(planted_market(), {})
    parts = (
        market_part(figures, DAYS), card_part("Rates 2026", CardBasis.VISIT, LINES, "from 1 April 2026 on"),
        ratings_part(["Good", "Good", "Inadequate", ""], "The CQC’s public directory"),
    )  # fmt: skip
    return PositionPack("Testshire", "2 March 2026", parts)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with ZipFile(BytesIO(pack_zip(a_pack()))) as made:
        return {name: made.read(name) for name in made.namelist()}


def readable(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield every text in the files, also in those that are packed within them."""
    for name, data in files.items():
        if is_zipfile(BytesIO(data)):
            with ZipFile(BytesIO(data)) as inner:
                yield from ((f"{name}/{part}", inner.read(part).decode("utf-8", "ignore")) for part in inner.namelist())
        elif not name.endswith(".png"):
            yield name, data.decode("utf-8", "ignore")
    # A picture's words are drawn as outlines: they are those of its block.
    yield from ((drawn.file, str(drawn.block)) for drawn in a_pack().pictures)


def numbers_in(files: dict[str, bytes]) -> set[Decimal]:
    """Return the numbers that people read: of tables, readme, the text for Word and the words of pictures."""
    found: set[str] = set(NUMBER.findall(files["README.txt"].decode()))
    for name, data in files.items():
        if name.endswith(".csv"):
            found |= {
                one for row in csv.reader(StringIO(data.decode())) for cell in row for one in NUMBER.findall(cell)
            }
    document = Document(BytesIO(files["text/market-position.docx"]))
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for grid in document.tables for row in grid.rows for cell in row.cells]
    texts += [str(drawn.block["says"]) for drawn in a_pack().pictures]
    return {Decimal(one.replace(",", "")) for one in found | {one for text in texts for one in NUMBER.findall(text)}}


def test_there_are_tables_pictures_a_text_and_a_readme_with_sources(files):
    kinds = {name.rpartition(".")[2] for name in files}
    assert kinds == {"txt", "csv", "xlsx", "svg", "png", "docx"}
    about = files["README.txt"].decode()
    assert DAYS in about and "Rates 2026" in about and "2 zones are left out" in about and "2 March 2026" in about


def test_no_planted_name_or_reference_is_anywhere(files):
    told = [name for name, text in readable(files) if re.search("planted", text, re.IGNORECASE)]
    assert told == []


def test_no_planted_figure_is_anywhere_rounded_or_not(files):
    found = numbers_in(files)
    planted = {own_figure(number, at) for number in range(30) for at in range(len(ZONES))}
    planted |= {now.quantize(Decimal("0.1")) for now in planted}
    whole = {planted_market().value("hours", "provider", ref) for ref in planted_market().refs("hours", "provider")}
    whole |= {one.quantize(Decimal(1)) for one in whole if one}
    assert found & (planted | whole) == set()


def test_no_hidden_zone_comes_out_by_subtraction(files):
    """Whoever takes the zones that are shown from the whole is left with two zones together, and no provider."""
    rows = list(csv.reader(StringIO(files["tables/05-demand-zones.csv"].decode())))
    shown = sum(Decimal(NUMBER.findall(row[1])[0].replace(",", "")) for row in rows[3:])
    whole = planted_market().value("hours") or Decimal(0)
    assert whole - shown > 20 * own_figure(0, 5)


def test_a_name_that_somebody_typed_stops_the_pack():
    lines = [CardLine("Around Elm House Care", 30, DayKind.WEEKDAY, 1, Decimal("13.87"))]
    part = card_part("Rates", CardBasis.VISIT, lines, "from 1 April 2026 on")
    pack = PositionPack("Testshire", "2 March 2026", (part,))
    assert pack.names_told({"elm house care", "Car", "Oak"}) == ["Around Elm House Care"]


def test_the_same_pack_has_the_same_bytes():
    assert pack_zip(a_pack()) == pack_zip(a_pack())
