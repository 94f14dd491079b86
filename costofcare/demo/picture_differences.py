"""Compare two pictures of one page: the share of pixels that differ, the box around them, and a picture of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costofcare.demo.picture_files import Pixels
from costofcare.demo.pictures import indexed_png

WHITE = 255
# Of the palette of a marked picture: greys, and one colour for what differs.
RED = 255
PALE_FROM = 120
GAP = 20


@dataclass(frozen=True)
class PictureDifference:
    """A difference.

    ``share`` is of all pixels of the larger size, ``box`` is left, top, right and bottom (exclusive).
    """

    share: float
    box: tuple[int, int, int, int]
    sizes: tuple[tuple[int, int], tuple[int, int]]

    @property
    def is_of_size(self) -> bool:
        return self.sizes[0] != self.sizes[1]

    def __str__(self) -> str:
        left, top, right, bottom = self.box
        place = f"differs in {self.share:.3%} of pixels, from {left},{top} to {right},{bottom}"
        (width, height), (new_width, new_height) = self.sizes
        return f"other size, {width}x{height} and {new_width}x{new_height}; {place}" if self.is_of_size else place


def difference(before: Pixels, after: Pixels, tolerance: int = 0) -> PictureDifference | None:
    """Return the difference; None if they are equal.

    ``tolerance`` is how far parts of a colour may be apart, of 255.
    """
    one, two = on_one_size(before, after)
    differs = differing(one, two, tolerance)
    sizes = (size(before), size(after))
    if not differs.any():
        return PictureDifference(0.0, (0, 0, 0, 0), sizes) if sizes[0] != sizes[1] else None
    return PictureDifference(float(differs.mean()), box_around(differs), sizes)


def size(picture: Pixels) -> tuple[int, int]:
    return picture.shape[1], picture.shape[0]


def on_one_size(before: Pixels, after: Pixels) -> tuple[Pixels, Pixels]:
    """Return both with white to the right and below, as far as the larger one goes."""
    height, width = (max(before.shape[axis], after.shape[axis]) for axis in (0, 1))
    return padded(before, height, width), padded(after, height, width)


def padded(picture: Pixels, height: int, width: int) -> Pixels:
    missing = ((0, height - picture.shape[0]), (0, width - picture.shape[1]), (0, 0))
    return np.pad(picture, missing, constant_values=WHITE)


def differing(before: Pixels, after: Pixels, tolerance: int) -> NDArray[np.bool_]:
    """Return for each pixel whether it differs, in two pictures of one size."""
    apart = np.maximum(before, after) - np.minimum(before, after)
    return np.asarray((apart > tolerance).any(axis=2), np.bool_)


def box_around(differs: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def marked(before: Pixels, after: Pixels, tolerance: int = 0) -> bytes:
    """Return a PNG with both side by side, pale and grey, and what differs in red."""
    one, two = on_one_size(before, after)
    differs = differing(one, two, tolerance)
    gap = np.full((one.shape[0], GAP), RED - 1, np.uint8)
    indexes = np.hstack([pale(one, differs), gap, pale(two, differs)])
    return indexed_png(indexes.shape[1], indexes.shape[0], palette(), indexes.tobytes())


def pale(picture: Pixels, differs: NDArray[np.bool_]) -> Pixels:
    """Return the picture in grey between ``PALE_FROM`` and white, with red where it differs."""
    grey = picture.mean(axis=2)
    paled = PALE_FROM + grey * (RED - 1 - PALE_FROM) / WHITE
    return np.where(differs, np.where(grey < WHITE / 2, 0, RED), paled).astype(np.uint8)


def palette() -> bytes:
    greys = [bytes([level] * 3) for level in range(RED)]
    return b"".join([b"\x90\0\0", *greys[1:], b"\xff\x60\x60"])
