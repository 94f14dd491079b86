"""The size of a file in words."""


def size_in_words(size: int) -> str:
    """Return ``size`` (bytes) in words, in megabytes of a million bytes."""
    return f"{size / 1_000_000:,.1f} MB"
