"""The size of a file in words."""


def size_in_words(size: int) -> str:
    """``size`` in bytes, as megabytes of a million bytes."""
    return f"{size / 1_000_000:,.1f} MB"
