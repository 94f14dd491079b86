"""Parts as nearly all programs write them: parsed without a handler a tag, what is wanted is found in their text.

A part of which anything is unusual or wrong is none of these: then the slower reader looks at it, and judges it.
"""

import re
from collections.abc import Callable
from functools import cache
from pyexpat import ExpatError, XMLParserType

from spreadsheets import limits
from spreadsheets.archive import Archive
from spreadsheets.markup import MAIN, new_parser
from spreadsheets.refusals import Refused

# Called for a tag and its attributes; False if it has seen enough.
Look = Callable[[str, dict[str, str]], bool]

# Larger ones are read piece by piece.
_MOST_BYTES = limits.MEGABYTE
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii"})
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


class Unusual(Exception):
    """A part is not written as usual."""


def usual_part(archive: Archive, name: str, root: str, most_tags: int = limits.TAGS, look: Look | None = None) -> bytes:
    """Return the bytes of a part, parsed to its end; raises Unusual.

    It is UTF-8 without comments, instructions and CDATA, so "<" begins a tag and nothing else, and whatever has no
    prefix, from its root on, is in the format's own namespace, and nothing else is. ``look`` is called for each tag
    until it has seen enough.
    """
    entry = archive.parts.get(name.lower())
    if entry is None or entry.unpacked > _MOST_BYTES:
        raise Unusual
    parser, namespaces = new_parser(), list[tuple[str | None, str]]()
    parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = _unusual
    parser.XmlDeclHandler = _unless_in_utf_8
    parser.StartNamespaceDeclHandler = lambda *declared: namespaces.append(declared)
    if look is not None:
        parser.StartElementHandler = _until_seen(parser, look)
    try:
        data = b"".join(archive.chunks(name))
        parser.Parse(data, True)
    except (Refused, ExpatError, LookupError, UnicodeError):
        raise Unusual from None
    ours = [uri for prefix, uri in namespaces if prefix is None or uri in MAIN]
    if len(ours) != 1 or ours[0] not in MAIN or data.count(b"<") > most_tags or not _beginning(root).match(data):
        raise Unusual
    return data


def _until_seen(parser: XMLParserType, look: Look) -> Callable[[str, dict[str, str]], None]:
    def start(element: str, attributes: dict[str, str]) -> None:
        if not look(element, attributes):
            parser.StartElementHandler = None

    return start


def _unusual(*_: object) -> None:
    raise Unusual


def _unless_in_utf_8(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Unusual


@cache
def _beginning(root: str) -> re.Pattern[bytes]:
    """Return the pattern of a part's beginning: its root says which namespace is meant by no prefix."""
    return re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*>\s*)?<" + root.encode() + rb" (?:[^<>']* )?xmlns=\"[^<>']*>")


def text_in(written: str) -> str:
    """Return the text that stands between two tags; raises Unusual for what only the parser should take apart."""
    if "\r" in written:
        raise Unusual
    if "&" not in written:
        return written
    plain = written
    for entity, character in _ENTITIES.items():
        plain = plain.replace(entity, character)
    if plain.count("&") != plain.count("&amp;"):
        raise Unusual
    return plain.replace("&amp;", "&")
