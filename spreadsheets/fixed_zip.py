"""Pack an office document so that the same content gives the same bytes on any day and any machine."""

from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

# The first moment that a zip file can say: nothing in the file tells when it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
Rewrite = Callable[[bytes], bytes]


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these parts in their order, stored and without times."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as file:
        for name, data in parts.items():
            file.writestr(ZipInfo(name, NO_TIME), data)
    return made.getvalue()


def packed_again(
    data: bytes, rewrites: Mapping[str, Rewrite] | None = None, left_out: Collection[str] = frozenset()
) -> bytes:
    """Return the same parts with fixed times, those of ``rewrites`` written anew, without those ``left_out``.

    Parts are stored, not deflated: what a deflater makes of a part depends on its version.
    """
    made = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(made, "w", ZIP_STORED) as after:
        for part in before.infolist():
            if part.filename not in left_out:
                rewrite = (rewrites or {}).get(part.filename, _as_it_is)
                after.writestr(ZipInfo(part.filename, NO_TIME), rewrite(before.read(part)))
    return made.getvalue()


def _as_it_is(data: bytes) -> bytes:
    return data
