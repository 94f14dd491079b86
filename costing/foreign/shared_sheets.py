"""Workbooks of two services: which cells are of the service that is asked for, and what is only carried over."""

import re
from collections import defaultdict
from dataclasses import replace

from costing.foreign.label_matches import service_of
from costing.foreign.label_words import tokens
from costing.foreign.slots import LabelledCell

_CARRIED = re.compile(r"\b(see|from|as per|per)\s+(?:the\s+|sheet\s+|tab\s+)*[“\"']?(.+?)[”\"']?\W*$", re.I)


def of_service(service: str, slots: list[LabelledCell]) -> list[LabelledCell]:
    """Return the slots without columns of another service, and without lines that are told elsewhere in parts."""
    kept = _own_columns(service, slots)
    carried = [slot for slot in kept if _sheet_it_comes_from(slot, kept)]
    if service == "homecare":
        return [slot for slot in kept if not _is_shared(slot) or (not carried and _is_whole(slot))]
    return [slot for slot in kept if slot not in carried]


def _own_columns(service: str, slots: list[LabelledCell]) -> list[LabelledCell]:
    """Return the slots of columns headed by the service, where columns of a row are headed by two of them."""
    named: dict[tuple[str, int], set[int]] = defaultdict(set)
    for slot in slots:
        if slot.heading:
            named[slot.sheet, slot.position[1]].add(_named(slot, service))
    return [
        slot for slot in slots
        if not {1, -1} <= named[slot.sheet, slot.position[1]] or _named(slot, service) == 1
    ]  # fmt: skip


def _named(slot: LabelledCell, service: str) -> int:
    return service_of(replace(slot, section="", sheet=""), service)


def _sheet_it_comes_from(slot: LabelledCell, slots: list[LabelledCell]) -> str:
    """Return the sheet from which a line says that it is carried: “Head office (see Shared)”."""
    found = _CARRIED.search(slot.label)
    if slot.is_words or not found:
        return ""
    others = {other.sheet for other in slots if other.sheet != slot.sheet}
    return next((sheet for sheet in others if sheet.casefold() == found[2].strip(" )").casefold()), "")


def _is_shared(slot: LabelledCell) -> bool:
    """Tell whether a figure stands on a sheet of head office costs: homecare asks for them in one line."""
    return not slot.is_words and bool({"headoffice"} & set(tokens(slot.sheet)))


def _is_whole(slot: LabelledCell) -> bool:
    return "subtotal" in tokens(slot.label)
