"""Digest tokens: the recipient has the token, we keep only its digest."""

from hashlib import sha256


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
