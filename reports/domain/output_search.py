"""What is unpacked and searched for in an output: words of a return, and its figures as whole numbers."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

_TAGS, _SPACES = re.compile(r"<[^>]*>"), re.compile(r"\s+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


class SecretKind(StrEnum):
    """What must not be found.

    A match to the penny is listed, as rule R10 may let it stand; so is one of few digits, which may be chance.
    """

    NAME = "name"
    ADDRESS = "e-mail address or domain"
    NOTE = "note"
    TYPED = "figure as typed"
    SHORT = "figure as typed, of few digits"
    UNROUNDED = "figure to six places"
    PENNY = "figure to the penny"

    @property
    def is_number(self) -> bool:
        return self in (SecretKind.TYPED, SecretKind.SHORT, SecretKind.UNROUNDED, SecretKind.PENNY)


@dataclass(frozen=True, slots=True)
class OutputHit:
    output: str
    kind: SecretKind
    secret: str


Secrets = Mapping[SecretKind, Iterable[str]]


def hits_in(output: str, data: bytes, secrets: Secrets) -> Iterator[OutputHit]:
    """Yield each secret that stands in an output, however it is packed; numbers match as wholes."""
    texts = [text for part in unpacked_parts(data) for text in _readings(part)]
    numbers = {_plain(found.replace(",", "")) for text in texts for found in _NUMBER.findall(text)}
    for kind, of_kind in secrets.items():
        for secret in of_kind:
            if _plain(secret) in numbers if kind.is_number else any(secret.casefold() in text for text in texts):
                yield OutputHit(output, kind, secret)


def _plain(number: str) -> str:
    """Return a number without the zeros at its end that tell nothing: 1234.50 is 1234.5."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def unpacked_parts(data: bytes) -> Iterator[bytes]:
    """Yield what an output holds: the parts of an office document, the streams of a pdf, or the bytes themselves."""
    if data.startswith(b"PK") and is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as folder:
            for part in folder.infolist():
                yield part.filename.encode()
                yield from unpacked_parts(folder.read(part))
        return
    yield data
    if data.startswith(b"%PDF"):
        yield from (_inflated(stream) for stream in _STREAM.findall(data))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def _readings(part: bytes) -> Iterator[str]:
    """Yield a part as it is, and as a person reads it: words that tags tear apart are found, too."""
    text = part.decode("utf-8", errors="replace")
    yield text.casefold()
    yield _SPACES.sub(" ", unescape(_TAGS.sub("", text))).casefold()
    yield _SPACES.sub(" ", unescape(_TAGS.sub(" ", text))).casefold()
