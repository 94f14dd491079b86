"""Providers of small tables: the file's words as locations of the register, and references as pseudonyms."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markets.tables.domain.table_kinds import MarketTableKind, plain

# Cells that name a provider.
PROVIDERS = {
    MarketTableKind.PACKAGES: ("provider",),
    MarketTableKind.OFFERS: ("provider",),
    MarketTableKind.LOTS: ("provider",),
    MarketTableKind.SUB_CONTRACTS: ("lead", "sub"),
    MarketTableKind.SPARE_HOURS: ("provider",),
}


def known_words(locations: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    """Return which location a word means, from ids, CQC ids, names and providers' names; a name of two means none."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for location_id, cqc_id, name, provider in locations:
        for word in {plain(location_id), plain(cqc_id), plain(name), plain(provider)}:
            if found.setdefault(word, location_id) != location_id:
                unclear.add(word)
    return {word: location for word, location in found.items() if word not in unclear}


def with_locations(
    kind: MarketTableKind, rows: Sequence[Mapping[str, Any]], known: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows with locations in place of words that are known, and the words that are not."""
    missing: dict[str, None] = {}

    def place(word: str) -> str:
        location = known.get(plain(word))
        if word and location is None:
            missing[word] = None
        return location or word

    placed = [
        {**row, **{key: place(row[key]) for key in PROVIDERS[kind]}}
        | ({"declined_by": [place(word) for word in row["declined_by"]]} if "declined_by" in row else {})
        for row in rows
    ]
    return placed, list(missing)


def pseudonym(reference: str, authority: str, key: bytes) -> str:
    """Return what stands for a client: the reference itself is not kept."""
    return hmac.new(key, f"{authority} {reference.strip().upper()}".encode(), hashlib.sha256).hexdigest()[:16]


def without_references(rows: Iterable[Mapping[str, Any]], authority: str, key: bytes) -> list[dict[str, Any]]:
    return [
        {**row, **({"client": pseudonym(row["client"], authority, key)} if "client" in row else {})} for row in rows
    ]
