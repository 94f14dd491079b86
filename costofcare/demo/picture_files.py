"""Read the pictures that ``take_screenshots`` has written: PNG with a palette, one byte a pixel, no row filtered."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from costofcare.demo.pictures import DEPTH, INDEXED, SIGNATURE

# Rows of pixels of three colours each.
Pixels = NDArray[np.uint8]


class UnreadablePicture(Exception):
    """The file is no such picture; the message is a sentence that says why."""


def pixels_of(png: bytes) -> Pixels:
    """Return the colours of a picture as an array of height, width and three."""
    try:
        return colours_of(dict(chunks(png)))
    except (struct.error, zlib.error, ValueError, IndexError) as trouble:
        raise UnreadablePicture(f"It is damaged ({trouble}).") from trouble


def colours_of(parts: dict[bytes, bytes]) -> Pixels:
    if not {b"IHDR", b"PLTE", b"IDAT"} <= parts.keys():
        raise UnreadablePicture("It is no PNG with a palette.")
    width, height, *layout = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if layout != [DEPTH, INDEXED, 0, 0, 0]:
        raise UnreadablePicture("It is no PNG with a palette of one byte a pixel.")
    colours = np.frombuffer(parts[b"PLTE"], np.uint8).reshape(-1, 3)
    return colours[indexes_of(parts[b"IDAT"], width, height)]


def indexes_of(data: bytes, width: int, height: int) -> Pixels:
    """Return each pixel's index in the palette; before each row stands the number of its filter."""
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, width + 1)
    if rows[:, 0].any():
        raise UnreadablePicture("Its rows are filtered, which take_screenshots never does.")
    return rows[:, 1:]


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each part; the pixels lie in one part, as ``pictures.indexed_png`` puts them."""
    if not png.startswith(SIGNATURE):
        raise UnreadablePicture("It is no PNG.")
    place = len(SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        yield kind, png[place + 8 : place + 8 + length]
        place += length + 12
