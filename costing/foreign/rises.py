"""Price rises of costs: in a column beside each line, or one for a whole section of lines."""

import re
from collections.abc import Iterable, Mapping

from costing.foreign.figures import figure_in
from costing.foreign.label_matches import LabelMatch, service_of
from costing.foreign.label_words import plain, tokens
from costing.foreign.proposal import Pick
from costing.foreign.resolution import Variants
from costing.foreign.rules import MEAN, SAME
from costing.foreign.slot_words import heading_tokens
from costing.foreign.slots import LabelledCell
from costing.form import Form, LineKind

_COST, _RISE = "_cost", "_uplift"
# What the four sections of a home's costs are called, in the order of the form.
_SECTIONS = (
    r"staff|pay\b|wages|salar|employ|people",
    r"building|premises|property|site|accommodation",
    r"suppl|non.?staff|non.?pay|consumable|services|running|goods",
    r"head office|central|overhead|corporate|group|shared",
)  # fmt: skip
_SCORE, _SURE = 0.9, 0.66


def beside(form: Form, slots: Iterable[LabelledCell], picks: Mapping[str, Pick]) -> dict[str, Pick]:
    """Return the price rise that stands in the row of each cost, also where it is still blank."""
    by_row = {
        (slot.sheet, slot.position[1]): slot for slot in slots if not slot.is_words and "uplift" in heading_tokens(slot)
    }
    found: dict[str, Pick] = {}
    for key in form.by_key:
        cost = picks.get(key.removesuffix(_RISE) + _COST) if key.endswith(_RISE) else None
        rows = [by_row.get((slot.sheet, slot.position[1])) for slot in cost.slots] if cost else []
        cells = [slot for slot in rows if slot is not None]
        is_of_another = cost is not None and cost.first.is_blank and any(not slot.is_blank for slot in cells)
        if cells and len(cells) == len(rows) and not is_of_another:
            found[key] = _pick(key, cells, cost.score if cost else 0)
    return found


def _pick(key: str, cells: list[LabelledCell], sure_of_cost: float) -> Pick:
    """Return the one rise of several lines; where lines rise differently their mean, which a person has to see."""
    values = {figure.value for slot in cells if (figure := figure_in(slot.cell)) is not None}
    score = _SCORE if len(values) < 2 and sure_of_cost >= _SURE else 0.5
    return Pick(key, tuple(LabelMatch(slot, key, score) for slot in cells), MEAN if len(cells) > 1 else SAME)


def of_sections(
    form: Form, slots: Iterable[LabelledCell], picks: Mapping[str, Pick], answered: Iterable[str]
) -> dict[str, Pick]:
    """Return the rise of each line whose section has one: rows “Staff”, “Building” below “Inflation”."""
    lines = {
        (slot.sheet, slot.position[1]) for key, pick in picks.items() if key.endswith(_COST) for slot in pick.slots
    }
    groups = _groups(form)
    if len(groups) != len(_SECTIONS):
        return {}
    done, found = set(answered), dict[str, Pick]()
    for slot in slots:
        if (slot.sheet, slot.position[1]) in lines or not _is_of_a_section(slot) or service_of(slot, form.service) < 0:
            continue
        called = plain(slot.label)
        fits = [keys for keys, words in zip(groups, _SECTIONS, strict=True) if re.search(words, called)]
        for key in fits[0] if fits else ():
            if key not in done and key in form.by_key:
                found.setdefault(key, Pick(key, (LabelMatch(slot, key, _SCORE),), SAME))
    return found if len({pick.first.position for pick in found.values()}) > 1 else {}


def _is_of_a_section(slot: LabelledCell) -> bool:
    own, around = set(tokens(slot.label)), set(tokens(slot.section)) | heading_tokens(slot)
    return (
        not slot.is_words and "uplift" in around and len(slot.label.split()) <= 4 and not own & {"surplus", "capital"}
    )


def _groups(form: Form) -> list[list[str]]:
    groups: list[list[str]] = []
    for line in form.lines:
        if line.kind == LineKind.SUBTOTAL:
            groups.append([])
        elif line.kind == LineKind.LINE and groups:
            groups[-1].append(line.key + _RISE)
    return [keys for keys in groups if any(key in form.by_key for key in keys)]


def in_place(settled: list[Pick], rises: Mapping[str, Pick], beside: Mapping[str, Pick]) -> list[Pick]:
    """Return the picks with rises that stand beside their lines put for what labels alone suggested."""
    taken = {(slot.sheet, slot.position) for pick in beside.values() for slot in pick.slots}
    kept = [
        pick
        for pick in settled
        if pick.key not in rises
        and not (pick.key.endswith(_RISE) and any((slot.sheet, slot.position) in taken for slot in pick.slots))
    ]
    return [*kept, *rises.values()]


def without_taken(variants: list[Variants], settled: list[Pick]) -> list[Variants]:
    """Return the choices without those for a rise that has its place, or of cells that another line's rise has."""
    placed = [pick for pick in settled if is_by_place(pick)]
    keys = {pick.key for pick in placed}
    taken = {(slot.sheet, slot.position) for pick in placed for slot in pick.slots}
    return [
        one
        for one in variants
        if not one.key.endswith(_RISE)
        or (one.key not in keys and not any((p.first.sheet, p.first.position) in taken for p in one.picks))
    ]


def is_by_place(pick: Pick) -> bool:
    """Tell whether a rise was found by where it stands, not by its words."""
    return pick.key.endswith(_RISE) and pick.how in (SAME, MEAN) and pick.score == _SCORE
