"""XML as a workbook may hold it: no document types, no entities, bounded in tags and in the length of one."""

from collections.abc import Iterable, Iterator
from pyexpat import ExpatError, ParserCreate, XMLParserType
from xml.parsers.expat import errors

from spreadsheets import limits
from spreadsheets.refusals import Cause, Refused

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-1"})


def in_main(*names: str) -> dict[str, str]:
    """Return names as the parser reports them, in either edition of the format, mapped to the plain names."""
    return {f"{namespace} {name}": name for namespace in MAIN for name in names}


def new_parser() -> XMLParserType:
    """Return a parser that reports names with their namespace, a space between, so that any prefix will do."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = _refuse_odd_encodings
    parser.StartDoctypeDeclHandler = _refuse_document_types
    return parser


def feed(parser: XMLParserType, chunks: Iterable[bytes], most_tags: int = limits.TAGS) -> None:
    """Parse a whole part to its end: a part that breaks off later than we need it is damaged all the same."""
    tags, fed = 0, 0
    try:
        for chunk in chunks:
            tags += chunk.count(b"<")
            if tags > most_tags:
                raise Refused(Cause.TOO_MUCH_IN_IT, "too many cells")
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > limits.TAG_BYTES:
                raise Refused(Cause.TOO_MUCH_IN_IT, "one piece of over a million characters")
        parser.Parse(b"", True)
    except ExpatError as error:
        raise _refusal(error) from None
    except (LookupError, UnicodeError):
        raise Refused(Cause.DAMAGED, "an unknown encoding") from None


def _refusal(error: ExpatError) -> Refused:
    if error.code == errors.codes[errors.XML_ERROR_NO_MEMORY]:
        return Refused(Cause.TOOK_TOO_LONG, "too much memory")
    return Refused(Cause.DAMAGED, "contents that are not well formed")


def _refuse_document_types(*_: object) -> None:
    raise Refused(Cause.FORBIDDEN_XML, "a document type")


def _refuse_odd_encodings(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Refused(Cause.DAMAGED, "an unknown encoding")


def pairs(attributes: list[str]) -> Iterator[tuple[str, str]]:
    return zip(attributes[::2], attributes[1::2], strict=True)
