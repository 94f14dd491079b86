"""A datasheet as the text that is kept, and read back; an authority's own rows as the text that is sealed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from reports.datasheets.domain.bands import Third
from reports.datasheets.domain.drawn_sheets import DatasheetTopic, DrawnSheets, TopicSheet, WithheldTopic

# Numbers are sealed at one length, so that the size of a copy says nothing.
_DIGITS = 6


@dataclass(frozen=True)
class DatasheetText:
    """What a datasheet says: about what, of whom, and its sheets. Nobody's number is in it."""

    service: str
    unit: str
    price_date: str
    made_on: str
    authorities: tuple[str, ...]
    sheets: tuple[TopicSheet, ...]
    withheld: tuple[WithheldTopic, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An authority's own row of a sheet."""

    sheet: TopicSheet
    number: int

    @property
    def label(self) -> str:
        return f"LA {self.number}"

    @property
    def third(self) -> Third:
        return self.sheet.rows[self.number - 1]


def kept_text(drawn: DrawnSheets, *, about: Mapping[str, str], authorities: Sequence[str]) -> str:
    return json.dumps(
        {
            **about,
            "authorities": sorted(authorities),
            "sheets": [_sheet_part(sheet) for sheet in drawn.sheets],
            "withheld": [{**_topic_part(one.topic), "because": one.because} for one in drawn.withheld],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def text_from(kept: str) -> DatasheetText:
    found = json.loads(kept)
    return DatasheetText(
        service=found["service"],
        unit=found["unit"],
        price_date=found["price_date"],
        made_on=found["made_on"],
        authorities=tuple(found["authorities"]),
        sheets=tuple(_sheet_from(part) for part in found["sheets"]),
        withheld=tuple(WithheldTopic(_topic_from(part), part["because"]) for part in found["withheld"]),
    )


def own_text(numbers: Mapping[str, int]) -> bytes:
    return json.dumps({key: f"{number:0{_DIGITS}}" for key, number in numbers.items()}, sort_keys=True).encode()


def own_rows(opened: bytes, text: DatasheetText) -> tuple[OwnRow, ...]:
    """Return the rows of whoever's sealed numbers these are, in the order of the sheets."""
    numbers = json.loads(opened)
    return tuple(OwnRow(sheet, int(numbers[sheet.topic.key])) for sheet in text.sheets if sheet.topic.key in numbers)


def _sheet_part(sheet: TopicSheet) -> dict[str, Any]:
    ends = {"lower_below": sheet.lower_below, "upper_from": sheet.upper_from}
    return {
        **_topic_part(sheet.topic),
        **{name: None if end is None else f"{end:.2f}" for name, end in ends.items()},
        "rows": [third.value for third in sheet.rows],
    }


def _topic_part(topic: DatasheetTopic) -> dict[str, str]:
    return {"key": topic.key, "column": topic.column, "line": topic.line}


def _sheet_from(part: Mapping[str, Any]) -> TopicSheet:
    ends = [None if part[name] is None else Decimal(part[name]) for name in ("lower_below", "upper_from")]
    return TopicSheet(_topic_from(part), tuple(Third(third) for third in part["rows"]), *ends)


def _topic_from(part: Mapping[str, Any]) -> DatasheetTopic:
    return DatasheetTopic(part["key"], part["column"], part["line"])
