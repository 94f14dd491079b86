"""Number formats: which styles show a date, and which a percentage."""

import re
from dataclasses import dataclass, field

from spreadsheets import limits
from spreadsheets.archive import Archive
from spreadsheets.markup import feed, in_main, new_parser
from spreadsheets.usual_part import Unusual, text_in, usual_part

_CODE = re.compile(rb'<numFmt numFmtId="([0-9]{1,9})" formatCode="([^"<\t\n]*)"/>')
_USED = re.compile(rb'<xf numFmtId="([0-9]{1,9})"')
_STYLES_END = re.compile(rb"<(?:cellStyles|dxfs)[\s/>]")
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_PERCENTAGES = frozenset((9, 10))

_NAMES = in_main("numFmt", "cellXfs", "xf", "cellStyles", "dxfs")
# Quoted text, escaped and padding characters, and brackets that hold a colour, a language or a condition.
_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_GENERAL = re.compile("general", re.IGNORECASE)
_DATE_LETTER = re.compile("[dmyhs]", re.IGNORECASE)


def shows_date(code: str) -> bool:
    return bool(_DATE_LETTER.search(_bare(code)))


def shows_percentage(code: str) -> bool:
    return "%" in _bare(code) and not shows_date(code)


def _bare(code: str) -> str:
    return _GENERAL.sub("", _DECORATION.sub("", code))


@dataclass
class Formats:
    """The number format of each cell style, by the style's number."""

    of_style: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    _known: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    def looks(self, style: str) -> tuple[bool, bool]:
        """Tell whether cells of a style show a date, and whether they show a percentage."""
        if style not in self._known:
            self._known[style] = self._look(whole_number(style))
        return self._known[style]

    def _look(self, style: int) -> tuple[bool, bool]:
        number = self.of_style[style] if style < len(self.of_style) else 0
        if number in self.codes:
            return shows_date(self.codes[number]), shows_percentage(self.codes[number])
        return number in _BUILT_IN_DATES, number in _BUILT_IN_PERCENTAGES


def formats_of(archive: Archive, part: str) -> Formats:
    """Return the formats of all styles; searched in the part's text, if it is written as usual."""
    try:
        return _searched(usual_part(archive, part, "styleSheet", limits.TAGS_IN_SMALL_PARTS))
    except Unusual:
        return parsed_formats(archive, part)


def _searched(data: bytes) -> Formats:
    before, styles, behind = data.partition(b"<cellXfs")
    if not styles or not behind.startswith((b" ", b">")):
        raise Unusual
    end = _STYLES_END.search(behind)
    behind = behind[: end.start()] if end else behind
    codes, used = _CODE.findall(before), _USED.findall(behind)
    if len(codes) + before.count(b"<numFmts") != before.count(b"<numFmt") or len(used) != behind.count(b"<xf"):
        raise Unusual
    return Formats(list(map(int, used)), {int(number): text_in(code.decode()) for number, code in codes})


def parsed_formats(archive: Archive, part: str) -> Formats:
    """Return the same with a call for each tag."""
    formats, parser = Formats(), new_parser()

    def start(element: str, attributes: dict[str, str]) -> None:
        match _NAMES.get(element):
            case "numFmt":
                formats.codes[whole_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            case "cellXfs":
                parser.StartElementHandler = start_inside

    def start_inside(element: str, attributes: dict[str, str]) -> None:
        match _NAMES.get(element):
            case "xf":
                formats.of_style.append(whole_number(attributes.get("numFmtId", "")))
            case "cellStyles" | "dxfs":
                parser.StartElementHandler = None

    parser.StartElementHandler = start
    feed(parser, archive.chunks(part), limits.TAGS_IN_SMALL_PARTS)
    return formats


def whole_number(text: str) -> int:
    """Return a number as the format writes them; 0, the plain style, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
