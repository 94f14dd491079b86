"""What people send in, at rest: sealed with Fernet, under the newest of the keys; the older ones only open."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def seal(data: bytes) -> bytes:
    return _keys().encrypt(data)


def unseal(sealed: bytes | memoryview) -> bytes:
    """Raises ``CannotBeOpened`` where it was changed, or the key is not among ours any more."""
    try:
        return _keys().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise CannotBeOpened("sealed with another key, or changed since") from error


class CannotBeOpened(Exception):
    """Something at rest is not what we put there."""


def _keys() -> MultiFernet:
    if not settings.SEALING_KEYS:
        raise ImproperlyConfigured("SEALING_KEYS is needed wherever files are kept.")
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
