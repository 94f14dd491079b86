"""What the different texts of a file mean, each resolved once: words, providers, references, places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markets.places.domain.postal_places import PostalPlaces
from markets.store.engine import Connection
from markets.store.pseudonyms import PseudonymKey, plain_reference
from markets.store.texts_together import different
from markets.visits.domain.attendance import VisitOutcome
from markets.visits.domain.cells import CHOICES, VisitWords
from markets.visits.domain.reference_looks import bears_a_name, is_place, is_plain_word

# A text of a row that is no reference, zone or contract of anybody is not stored.
LONGEST_WORD = 60
PLACES = ("zone_key", "contract_ref", "ruc")


@dataclass(slots=True)
class ProviderWords:
    """Each word for a provider, with its rows: known ones with location and provider, in the order of their codes."""

    places: list[tuple[str, str]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class UnknownTexts:
    """What a person is asked or told of: words of outcomes, columns of names, places that are none, postcodes."""

    outcomes: dict[str, int] = field(default_factory=dict)
    refused_columns: dict[str, int] = field(default_factory=dict)
    places: int = 0
    postcodes: int = 0


Resolve = Callable[[str], tuple[str, str] | None]


def fill(connection: Connection, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Make a small table of these columns; ``rows`` go in as values."""
    kinds = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({kinds})")
    lists = [list(column) for column in zip(*rows, strict=True)]
    if lists:
        unnested = ", ".join(f"unnest(CAST(${at} AS {kind}[]))" for at, kind in enumerate(columns.values(), 1))
        connection.execute(f"INSERT INTO {table} SELECT {unnested}", lists)


def _keep(connection: Connection, key: str, rows: Sequence[Sequence[Any]], more: Sequence[str] = ()) -> None:
    """Make the table of a field's words. What they mean is a closed set: a number a row, where a text would be ten."""
    kinds = sorted({str(meant) for _, meant in rows if meant is not None} | {"", *more})  # a set has to have something
    fill(connection, f"{key}_kinds", {"meant": "VARCHAR"}, [(kind,) for kind in kinds])
    connection.execute(f"CREATE TYPE {key}_kind AS ENUM (SELECT meant FROM {key}_kinds ORDER BY meant)")
    fill(connection, f"{key}_words", {"word": "VARCHAR", "meant": f"{key}_kind"}, rows)


def outcome_words(connection: Connection, words: VisitWords, unknown: UnknownTexts) -> None:
    """Make the tables of words of closed sets, each text with what it means."""
    rows: list[tuple[str, str | None]] = []
    for text, count in different(connection, "outcome"):
        meant = words.outcome(text.strip())
        rows.append((text, meant.value if meant else None))
        if meant is None:
            unknown.outcomes[text.strip()[:100]] = unknown.outcomes.get(text.strip()[:100], 0) + count
    _keep(connection, "outcome", rows, tuple(VisitOutcome))
    for key in CHOICES:
        texts = [text for text, _ in different(connection, key)]
        meanings = [(text, words.choice(key, text.strip())) for text in texts]
        _keep(connection, key, meanings)


def provider_words(connection: Connection, resolve: Resolve) -> ProviderWords:
    """Make the table of words for providers; one that nobody knows has a code of its own, and no location."""
    found, codes, rows = ProviderWords(), dict[Any, int](), []
    for text, count in different(connection, "provider"):
        place = resolve(text.strip())
        key: object = place or text.strip()
        if key not in codes:
            codes[key] = len(codes)
            found.places.append(place or ("", ""))
        if place is None:
            word = text.strip()[:200]
            found.unknown[word] = found.unknown.get(word, 0) + count
        rows.append((text, codes[key], place is not None))
    fill(connection, "provider_words", {"word": "VARCHAR", "code": "SMALLINT", "known": "BOOLEAN"}, rows)
    return found


def reference_words(connection: Connection, key: PseudonymKey, providers: ProviderWords) -> None:
    """Make the tables of clients and careworkers with their pseudonyms, and whether one seems to be a name."""
    clients = [(text, key.of_client(text), bears_a_name(text.strip())) for text, _ in different(connection, "client")]
    columns = {"word": "VARCHAR", "pseudonym": "BIGINT", "named": "BOOLEAN"}
    fill(connection, "client_words", columns, clients)
    asked = """SELECT DISTINCT code, carer FROM texts_of_people JOIN texts_together USING (words)
        JOIN provider_words ON provider = word WHERE trim(carer) <> '' ORDER BY ALL"""
    carers = [
        (code, text, key.of("careworker", providers.places[code][0], plain_reference(text)), bears_a_name(text.strip()))
        for code, text in connection.execute(asked).fetchall()
    ]
    fill(connection, "carer_words", {"code": "SMALLINT"} | columns, carers)


def place_words(connection: Connection, unknown: UnknownTexts, known: PostalPlaces) -> None:
    """Make the tables of zones, contracts and places; a column in which names stand is left out whole (V18).

    A postcode of the authority's own list becomes its square of 100 m, and is kept nowhere.
    """
    for column in PLACES:
        texts = different(connection, column)
        bad = sum(count for text, count in texts if bears_a_name(text.strip()))
        if bad:
            unknown.refused_columns[column] = bad
        kept = ((text, text.strip()) for text, _ in texts)
        rows = [(text, word if not bad and is_plain_word(word, LONGEST_WORD) else "") for text, word in kept]
        _keep(connection, column, rows)
    texts = different(connection, "place_ref")
    words = {text: text.strip() if is_place(text.strip()) else known.grid_reference(text) for text, _ in texts}
    unknown.places = sum(count for text, count in texts if text.strip() and not words[text])
    unknown.postcodes = sum(count for text, count in texts if words[text] and words[text] != text.strip())
    _keep(connection, "place_ref", list(words.items()))


def listed(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word})
