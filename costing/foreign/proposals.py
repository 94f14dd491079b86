"""Propose which cells of a workbook in any layout answer a form's questions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from costing.foreign import doubts, rises
from costing.foreign.assignment import candidates
from costing.foreign.blank_lines import blanks
from costing.foreign.closed_beds import registered_less_closed
from costing.foreign.figures import figure_in
from costing.foreign.grid import Grid
from costing.foreign.label_matches import matches
from costing.foreign.period_texts import period_texts
from costing.foreign.proposal import MappingDoubt, MappingProposal, Pick
from costing.foreign.resolution import Resolver, Variants
from costing.foreign.sheet_notes import periods_said
from costing.foreign.slots import LabelledCell, slots_of
from costing.foreign.units import FigureKind, kind_of
from costing.form import Form

_OF_THE_PRICE = re.compile(r"\b(of|on) (the |its |your |our )?(price|turnover|revenue|income|sales|fees?)\b", re.I)
SURE = 0.66
MARGIN = 0.04


def propose(
    form: Form, grid: Grid, own_names: Iterable[str] = (), keys: Iterable[str] | None = None
) -> MappingProposal:
    """Return what a workbook seems to say; ``own_names`` are names of the location, ``keys`` the questions wanted."""
    wanted = set(form.by_key if keys is None else keys)
    slots = slots_of(grid)
    resolver = Resolver(form, periods_said(grid), tuple(own_names))
    settled: list[Pick] = []
    variants: list[Variants] = []
    found_by_key = {key: found for key, found in candidates(form, slots).items() if key in wanted}
    for key, found in found_by_key.items():
        done = resolver.settle(key, found)
        if isinstance(done, Variants):
            variants.append(done)
        elif done is not None:
            settled.append(done)
    settled = _with_what_stands_around(form, slots, settled, variants, wanted)
    variants = rises.without_taken(variants, settled)
    chosen = {one.key for one in variants}
    settled += blanks(resolver, {key: each for key, each in found_by_key.items() if key not in chosen}, settled)
    return _proposal(form, slots, _in_points(form, settled), variants, wanted)


def _with_what_stands_around(
    form: Form, slots: list[LabelledCell], settled: list[Pick], variants: list[Variants], wanted: set[str]
) -> list[Pick]:
    """Return the picks with the rises of lines and sections, closed beds, and a period that is one text."""
    picks = {one.key: one.picks[0] for one in variants} | {pick.key: pick for pick in settled}
    beside = rises.beside(form, slots, picks)
    filled = {key for key, pick in {**picks, **beside}.items() if not pick.first.is_blank}
    sections = rises.of_sections(form, slots, picks, filled)
    settled = rises.in_place(settled, {**beside, **sections}, beside)
    closed = registered_less_closed(slots, picks)
    settled = [pick for pick in settled if pick.key not in {one.key for one in closed}] + closed
    settled += period_texts(form, slots, {pick.key for pick in settled})
    return [pick for pick in settled if pick.key in wanted]


def _proposal(
    form: Form, slots: list[LabelledCell], settled: list[Pick], variants: list[Variants], wanted: set[str]
) -> MappingProposal:
    sure = [pick for pick in settled if _is_sure(form, pick, settled)]
    weak = [pick for pick in settled if pick not in sure and not pick.first.is_blank]
    chosen = doubts.of_variants(form, variants)
    every = [*sure, *weak, *(pick for one in variants for pick in one.picks)]
    periods = doubts.of_periods(form, every)
    rises = doubts.of_price_rises(form, slots, {pick.key for pick in every}, wanted)
    room = max(0, doubts.MOST - len(chosen) - len(periods) - len(rises))
    asked = (*periods, *chosen, *rises, *doubts.of_weak(form, weak, room))
    order = {key: number for number, key in enumerate(form.by_key)}
    return MappingProposal(
        certain=tuple(sorted(sure, key=lambda pick: order[pick.key])),
        doubts=asked,
        unused=_unused(slots, sure, asked),
        constants=_bases(form, settled),
    )


def _bases(form: Form, settled: list[Pick]) -> dict[str, str]:
    """Return on what the surplus is reckoned, where the workbook says that it is a share of the price."""
    question = form.by_key.get("roo_basis")
    found = next((pick.first for pick in settled if pick.key == "roo_percent"), None)
    if question is None or found is None or "margin" not in question.choices or "roo_basis" in {p.key for p in settled}:
        return {}
    return {"roo_basis": "margin"} if _OF_THE_PRICE.search(f"{found.label} {found.unit} {found.remark}") else {}


def _is_sure(form: Form, pick: Pick, settled: list[Pick]) -> bool:
    if pick.score < SURE or not (pick.conversion.is_sure or pick.conversion.asks_period):
        return False
    if kind_of(form.by_key[pick.key]) == FigureKind.WORDS or rises.is_by_place(pick):
        return True
    answered = {other.key: other.score for other in settled if other is not pick}
    for match in pick.found:
        rivals = [each for each in matches(form, match.slot) if each.key != pick.key]
        if any(each.score > match.score - MARGIN and answered.get(each.key, 0) < each.score for each in rivals):
            return False
    return True


def _in_points(form: Form, picks: list[Pick]) -> list[Pick]:
    """Return the picks with shares that are written as 5 for 5 %: where one of a column is, all of it are."""
    by_column: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for pick in picks:
        for slot in pick.slots if kind_of(form.by_key[pick.key]) == FigureKind.SHARE else ():
            figure = figure_in(slot.cell)
            if figure is not None and not figure.is_percent:
                by_column[slot.sheet, slot.position[0]].append(figure.value)
    points = {column for column, values in by_column.items() if max(values) > 1}
    return [_as_points(form, pick, points) for pick in picks]


def _as_points(form: Form, pick: Pick, points: set[tuple[str, int]]) -> Pick:
    is_share = kind_of(form.by_key[pick.key]) == FigureKind.SHARE
    if not is_share or not any((slot.sheet, slot.position[0]) in points for slot in pick.slots):
        return pick
    return replace(pick, conversion=replace(pick.conversion, over=Decimal(100), says="points of a hundred, as a share"))


def _unused(slots: list[LabelledCell], sure: list[Pick], asked: Iterable[MappingDoubt]) -> tuple[LabelledCell, ...]:
    """Return the figures that no question takes, so that nobody has to wonder where they went."""
    used = {(slot.sheet, slot.position) for pick in sure for slot in pick.slots}
    offered: list[Mapping[str, Pick | None]] = [option.picks for doubt in asked for option in doubt.options]
    used |= {(s.sheet, s.position) for picks in offered for pick in picks.values() if pick for s in pick.slots}
    return tuple(
        slot for slot in slots
        if not slot.is_words and not slot.is_blank and (slot.sheet, slot.position) not in used
    )  # fmt: skip
