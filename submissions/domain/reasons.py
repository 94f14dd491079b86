"""The reasons that a provider can choose from when a figure is unusual and right."""

import csv
from collections.abc import Iterable
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


def reasons_for_all(codes: Iterable[str]) -> tuple[Reason, ...]:
    """Return the reasons that fit any of the checks, those that fit every check last."""
    wanted = list(dict.fromkeys(codes))
    own = [reason for code in wanted for reason in reasons_for(code) if reason not in reasons_for(ANY_CODE)]
    labels = {reason.value: reason for reason in reversed([*own, *reasons_for(ANY_CODE)])}
    return tuple(labels[value] for value in dict.fromkeys(reason.value for reason in [*own, *reasons_for(ANY_CODE)]))


def reason_label(code: str, value: str) -> str:
    """Return the reason in words, which may be another check's of the same figure; the value itself if it has gone."""
    known = [*reasons_for(code), *(Reason(row["value"], row["label"]) for row in _rows())]
    return next((reason.label for reason in known if reason.value == value), value)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (Path(__file__).parent / "reasons.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
