"""Codebooks in the exchange format of programs for interviews (REFI-QDA, `.qdc`): written, and read within bounds."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from engagement.interviews.domain.code_tree import Code
from spreadsheets.markup import feed, new_parser
from spreadsheets.refusals import Refused

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Cost of Care Portal"
# What a person may type and no document of this kind may hold, as UTF-8.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
MOST_TAGS, LARGEST = 20_000, 5_000_000


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Codes, and the program that made the book."""

    codes: tuple[Code, ...]
    origin: str = ORIGIN


def book_bytes(book: CodeBook) -> bytes:
    """Return the codebook as a file: the same tree gives the same bytes. A book needs at least one code."""
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, **({"origin": book.origin} if book.origin else {})})
    add_codes(ET.SubElement(root, "Codes"), book.codes)
    return document_bytes(root)


def add_codes(above: ET.Element, codes: tuple[Code, ...]) -> None:
    for code in codes:
        colour = {"color": code.colour} if code.colour else {}
        said = {"guid": code.guid, "name": code.name, "isCodable": "true" if code.codable else "false", **colour}
        element = ET.SubElement(above, "Code", said)
        if code.description:
            ET.SubElement(element, "Description").text = code.description
        add_codes(element, code.parts)


def document_bytes(root: ET.Element) -> bytes:
    """Return a document as other programs write it; ``>`` is escaped in texts, so that only tags end in this way."""
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return _NOT_XML.sub(b"", text).replace(b" />", b"/>") + b"\n"


def book_in(data: bytes) -> CodeBook:
    """Return the codebook in a file, every identity, description and colour as it stands there.

    Raises:
        ValueError: the file is no codebook, is damaged or too large; in words.
    """
    if len(data) > LARGEST:
        raise ValueError("This file is larger than 5 MB: a codebook is not.")
    reader = _BookReader()
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.say
    try:
        feed(parser, [data], MOST_TAGS)
    except Refused:
        raise ValueError("This file cannot be read as a codebook (.qdc): export it anew and send it again.") from None
    return reader.book()


@dataclass(slots=True)
class _OpenCode:
    said: dict[str, str]
    description: str = ""
    parts: list[Code] = field(default_factory=list)

    def whole(self) -> Code:
        try:
            name, guid = self.said["name"], self.said["guid"].strip("{}").upper()
        except KeyError as missing:
            raise ValueError(f"A code of this codebook has no {missing.args[0]}.") from None
        codable = self.said.get("isCodable", "true").strip() in ("true", "1")
        return Code(name, guid, self.description, codable, self.said.get("color", ""), tuple(self.parts))


class _BookReader:
    """A reader of the parser's events; whatever is no code or description is passed over."""

    def __init__(self) -> None:
        self.origin: str | None = None
        self.open = [_OpenCode({})]
        self.path: list[str] = []

    def begin(self, name: str, said: dict[str, str]) -> None:
        self.path.append(name)
        if name == f"{NAMESPACE} CodeBook" and len(self.path) == 1:
            self.origin = said.get("origin", "")
        elif name == f"{NAMESPACE} Code":
            self.open.append(_OpenCode(said))

    def say(self, text: str) -> None:
        if self.path[-2:] == [f"{NAMESPACE} Code", f"{NAMESPACE} Description"]:
            self.open[-1].description += text

    def end(self, name: str) -> None:
        self.path.pop()
        if name == f"{NAMESPACE} Code":
            code = self.open.pop().whole()
            self.open[-1].parts.append(code)

    def book(self) -> CodeBook:
        if self.origin is None:
            raise ValueError("This is no codebook: its first element is not CodeBook of REFI-QDA 1.0.")
        if not self.open[0].parts:
            raise ValueError("This codebook holds no code.")
        return CodeBook(tuple(self.open[0].parts), self.origin)
