"""The reasons that a provider can choose from when a figure is unusual and right."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ANY_CODE = "*"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason; ``value`` is stored, ``label`` is shown."""

    value: str
    label: str


@cache
def reasons_for(code: str) -> tuple[Reason, ...]:
    """Return the reasons that fit a check, then those that fit any; no value comes twice."""
    fitting = {row["value"]: row["label"] for wanted in (ANY_CODE, code) for row in _rows() if row["code"] == wanted}
    order = [row["value"] for wanted in (code, ANY_CODE) for row in _rows() if row["code"] == wanted]
    return tuple(Reason(value, fitting[value]) for value in dict.fromkeys(order))


def reason_label(code: str, value: str) -> str:
    """Return the reason in words; the value itself if it has since left the list."""
    return next((reason.label for reason in reasons_for(code) if reason.value == value), value)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (Path(__file__).parent / "reasons.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
