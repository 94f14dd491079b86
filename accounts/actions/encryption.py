"""Seal what people send in with Fernet under the newest key; older keys only open."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def seal(data: bytes) -> bytes:
    return _keys().encrypt(data)


def unseal(sealed: bytes | memoryview) -> bytes:
    """Return the plain bytes. Raises ``CannotBeOpened`` where the data was changed or its key is no longer ours."""
    try:
        return _keys().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise CannotBeOpened("sealed with another key, or changed since") from error


def is_newest(sealed: bytes) -> bool:
    """Tell whether this was sealed under the key that seals today."""
    try:
        Fernet(settings.SEALING_KEYS[0]).decrypt(sealed)
    except InvalidToken:
        return False
    return True


class CannotBeOpened(Exception):
    """The stored bytes were changed, or were sealed under a key that is no longer ours."""


def _keys() -> MultiFernet:
    if not settings.SEALING_KEYS:
        raise ImproperlyConfigured("SEALING_KEYS is needed wherever files are kept.")
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
