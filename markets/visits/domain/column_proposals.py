"""Which column may hold which field: by the names that systems use and by what stands in it: a guess."""

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markets.visits.domain.cells import DATED, LENGTH, TIME
from markets.visits.domain.columns import KNOWN, WITH_WORDS, plain_name
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.length_units import IN_UNITS, NUMBER, likely_unit
from markets.visits.domain.order_columns import ORDER_FIELDS, PREFIX
from markets.visits.domain.reference_looks import bears_a_name, seems_personal
from markets.visits.domain.shown_texts import heading_shown

_FILE = Path(__file__).parent / "data" / "column_words.csv"
SHOWN = 5
SEEMS_NAMES = "It seems to hold names: names are never stored."
OF_SOMEBODY = "Its heading seems to be somebody’s name or number, so it is not shown, and not read."
MOST_WORDS = 20
LONGEST = 40
NOT_ASKED = ("authority_id", "dataset_id", "reason", "gap_seconds", "day_type", "quality")
IN_SECONDS = ", in seconds or as 00:45:00"
CHOICES = {
    key: f"{label}{IN_SECONDS if key.endswith('_seconds') else ''}"
    for key, label in KNOWN.items()
    if key not in NOT_ASKED
}


@lru_cache
def column_words() -> dict[str, str]:
    """Return the field of each name that systems use."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {plain_name(word): row["field"] for row in rows for word in row["words"].split(";")}
    return named | {plain_name(key): key for key in CHOICES}


def proposed_columns(layout: FileLayout) -> list[dict[str, Any]]:
    """Return for each column its name, the field that it may hold, why, and how its values look."""
    found = []
    for place, name in enumerate(layout.names):
        texts = layout.column(place)
        field, why = proposal(name, texts)
        shown = heading_shown(name)
        if not shown and name:
            field, why = "", OF_SOMEBODY
        found.append({"name": shown[:100], "field": field, "why": why, "looks": looks(field, texts)})
    return found


def proposal(name: str, texts: Sequence[str]) -> tuple[str, str]:
    """Return a field and why it is thought of; blank where there is none, or where the column bears names."""
    field = column_words().get(plain_name(words_of_name(name)), "")
    if field != "provider_ref" and seems_personal(list(texts[:200])):
        return "", SEEMS_NAMES
    if not field or (name.startswith(PREFIX) and field not in ORDER_FIELDS):
        return "", ""
    in_unit = likely_unit(field, [text for text in texts if text][:200])
    if in_unit != field:
        return in_unit, f"Its name says so, and its numbers are {in_unit.rpartition('_')[2]}."
    return field, "Its name says so, and its values fit." if _fits(field, texts) else "Its name says so."


def words_of_name(name: str) -> str:
    """Return the words of a name: ActualStart as actual start."""
    name = name.removeprefix(PREFIX)
    pairs = zip(f" {name}", name, strict=False)
    spread = [f" {letter}" if letter.isupper() and before.islower() else letter for before, letter in pairs]
    return "".join(spread).replace("-", " ").replace("/", " ")


def _fits(field: str, texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    if field.endswith(("_start", "_end")) or field == "cancelled_at":
        return bool(said) and all(_is_moment(text) for text in said[:50])
    if field.endswith("_seconds") or field in IN_UNITS:
        return bool(said) and all(NUMBER.fullmatch(text) or LENGTH.fullmatch(text) for text in said[:50])
    if field in WITH_WORDS:
        return 0 < len(set(said)) <= MOST_WORDS
    return bool(said)


def _is_moment(text: str) -> bool:
    return bool(DATED.match(text) or TIME.fullmatch(text) or (text[:4].isdigit() and text[4:5] == "-"))


def looks(field: str, texts: Sequence[str]) -> list[str]:
    """Return how a few values look: times, lengths and words of few kinds as they are, a reference as stars."""
    said = [text for text in texts if text][:200]
    if not field or not said:
        return []
    if field.endswith("_ref"):
        least, most = min(map(len, said)), max(map(len, said))
        long = f"{most}" if least == most else f"{least} to {most}"
        return [f"{long} character{'' if most == 1 else 's'}"]
    if _fits(field, said) and not any(bears_a_name(text) or len(text) > LONGEST for text in said):
        return list(dict.fromkeys(said))[:SHOWN]
    return []
