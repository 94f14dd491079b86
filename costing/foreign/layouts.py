"""A layout that was mapped once: recognised by its labels and where they stand, whatever its figures are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from costing.foreign.doubts import MOST
from costing.foreign.grid import Grid
from costing.foreign.label_matches import LabelMatch, matches
from costing.foreign.label_words import label_key, tokens
from costing.foreign.proposal import DoubtOption, MappingDoubt, MappingProposal, Pick
from costing.foreign.proposals import SURE, propose
from costing.foreign.rules import Anchor, Rule, rules_document, rules_from
from costing.foreign.slots import LabelledCell, slot_at, slots_of
from costing.foreign.word_sets import words_in
from costing.form import Form
from spreadsheets.addresses import Position

_SIMILAR = 0.6
_HEADS = words_in(
    "15min 30min 45min 60min othermin weekday evening weekend bankholiday senior resstd resenh nur nurenh otherbed "
    "uplift share gbp permonth perweek peryear perhour"
)


@dataclass(frozen=True)
class WorkbookLayout:
    """The rules of a mapping that was confirmed, and every line of the workbook, used or not."""

    rules: tuple[Rule, ...]
    lines: frozenset[str] = frozenset()

    @property
    def fingerprint(self) -> str:
        """Return a digest of sheets, labels and places; figures, and what a provider typed, are not part of it."""
        cells = sorted(f"{a.sheet.casefold()}|{a.address}|{a.label}" for rule in self.rules for a in rule.anchors)
        return sha256("\n".join(cells).encode()).hexdigest()

    def document(self) -> dict[str, Any]:
        return {"rules": rules_document(self.rules), "lines": sorted(self.lines)}


def layout_from(document: Mapping[str, Any]) -> WorkbookLayout:
    return WorkbookLayout(rules_from(document["rules"]), frozenset(document["lines"]))


def layout_of(grid: Grid, rules: Iterable[Rule]) -> WorkbookLayout:
    """Return what is to be remembered of a workbook and the rules that were confirmed for it."""
    return WorkbookLayout(tuple(rules), frozenset(_line(slot) for slot in slots_of(grid) if not slot.is_words))


def _line(slot: LabelledCell) -> str:
    return f"{slot.sheet.casefold()}|{label_key(slot.label)}|{' '.join(sorted(_heads(slot.heading)))}"


def _heads(heading: str) -> frozenset[str]:
    return frozenset(tokens(heading)) & _HEADS


def recognised(form: Form, grid: Grid, layout: WorkbookLayout) -> MappingProposal | None:
    """Return the remembered mapping for a workbook, with doubts on what changed alone; None where it is another layout.

    Without doubts it may be applied by itself.
    """
    anchors = [anchor for rule in layout.rules for anchor in rule.anchors]
    if not anchors:
        return None
    slots = _by_label(grid)
    places = {anchor: found for anchor in anchors if (found := _place(grid, anchor, slots)) is not None}
    beside = _filled_in_the_row(places, slots)
    places |= beside
    if len(places) < _SIMILAR * len(set(anchors)):
        return None
    picks = [pick for rule in layout.rules if (pick := _pick(rule, places)) is not None]
    aside = {(slot.sheet, slot.position) for slot in beside.values()}
    moved = [pick for rule in layout.rules if (pick := _pick(rule, places)) and _has_moved(rule, pick, aside)]
    lost = [rule for rule in layout.rules if rule.anchors and any(a not in places for a in rule.anchors)]
    doubts = [
        *_of_moved(form, moved),
        *_of_lost(form, grid, lost),
        *_of_new(form, grid, layout, picks, {rule.key for rule in lost}),
    ]
    return MappingProposal(
        certain=tuple(pick for pick in picks if pick not in moved),
        doubts=tuple(doubts)[:MOST],
        unused=_unused(grid, picks),
        constants={rule.key: rule.constant for rule in layout.rules if rule.constant},
        is_remembered=True,
    )


def _by_label(grid: Grid) -> dict[tuple[str, str], list[LabelledCell]]:
    found: dict[tuple[str, str], list[LabelledCell]] = defaultdict(list)
    for slot in slots_of(grid):
        found[slot.sheet.casefold(), label_key(slot.label)].append(slot)
    return found


def _place(grid: Grid, anchor: Anchor, slots: Mapping[tuple[str, str], list[LabelledCell]]) -> LabelledCell | None:
    """Return the cell where it stood, or the only one that has its label and heading by now."""
    sheet = grid.titled(anchor.sheet) or _renamed(grid, anchor)
    if sheet is None:
        return None
    here = slot_at(sheet, anchor.position, anchor.is_words)
    if here is not None and label_key(here.label) == anchor.label and _is_headed_alike(here, anchor):
        return here
    same = [
        slot
        for slot in slots.get((sheet.title.casefold(), anchor.label), [])
        if slot.is_words == anchor.is_words and _heads(slot.heading) == _heads(anchor.heading)
    ]
    in_column = [slot for slot in same if slot.position[0] == anchor.position[0]]
    in_section = [slot for slot in in_column if label_key(slot.section) == anchor.section]
    for found in (in_section, in_column, same):
        if len(found) == 1:
            return found[0]
    return None


def _filled_in_the_row(
    places: Mapping[Anchor, LabelledCell], slots: Mapping[tuple[str, str], list[LabelledCell]]
) -> dict[Anchor, LabelledCell]:
    """Return the only figure of a row whose own cell is blank, in a column that holds answers: it is that row's."""
    rows = Counter((slot.sheet, slot.position[1]) for slot in places.values())
    columns = {(slot.sheet, slot.position[0]) for slot in places.values()}
    found: dict[Anchor, LabelledCell] = {}
    for anchor, here in places.items():
        if here.is_words or not here.is_blank or rows[here.sheet, here.position[1]] > 1:
            continue
        same = slots.get((here.sheet.casefold(), anchor.label), [])
        filled = [s for s in same if not s.is_words and not s.is_blank and s.position[1] == here.position[1]]
        if len(filled) == 1 and (filled[0].sheet, filled[0].position[0]) in columns:
            found[anchor] = filled[0]
    return found


def _is_headed_alike(here: LabelledCell, anchor: Anchor) -> bool:
    """Tell whether a cell has its heading; a row that is nearly blank by now may seem to have none."""
    if _heads(here.heading) >= _heads(anchor.heading):
        return True
    return not here.heading and label_key(here.section) == anchor.section


def _renamed(grid: Grid, anchor: Anchor) -> Any:
    """Return the one sheet that has the label in its place, where the sheet goes by another name."""
    fits = [
        sheet
        for sheet in grid.sheets
        if (slot := slot_at(sheet, anchor.position, anchor.is_words)) is not None
        and label_key(slot.label) == anchor.label
    ]
    return fits[0] if len(fits) == 1 else None


def _pick(rule: Rule, places: Mapping[Anchor, LabelledCell]) -> Pick | None:
    """Return the rule's cells as they stand now; a sum of which a part is lost is no sum."""
    if not rule.anchors or any(anchor not in places for anchor in rule.anchors):
        return None
    found = tuple(LabelMatch(places[anchor], rule.key, 1.0) for anchor in rule.anchors)
    return Pick(rule.key, found, rule.how, rule.conversion, rule.scales)


def _has_moved(rule: Rule, pick: Pick, aside: set[tuple[str, Position]]) -> bool:
    """Tell whether a cell stands elsewhere by now; one beside its blank place, in the same row, does not count."""
    return any(
        slot.address != anchor.address and (slot.sheet, slot.position) not in aside
        for slot, anchor in zip(pick.slots, rule.anchors, strict=True)
    )


def _of_moved(form: Form, moved: list[Pick]) -> list[MappingDoubt]:
    """Return one doubt for all cells that were found by their label in another place."""
    if not moved:
        return []
    listed = "; ".join(f"“{pick.first.label}” now in {pick.first.sheet}!{pick.first.address}" for pick in moved)
    options = (
        DoubtOption("Yes, take them from there", listed, {pick.key: pick for pick in moved}),
        DoubtOption("No, leave them unanswered", "", {pick.key: None for pick in moved}),
    )
    asks = f"{_counted(len(moved), 'cell')} of this layout moved. Are these the same lines?"
    return [MappingDoubt("moved", asks, tuple(pick.key for pick in moved), options, 0, "Rows were added or taken out.")]


def _of_lost(form: Form, grid: Grid, lost: list[Rule]) -> list[MappingDoubt]:
    """Return doubts for lines whose label is gone: what else may answer them, as if never seen before."""
    if not lost:
        return []
    again = propose(form, grid, keys=[rule.key for rule in lost])
    rules = {rule.key: rule for rule in lost}
    listed = [
        replace(doubt, id=f"lost-{doubt.id}")
        for doubt in again.doubts
        if doubt.id != "rises" and not doubt.id.startswith("period")
    ]
    certain = [replace(pick, conversion=rules[pick.key].conversion) for pick in again.certain]
    if certain:
        names = "; ".join(f"{form.by_key[p.key].label} ← “{p.first.label}” {p.first.address}" for p in certain)
        options = (
            DoubtOption("Yes", names, {pick.key: pick for pick in certain}),
            DoubtOption("No, leave them unanswered", "", {pick.key: None for pick in certain}),
        )
        keys = tuple(pick.key for pick in certain)
        listed.insert(
            0, MappingDoubt("lost", f"{_counted(len(keys), 'label')} of this layout changed. Right?", keys, options)
        )
    return listed


def _of_new(form: Form, grid: Grid, layout: WorkbookLayout, picks: list[Pick], lost: set[str]) -> list[MappingDoubt]:
    """Return one doubt for lines that the layout did not have, if they read like a question's answer."""
    taken = {(slot.sheet, slot.position) for pick in picks for slot in pick.slots}
    answers = {pick.key: pick for pick in picks}
    new: dict[str, Pick] = {}
    for slot in slots_of(grid):
        if slot.is_words or slot.is_blank or (slot.sheet, slot.position) in taken or _line(slot) in layout.lines:
            continue
        best = next((match for match in matches(form, slot) if match.score >= SURE), None)
        if best is not None and best.key not in new | dict.fromkeys(lost):
            found = answers.get(best.key)
            extra = Pick(best.key, (best,))
            new[best.key] = extra if found is None else replace(found, found=(*found.found, best), how="sum", scales=())
    if not new:
        return []
    listed = "; ".join(f"{form.by_key[key].label}: + “{pick.found[-1].slot.label}”" for key, pick in new.items())
    options = (DoubtOption("Yes, add them", listed, dict(new)), DoubtOption("No, they are not used", ""))
    return [MappingDoubt("new", f"New in this layout: {_counted(len(new), 'line')}. Right so?", tuple(new), options)]


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _unused(grid: Grid, picks: list[Pick]) -> tuple[LabelledCell, ...]:
    used = {(slot.sheet, slot.position) for pick in picks for slot in pick.slots}
    return tuple(
        s for s in slots_of(grid) if not s.is_words and not s.is_blank and (s.sheet, s.position) not in used
    )  # fmt: skip
