"""The texts that cells share: rich text joined, phonetic guides left out."""

import re
from collections.abc import Container, Set

from spreadsheets import limits
from spreadsheets.archive import Archive
from spreadsheets.markup import feed, in_main, new_parser
from spreadsheets.refusals import Cause, Refused
from spreadsheets.usual_part import Unusual, text_in, usual_part

_NAMES = in_main("si", "t", "rPh")
_USUAL = re.compile(rb'<t(?: xml:space="preserve")?>([^<]*)</t></si>')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_LONGEST_STORED = 7 * limits.CELL_CHARACTERS


def plain_text(stored: str) -> str:
    """Return the text with ``_x000D_`` and its like decoded, and � for each character that nothing can show."""
    if len(stored) > _LONGEST_STORED:
        raise Refused(Cause.TOO_MUCH_IN_IT, "a cell with a text as long as a book")
    if "_x" in stored:
        decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), stored)
        stored = decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(stored) > limits.CELL_CHARACTERS:
        raise Refused(Cause.TOO_MUCH_IN_IT, "a cell with a text as long as a book")
    return _UNFIT.sub(_REPLACEMENT, stored)


def wanted_strings(archive: Archive, part: str, wanted: Set[int]) -> dict[int, str]:
    """Return the wanted texts by their number; searched in the part's text, if it is written as usual."""
    try:
        return _searched(usual_part(archive, part, "sst"), wanted)
    except Unusual:
        return shared_strings(archive, part, wanted, max(wanted))


def _searched(data: bytes, wanted: Set[int]) -> dict[int, str]:
    _, *texts = data.split(b"<si>")
    if data.count(b"<si") != len(texts):
        raise Unusual
    return {number: plain_text(_text(texts[number])) for number in wanted if number < len(texts)}


def _text(written: bytes) -> str:
    usual = _USUAL.match(written)
    if usual is None:
        raise Unusual
    return text_in(usual[1].decode())


def shared_strings(archive: Archive, part: str, wanted: Container[int], last: int) -> dict[int, str]:
    """Return the wanted texts by their number; texts after number ``last`` are only checked for damage."""
    found: dict[int, str] = {}
    parser, pieces, count = new_parser(), list[str](), -1
    in_phonetic = False

    def start(element: str, _: list[str]) -> None:
        nonlocal count
        if _NAMES.get(element) == "si":
            count += 1
            if count in wanted:
                pieces.clear()
                parser.StartElementHandler, parser.EndElementHandler = start_inside, end
            elif count > last:
                parser.StartElementHandler = None

    def start_inside(element: str, _: list[str]) -> None:
        nonlocal in_phonetic
        name = _NAMES.get(element)
        if name == "t" and not in_phonetic:
            parser.CharacterDataHandler = pieces.append
        elif name == "rPh":
            in_phonetic = True

    def end(element: str) -> None:
        nonlocal in_phonetic
        name = _NAMES.get(element)
        parser.CharacterDataHandler = None
        if name == "rPh":
            in_phonetic = False
        elif name == "si":
            found[count] = plain_text("".join(pieces))
            parser.StartElementHandler, parser.EndElementHandler = start, None

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    feed(parser, archive.chunks(part))
    return found
