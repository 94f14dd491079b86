"""Percentages of what is in scope: whole ones, half up, and none of nothing."""

from decimal import ROUND_HALF_UP, Decimal

NOTHING_TO_SAY = "–"


def percent_of(part: Decimal | int, whole: Decimal | int) -> int | None:
    """Whole per cent, half up; None where there is nothing that it could be of."""
    if not whole:
        return None
    return int((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP))


def to_five(part: Decimal | int, whole: Decimal | int) -> int | None:
    """Per cent to the nearest 5, as hours and beds leave the authority (rule R12 of the release policy)."""
    if not whole:
        return None
    return 5 * int((Decimal(part) * 20 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP))


def percent_words(share: int | None) -> str:
    return NOTHING_TO_SAY if share is None else f"{share}\N{NO-BREAK SPACE}%"


def amount_words(amount: Decimal | int | None) -> str:
    """1,234 or 1,234.5; a dash where nobody said."""
    if amount is None:
        return NOTHING_TO_SAY
    words = f"{amount:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
