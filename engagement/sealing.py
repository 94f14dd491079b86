"""Mails at rest: sealed with Fernet, under the newest of the portal's keys; the older ones only open."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotBeOpened(Exception):
    """Something at rest is not what we put there, or its key is not among ours any more."""


def seal(data: bytes) -> bytes:
    return _keys().encrypt(data)


def unseal(sealed: bytes | memoryview) -> bytes:
    try:
        return _keys().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise CannotBeOpened("sealed with another key, or changed since") from error


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
