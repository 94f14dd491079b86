"""Whole numbers from an address or a hidden field, where anything may stand."""


def whole_number(text: str, digits: int = 9) -> int:
    """Return the number; 0 for whatever a page of ours would not send, as no row and no database takes it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else 0
