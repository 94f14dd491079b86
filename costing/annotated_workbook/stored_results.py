"""The stored results of formulas: openpyxl drops them, and previews, phones and Protected View show nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from spreadsheets.archive import open_archive
from spreadsheets.book import open_book
from spreadsheets.markup import feed, in_main, new_parser

_NAMES = in_main("c", "f", "v")
_AS_OPENPYXL_WRITES = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"([^<>]*)>(<f[^<>]*(?:/>|>[^<]*</f>))(?:<v ?/>|<v></v>)</c>'
)
# Results are text, a number, a boolean or an error; a formula never shows a shared string.
_KINDS = frozenset({"str", "n", "b", "e"})
By = Mapping[str, "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """A formula's result as stored: its kind, and its text."""

    kind: str
    text: str


def results_in(data: bytes) -> Mapping[str, By]:
    """Return the stored results of each sheet by address."""
    book = open_book(open_archive(data), frozenset())
    return {sheet.title: _results(book.archive.chunks(sheet.part)) for sheet in book.sheets}


def _results(chunks: object) -> By:
    found: dict[str, Result] = {}
    parser, pieces = new_parser(), list[str]()
    address, kind, is_formula, has_value = "", "n", False, False

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal address, kind, is_formula, has_value
        match _NAMES.get(element):
            case "c":
                address, kind = attributes.get("r", ""), attributes.get("t", "n")
                is_formula = has_value = False
                pieces.clear()
            case "f":
                is_formula = True
            case "v":
                has_value = True
                parser.CharacterDataHandler = pieces.append

    def end(element: str) -> None:
        name = _NAMES.get(element)
        if name == "v":
            parser.CharacterDataHandler = None
        elif name == "c" and is_formula and has_value and address and kind in _KINDS and (pieces or kind == "str"):
            found[address] = Result(kind, "".join(pieces))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed(parser, chunks)  # type: ignore[arg-type]
    return found


def with_results(part: bytes, results: By) -> bytes:
    """Return a sheet as openpyxl wrote it with the results that its formulas had."""

    def put(match: re.Match[bytes]) -> bytes:
        result = results.get(match[1].decode())
        if result is None:
            return match[0]
        kind = b"" if result.kind == "n" else f' t="{result.kind}"'.encode()
        return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (match[1], match[2], kind, match[3], escape(result.text).encode())

    return _AS_OPENPYXL_WRITES.sub(put, part)
