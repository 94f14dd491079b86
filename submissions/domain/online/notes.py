"""Notes beside answers: typed, merged and kept as answers are, under a name that no question can have."""

from collections.abc import Mapping

from costing.answers import Answers

_MARK = "note-"


def note_name(key: str) -> str:
    return f"{_MARK}{key}"


def is_note(name: str) -> bool:
    return name.startswith(_MARK)


def key_of(name: str) -> str:
    """Return the question that an answer or a note belongs to."""
    return name.removeprefix(_MARK)


def notes_in(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the notes by question, without those that were emptied again."""
    return {key_of(name): text for name, text in typed.items() if is_note(name) and text}


def after_file(notes: Mapping[str, str], answers: Answers | None) -> dict[str, str]:
    """Return the notes by question after a workbook; notes that it does not mention stay."""
    said = {key: answer.note for key, answer in answers.by_key.items() if answer.note is not None} if answers else {}
    return {key: text for key, text in (dict(notes) | said).items() if text}
