"""A note beside an answer: typed, merged and kept as answers are, under a name that no question can have."""

from collections.abc import Mapping

_MARK = "note-"


def note_name(key: str) -> str:
    return f"{_MARK}{key}"


def is_note(name: str) -> bool:
    return name.startswith(_MARK)


def key_of(name: str) -> str:
    """The question that an answer or a note belongs to."""
    return name.removeprefix(_MARK)


def notes_in(typed: Mapping[str, str]) -> dict[str, str]:
    """The notes by question; one that was taken out again is none."""
    return {key_of(name): text for name, text in typed.items() if is_note(name) and text}
