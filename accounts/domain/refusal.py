"""A refusal: why something was not done, in words for the person who asked for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, in words for the person who asked for it."""

    because: str


def no_words(words: str, wanted: str) -> Refusal | None:
    """Refuse blank ``words``, saying what is ``wanted``; None where there are some."""
    return None if words.strip() else Refusal(wanted)
