"""Keys that are long, made at random, and nobody else's."""

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet

# How those of the tests begin, and those that people write when they mean to come back; "any" and "x" are too short.
KNOWN = ("only-for-", "django-insecure", "changeme", "change-me", "change_me", "password", "replace-")
KNOWN_SEALING_KEYS = frozenset({"b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI="})
SHORTEST, FEWEST_CHARACTERS = 50, 10
NEW_SEALING_KEY = "openssl rand -base64 32 | tr '+/' '-_'"
NEW_KEY = "openssl rand -base64 48"


def keys_are_strong(settings: Any) -> Iterator[str]:
    yield from key_is_strong("SECRET_KEY", settings.SECRET_KEY)
    yield from key_is_strong("LEDGER_KEY", settings.LEDGER_KEY)


def key_is_strong(name: str, key: str) -> Iterator[str]:
    """Say what is wrong with a key, and nothing of what it is."""
    if not key:
        yield f"{name} is not set. Make one: {NEW_KEY}"
    elif key.lower().startswith(KNOWN):
        yield f"{name} is one that everybody knows. Make one of your own: {NEW_KEY}"
    elif len(key) < SHORTEST:
        length = f"{len(key)} character{'s' * (len(key) != 1)}"
        yield f"{name} has {length}; it needs {SHORTEST} or more. Make one: {NEW_KEY}"
    elif len(set(key)) < FEWEST_CHARACTERS:
        yield f"{name} has only {len(set(key))} different characters, which can be guessed. Make one: {NEW_KEY}"


def sealing_keys_seal(settings: Any) -> Iterator[str]:
    keys = list(settings.SEALING_KEYS)
    if not keys:
        yield f"SEALING_KEYS is not set: nothing that is uploaded could be kept. Make one: {NEW_SEALING_KEY}"
    for number, key in enumerate(keys, start=1):
        which = f"Number {number} of {len(keys)} in SEALING_KEYS"
        if not is_sealing_key(key):
            yield f"{which} seals nothing: it must be 32 random bytes in base64. Make one: {NEW_SEALING_KEY}"
        elif key in KNOWN_SEALING_KEYS or len(set(key)) < FEWEST_CHARACTERS:
            yield f"{which} is one that everybody knows or could guess. Make one: {NEW_SEALING_KEY}"


def is_sealing_key(key: str) -> bool:
    try:
        Fernet(key)
    except (ValueError, TypeError):
        return False
    return True


def keys_differ(settings: Any) -> Iterator[str]:
    """One key for two purposes is lost twice at once, and whoever may see the one sees the other."""
    keys = [key for key in (settings.SECRET_KEY, settings.LEDGER_KEY, *settings.SEALING_KEYS) if key]
    if len(set(keys)) < len(keys):
        yield "SECRET_KEY, LEDGER_KEY and each of SEALING_KEYS must differ: two of them are the same."
