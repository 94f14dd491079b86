"""Percentages that somebody typed one after another: “3, 5 and 8 %”."""

import re
from decimal import Decimal

_BETWEEN = re.compile(r"\s*(?:[,;/]|\band\b|\s)\s*")
_PLAIN = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


def shares_from(text: str, highest: Decimal) -> tuple[Decimal, ...] | None:
    """Return the shares, each once and in their order; None if any of it is no percentage from 0 to the highest."""
    parts = [part for part in _BETWEEN.split(text.replace("%", " ").strip()) if part]
    if not all(_PLAIN.fullmatch(part) for part in parts):
        return None
    shares = tuple(dict.fromkeys(Decimal(part) / 100 for part in parts))
    return shares if all(share <= highest for share in shares) else None
