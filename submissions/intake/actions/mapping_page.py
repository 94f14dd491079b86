"""What is proposed of one workbook: from what was remembered of its layout, or from its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from accounts.actions import encryption
from accounts.domain.refusal import Refusal
from costing import sandbox
from costing.foreign.grid import Grid
from costing.foreign.layouts import layout_from, recognised
from costing.foreign.proposal import MappingProposal
from costing.foreign.proposals import propose
from costing.foreign.rules import Anchor, Rule, anchor_of
from costing.foreign.slots import slot_at
from costing.form import Form
from costing.forms import CURRENT
from spreadsheets.addresses import position_of
from submissions.models import IntakeWorkbook, RememberedLayout

_CELL = re.compile(r"^(?P<sheet>.+)!\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,5})$")
_NOTHING = "-"


@dataclass(frozen=True)
class MappingPage:
    """A workbook's cells and what is proposed; ``layout`` is the remembered one that it is like, if any."""

    form: Form
    grid: Grid
    proposal: MappingProposal
    layout: RememberedLayout | None = None

    @property
    def seen(self) -> str:
        """Return a digest of the proposal, by which a page that was overtaken is known."""
        picks = [(pick.key, [slot.address for slot in pick.slots]) for pick in self.proposal.certain]
        doubts = [(doubt.id, [option.label for option in doubt.options]) for doubt in self.proposal.doubts]
        return sha256(repr((picks, doubts)).encode()).hexdigest()[:32]

    def with_hand(self, chosen: Mapping[str, int], by_hand: Mapping[str, str]) -> tuple[Rule, ...] | Refusal:
        """Return the rules with those that a person wrote themselves, which go before what was proposed."""
        rules = {rule.key: rule for rule in self.proposal.settled(chosen)}
        for key, typed in by_hand.items():
            written = self._written(key, " ".join(typed.split()))
            if isinstance(written, Refusal):
                return written
            rules[key] = written
        return tuple(rule for rule in rules.values() if rule.anchors or rule.constant)

    def _written(self, key: str, typed: str) -> Rule | Refusal:
        """Read “Sheet!B5”, several joined by “+”, “=0” for a value, or “-” for no answer."""
        question = self.form.by_key.get(key)
        if question is None:
            return Refusal("That is none of the form’s questions.")
        if typed == _NOTHING:
            return Rule(key)
        if typed.startswith("="):
            return Rule(key, constant=typed[1:].strip()[:200])
        anchors = []
        for part in typed.split("+"):
            anchor = self._anchor(part.strip())
            if anchor is None:
                return Refusal(
                    f"“{question.label}”: we read “{typed[:60]}”. Write a sheet and a cell of this workbook, such as "
                    f"{self.grid.sheets[0].title}!B5, or = and a value."
                )
            anchors.append(anchor)
        return Rule(key, tuple(anchors), "sum" if len(anchors) > 1 else "one")

    def _anchor(self, typed: str) -> Anchor | None:
        found = _CELL.match(typed)
        sheet = self.grid.titled(found["sheet"].strip("'")) if found else None
        position = position_of(f"{found['column'].upper()}{found['row']}") if found else None
        if sheet is None or position is None:
            return None
        slot = slot_at(sheet, position)
        return anchor_of(slot) if slot else Anchor(sheet.title, f"{found['column'].upper()}{found['row']}", "")  # type: ignore[index]


def grid_of(row: IntakeWorkbook) -> Grid | None:
    grid = sandbox.read_any_layout(encryption.unseal(row.sealed))
    return grid if isinstance(grid, Grid) else None


def proposal_of(row: IntakeWorkbook) -> MappingPage | None:
    grid = grid_of(row)
    return proposal_for(row, grid) if grid else None


def proposal_for(row: IntakeWorkbook, grid: Grid) -> MappingPage:
    """Return the remembered mapping that fits best, and else a proposal from the words around the cells."""
    form = CURRENT[row.exercise.service]
    best: MappingPage | None = None
    for layout in layouts_for(row, form):
        found = recognised(form, grid, layout_from(layout.document))
        if found is not None and (best is None or len(found.doubts) < len(best.proposal.doubts)):
            best = MappingPage(form, grid, found, layout)
        if best is not None and not best.proposal.doubts:
            break
    if best is not None:
        return best
    names = (row.participation.location_name,) if row.participation else ()
    return MappingPage(form, grid, propose(form, grid, names))


def layouts_for(row: IntakeWorkbook, form: Form) -> list[RememberedLayout]:
    rows = RememberedLayout.objects.filter(authority_id=row.authority_id, forgotten_at=None)
    return list(rows.filter(service=form.service, form_version=form.version))
