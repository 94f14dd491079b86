"""Which column of a file holds which field: by the fields' own names, or by a mapping that somebody made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LABELS = {
    "authority_id": "Authority",
    "dataset_id": "Dataset",
    "funder": "Who pays",
    "provider_ref": "Provider or branch",
    "contract_ref": "Contract, lot or order",
    "visit_ref": "Visit",
    "attendance": "Which careworker of the visit",
    "carers_planned": "Careworkers planned",
    "client_ref": "Client",
    "carer_ref": "Careworker",
    "planned_start": "Planned start",
    "planned_seconds": "Planned length",
    "actual_start": "Actual start",
    "actual_seconds": "Delivered length",
    "claimed_seconds": "Claimed or billed length",
    "start_method": "How the start was logged",
    "end_method": "How the end was logged",
    "outcome": "Outcome",
    "cancelled_at": "Cancelled at",
    "service": "Service",
    "zone_key": "Zone or lot",
    "place_ref": "Place",
    "miles": "Miles of the journey to it",
    "reason": "Exception or late reason",
    "gap_seconds": "Seconds since this careworker’s last visit ended",
    "day_type": "Kind of day",
    "quality": "Marks",
}
# Not kept as such: they give lengths, or stand beside a place.
BESIDE = {
    "planned_end": "Planned end",
    "actual_end": "Actual end",
    "planned_minutes": "Planned length, in minutes",
    "planned_hours": "Planned length, in hours",
    "actual_minutes": "Delivered length, in minutes",
    "actual_hours": "Delivered length, in hours",
    "claimed_minutes": "Claimed or billed length, in minutes",
    "claimed_hours": "Claimed or billed length, in hours",
    "ruc": "Urban or rural",
    "second_carer_ref": "Second careworker",
    "second_actual_start": "Second careworker: actual start",
    "second_actual_end": "Second careworker: actual end",
    "second_actual_seconds": "Second careworker: delivered length",
}
KNOWN = LABELS | BESIDE
ALIASES = {"zone": "zone_key", "place": "place_ref"}
# Each needs a column, one of those named, and for this reason.
NEEDED = (
    (("provider_ref",), "every figure is somebody’s"),
    (("client_ref",), "a visit is a client’s"),
    (("outcome",), "a visit that was missed is not one that was done"),
    (("planned_start", "actual_start"), "a visit stands on a day"),
)
ZONES = ("Europe/London", "UTC")
DATE_ORDERS = ("dmy", "mdy", "iso")
WITH_WORDS = ("outcome", "start_method", "end_method", "service", "funder")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A file's own columns onto fields, its words, its zone and its order of dates."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    zone: str = "Europe/London"
    dates: str = ""


def plain_name(text: str) -> str:
    return " ".join(text.replace("_", " ").lower().split())


def mapping_from(document: object) -> tuple[ColumnMapping, list[str]]:
    """Return the mapping of a JSON document, and a sentence for whatever makes no sense in it."""
    if not isinstance(document, dict):
        return ColumnMapping(), ["The mapping is no object of columns and fields."]
    columns = {key: value for key, value in document.items() if not key.startswith("_")}
    faults = [
        f"The mapping puts “{column}” to {json.dumps(target, ensure_ascii=False)[:80]}, which is no field."
        for column, target in columns.items()
        if not isinstance(target, str) or target not in KNOWN
    ]
    zone, dates = document.get("_zone", ZONES[0]), document.get("_dates", "")
    if zone not in ZONES:
        faults.append(f"“_zone” is {json.dumps(zone)[:80]}; expected is {' or '.join(ZONES)}.")
    if dates not in ("", *DATE_ORDERS):
        faults.append(f"“_dates” is {json.dumps(dates)[:80]}; expected is {', '.join(DATE_ORDERS)}.")
    words, wrong = _words(document.get("_words", {}))
    faults += wrong
    return (ColumnMapping(), faults) if faults else (ColumnMapping(columns, words, zone, dates), [])


def _words(document: Any) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return each field's words in small letters."""
    if not isinstance(document, dict) or not all(isinstance(words, dict) for words in document.values()):
        return {}, ["“_words” is no object of fields, each with its words and what they mean."]
    faults = [f"“_words” speaks of “{key}”, which has no words." for key in document if key not in WITH_WORDS]
    meant = [(key, word, value) for key, words in document.items() for word, value in words.items()]
    faults += [f"“_words” says of “{word}” no word." for _, word, value in meant if not isinstance(value, str)]
    return {key: {plain_name(word): str(value) for word, value in words.items()} for key, words in document.items()}, (
        faults
    )


def columns_in(header: Sequence[str], mapping: ColumnMapping) -> dict[str, list[int]]:
    """Return the places of each field's columns: as mapped, else by the fields' names. Two are a date and its time."""
    mapped = {plain_name(column): target for column, target in mapping.columns.items()}
    found: dict[str, list[int]] = {}
    for place, text in enumerate(header):
        if plain_name(text) in mapped:
            found.setdefault(mapped[plain_name(text)], []).append(place)
    own = {plain_name(key): key for key in KNOWN} | {plain_name(alias): key for alias, key in ALIASES.items()}
    for place, text in enumerate(header):
        key = own.get(plain_name(text))
        if key is not None and plain_name(text) not in mapped:
            found.setdefault(key, [place])
    return found


def missing_columns(header: Sequence[str], mapping: ColumnMapping) -> list[str]:
    """Return a sentence for each field without a column, and for each mapped column that the file lacks."""
    there = {plain_name(text) for text in header}
    found = columns_in(header, mapping)
    lacking = [
        f"The mapping speaks of “{column}”, which is no column of this file."
        for column in mapping.columns
        if plain_name(column) not in there
    ]
    return lacking + [
        f"Which column holds {LABELS[keys[0]]}? We need it because {why}."
        for keys, why in NEEDED
        if not any(key in found for key in keys)
    ]
