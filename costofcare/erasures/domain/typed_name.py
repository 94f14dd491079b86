"""Whether somebody has typed a name: not in which case, nor with which apostrophe, dash or spaces."""

import unicodedata

# What a keyboard has, for what a directory prints.
_AS_TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-"})


def is_same_name(typed: str, name: str) -> bool:
    return _plain(typed) == _plain(name)


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).translate(_AS_TYPED).casefold().split())
