"""Tokens are known to who gets them; we keep a digest."""

from hashlib import sha256


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
