"""What was read of a file at the door, kept for the worker: sealed, and only until it has been worked on."""

import zlib
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from accounts.actions import encryption
from costing import sandbox
from costing.reader.raw_return import RawReturn, Unreadable
from costing.reader.transport import from_json, to_json
from submissions.models import Upload

# Later it might have been read by another release of the portal.
GOOD_FOR = timedelta(hours=1)
_QUICK = 1


def sealed_reading(raw: RawReturn | None) -> bytes | None:
    return None if raw is None else encryption.seal(zlib.compress(to_json(raw), _QUICK))


def reading_at_the_door(upload: Upload) -> RawReturn | Unreadable | None:
    """Return what was read at the door, at the first try and within the hour; otherwise None."""
    if upload.reading and upload.tries == 1 and timezone.now() - upload.received_at < GOOD_FOR:
        with suppress(encryption.CannotBeOpened, zlib.error, ValueError, KeyError, TypeError):
            return from_json(zlib.decompress(encryption.unseal(upload.reading)))
    return None


def reading_of(upload: Upload) -> RawReturn | Unreadable:
    return sandbox.read_bytes(encryption.unseal(upload.sealed))
