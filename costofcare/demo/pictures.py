"""Write pictures of pages as small files: PNG with a palette, made with nothing but the browser that shows the page."""

import base64
import struct
import zlib
from typing import Any

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, INDEXED = 8, 3
# The most frequent colours, and all that are unlike these; what is rarer takes the nearest.
COUNT_COLOURS = """async source => {
    const image = await createImageBitmap(await (await fetch(source)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
    const counts = new Map()
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1)
    const apart = (a, b) => [0, 8, 16].reduce((sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0)
    const palette = [...counts].sort((a, b) => b[1] - a[1]).map(each => each[0]).slice(0, 48)
    for (const [pixel] of [...counts].sort((a, b) => b[1] - a[1]))
        if (palette.length < 256 && palette.every(each => apart(pixel, each) > 1500)) palette.push(pixel)
    const places = new Map(palette.map((pixel, place) => [pixel, place]))
    const nearest = pixel => {
        let best = 0, distance = Infinity
        palette.forEach((each, place) => {
            const found = apart(pixel, each)
            if (found < distance) { best = place; distance = found }
        })
        places.set(pixel, best)
        return best
    }
    const bytes = Uint8Array.from(pixels, pixel => places.get(pixel) ?? nearest(pixel))
    const reader = new FileReader()
    const text = await new Promise(done => {
        reader.onload = () => done(reader.result)
        reader.readAsDataURL(new Blob([bytes]))
    })
    return {width: image.width, height: image.height, palette, indexes: text.split(',')[1]}
}"""


def with_palette(blank: Any, png: bytes) -> bytes:
    """Return a PNG with a palette; ``blank`` is an empty page of the browser, whose content policy forbids nothing."""
    source = "data:image/png;base64," + base64.b64encode(png).decode()
    found = blank.evaluate(COUNT_COLOURS, source)
    colours = b"".join(struct.pack("<I", each & 0xFFFFFFFF)[:3] for each in found["palette"])
    return indexed_png(found["width"], found["height"], colours, base64.b64decode(found["indexes"]))


def indexed_png(width: int, height: int, colours: bytes, indexes: bytes) -> bytes:
    """Return a PNG; ``colours`` are three bytes each, ``indexes`` one byte a pixel, row after row, unfiltered."""
    rows = b"".join(b"\0" + indexes[start : start + width] for start in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, DEPTH, INDEXED, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
