"""The short reference of an upload, which can be read out over the phone."""

import secrets

from django.db import IntegrityError, transaction

from submissions.models import Upload

# Without letters and digits that are mistaken for one another.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
ATTEMPTS = 5


def new_reference() -> str:
    return "CC-" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def save_with_reference(upload: Upload) -> None:
    """Save a row with a new reference.

    Row-level security hides others' references, so a taken one shows only on writing.
    """
    for attempt in range(1, ATTEMPTS + 1):
        upload.reference = new_reference()
        try:
            with transaction.atomic():
                upload.save(force_insert=True)
            return
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
