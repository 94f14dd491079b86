"""How many owners were heard in a soft market test: nothing of a theme leaves before five of them have spoken to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from engagement.interviews.domain.quote_description import FEWEST_ALIKE

FEWEST_VOICES = FEWEST_ALIKE
# An owner, by its id: providers of one owner are one voice.
Owner = str


def heard_by_theme(said: Iterable[tuple[Collection[Owner], Collection[str]]]) -> dict[str, frozenset[Owner]]:
    """Return by theme the owners heard, from (owners, themes to which something was said) of each set of notes."""
    found: dict[str, set[Owner]] = {}
    for owners, themes in said:
        for theme in themes:
            found.setdefault(theme, set()).update(owners)
    return {theme: frozenset(owners) for theme, owners in found.items()}


def heard_too_little(themes: Iterable[str], heard: Mapping[str, Collection[Owner]]) -> list[str]:
    """Return those of the themes to which fewer than five owners have said something."""
    return [theme for theme in themes if len(heard.get(theme, ())) < FEWEST_VOICES]


def descriptions_by_owner(members: Iterable[tuple[Collection[Owner], Sequence[str]]]) -> list[list[str]]:
    """Return what each owner could be called, from (owners, descriptions) of those who took part."""
    found: dict[Owner, set[str]] = {}
    for owners, descriptions in members:
        for owner in owners:
            found.setdefault(owner, set()).update(descriptions)
    return [sorted(said) for said in found.values()]


def shown_number(owners: Collection[Owner]) -> int | None:
    """Return how many owners were heard, as the council may be told; None below five."""
    return len(owners) if len(owners) >= FEWEST_VOICES else None


def voices_in_words(number: int | None) -> str:
    """Return a sentence on how many took part, for those who may not know who."""
    if number is None:
        return "How many took part is said from five providers on; providers of one owner count once."
    return f"{number} providers took part; those of one owner count once."
