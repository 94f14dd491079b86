"""A refusal: why something was not done, in words for the person who asked for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why something was not done, in words for the person who asked for it."""

    because: str


def no_words(words: str, wanted: str) -> Refusal | None:
    """Return a refusal that says what is ``wanted`` if ``words`` are blank; None otherwise."""
    return None if words.strip() else Refusal(wanted)
