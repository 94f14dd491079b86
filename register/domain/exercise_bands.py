"""The bands that an exercise sets itself, as they are stored: by name, only those that differ from the defaults."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from costing.bands import Band, default_bands


def bands_from(document: Mapping[str, Any], service: str) -> dict[str, Band]:
    """Return a document such as ``{"visit_minutes".

    {"low": "15", "high": null}}`` as bands, in the units of the defaults.

    Raises ValueError if the document has faults: a band is never guessed.
    """
    faults = faults_in(document, service)
    if faults:
        raise ValueError("; ".join(faults))
    known = default_bands(service) if document else {}
    return {
        name: Band(_end(ends.get("low")), _end(ends.get("high")), known[name].unit) for name, ends in document.items()
    }


def bands_document(bands: Mapping[str, Band]) -> dict[str, dict[str, str | None]]:
    return {name: {"low": _text(band.low), "high": _text(band.high)} for name, band in bands.items()}


def faults_in(document: Mapping[str, Any], service: str) -> list[str]:
    """Return what is wrong with the bands of an exercise, in words for those who edit them."""
    return list(_faults(document, service)) if document else []


def _faults(document: Mapping[str, Any], service: str) -> Iterator[str]:
    known = default_bands(service)
    for name, ends in document.items():
        if name not in known:
            yield f"{name} is not the name of a band"
        elif not isinstance(ends, Mapping) or not ends.keys() <= {"low", "high"}:
            yield f"{name} needs a low and a high end, or one of them"
        else:
            yield from _faulty_ends(name, ends)


def _faulty_ends(name: str, ends: Mapping[str, Any]) -> Iterator[str]:
    try:
        low, high = _end(ends.get("low")), _end(ends.get("high"))
    except (InvalidOperation, TypeError):
        yield f"an end of {name} is not a number"
        return
    if any(end is not None and not end.is_finite() for end in (low, high)):
        yield f"an end of {name} is not a number"
    elif low is not None and high is not None and low > high:
        yield f"the low end of {name} is above the high end"


def _end(text: str | None) -> Decimal | None:
    if text is None or text == "":
        return None
    if not isinstance(text, str):
        raise TypeError(text)
    return Decimal(text)


def _text(end: Decimal | None) -> str | None:
    return None if end is None else str(end)
