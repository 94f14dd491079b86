"""Several cells for one question: one of them, their sum, the same figure twice, or a doubt."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from costing.foreign.figures import figure_in
from costing.foreign.label_matches import LabelMatch
from costing.foreign.label_words import label_key, tokens
from costing.foreign.proposal import Pick
from costing.foreign.rules import MEAN, SAME, SUM
from costing.foreign.slots import LabelledCell
from costing.foreign.units import FigureKind, conversion, kind_of, period_of, printed_period
from costing.form import Form, Question

_ADDS_UP = (
    "pay_share_",
    "share_",
    "visits_",
    "occupied_",
    "care_hours_",
    "nurse_hours_",
    "registered_beds",
    "active_beds",
)
_STRONG = 0.66
_BESIDE = 0.24
_LENGTHS = frozenset(("15min", "30min", "45min", "60min", "othermin"))
_TITLE = frozenset({"subtotal"})
_CARE_TYPES = frozenset(["resstd", "resenh", "nur", "nurenh", "otherbed"])


@dataclass(frozen=True)
class Variants:
    """Cells of which one must be chosen: of several columns, or of several places with one label."""

    key: str
    picks: tuple[Pick, ...]
    is_column: bool

    @property
    def signature(self) -> tuple[object, ...]:
        if self.is_column:
            return ("column", *((p.first.sheet, p.first.position[0]) for p in self.picks))
        return ("place", *((p.first.sheet, p.first.section, p.first.position[0]) for p in self.picks))


@dataclass(frozen=True)
class Resolver:
    """Settle the candidates of a form's questions; ``said`` is what each sheet says of its figures' period."""

    form: Form
    said: dict[str, str]
    own_names: tuple[str, ...] = ()

    def settle(self, key: str, found: list[LabelMatch]) -> Pick | Variants | None:
        question = self.form.by_key[key]
        filled = [match for match in found if not match.slot.is_blank]
        if not filled:
            best = [match for match in found if match.score >= _STRONG]
            return self._pick(question, best[:1]) if len(best) == 1 else None
        if kind_of(question) == FigureKind.WORDS:
            return self._words(question, filled)
        rows = self._rows(question, filled)
        open_rows = [row for row in rows if isinstance(row, Variants)]
        picks = [row for row in rows if isinstance(row, Pick)]
        blank = [match for match in found if match.slot.is_blank]
        if open_rows and (not picks or max(p.score for p in picks) < open_rows[0].picks[0].score + 0.1):
            return self._by_column(question, open_rows, picks)
        return self._of_rows(question, picks, blank)

    def pick_of(self, key: str, match: LabelMatch) -> Pick:
        return self._pick(self.form.by_key[key], [match])

    def _by_column(self, question: Question, rows: list[Variants], picks: list[Pick]) -> Variants:
        """Return the columns to choose from, each with all the rows that it answers the question by."""
        columns = [tuple((p.first.sheet, p.first.position[0]) for p in row.picks) for row in rows]
        if (len(rows) == 1 and not picks) or len(set(columns)) > 1:
            return rows[0]
        settled = []
        for at in range(len(rows[0].picks)):
            done = self._of_rows(question, [*(row.picks[at] for row in rows), *picks], [])
            settled.append(done if isinstance(done, Pick) else rows[0].picks[at])
        return Variants(question.key, tuple(settled), is_column=True)

    def _words(self, question: Question, found: list[LabelMatch]) -> Pick | Variants:
        top = [match for match in found if match.score >= found[0].score - 0.08]
        if len({match.slot.shown.casefold() for match in top}) == 1 or len(top) == 1:
            return self._pick(question, top[:1])
        return Variants(question.key, tuple(self._pick(question, [match]) for match in top[:4]), is_column=False)

    def _pick(self, question: Question, found: list[LabelMatch], how: str = "one") -> Pick:
        slot = found[0].slot
        change = conversion(question, slot, figure_in(slot.cell), self.said.get(slot.sheet, ""))
        return Pick(question.key, tuple(found), how, change)

    def _rows(self, question: Question, found: list[LabelMatch]) -> list[Pick | Variants]:
        by_row: dict[tuple[str, int], list[LabelMatch]] = defaultdict(list)
        for match in found:
            by_row[match.slot.sheet, match.slot.position[1]].append(match)
        return [self._one_row(question, row) for row in by_row.values()]

    def _one_row(self, question: Question, row: list[LabelMatch]) -> Pick | Variants:
        """Return the cell of a row that answers: its total, the column of the right period, or of this location."""
        best = max(match.score for match in row)
        row = [match for match in row if match.score >= best - 0.06]
        if len(row) == 1:
            return self._pick(question, row)
        for chooses in (self._named, self._this_year, self._totals, self._of_period(question)):
            chosen = [match for match in row if chooses(match.slot)]
            if len(chosen) == 1:
                return self._pick(question, chosen)
        heads = [frozenset(tokens(match.slot.heading)) & _CARE_TYPES for match in row]
        if self._adds_up(question) and all(heads) and len(set(heads)) == len(heads):
            return self._pick(question, sorted(row, key=lambda each: each.slot.position), SUM)
        if len({_number(match) for match in row}) == 1 and len(row) < 3:
            return self._pick(question, row[:1], SAME)
        ordered = sorted(row, key=lambda match: match.slot.position)[:6]
        options = [self._pick(question, [match]) for match in ordered]
        if heads_of_lengths(ordered):
            options.append(self._pick(question, ordered, MEAN))
        return Variants(question.key, tuple(options), is_column=True)

    def _named(self, slot: LabelledCell) -> bool:
        heading = slot.heading.casefold()
        return any(len(name) > 4 and name.casefold() in heading for name in self.own_names)

    def _this_year(self, slot: LabelledCell) -> bool:
        plain = slot.heading.casefold()
        return ("actual" in plain or "current" in plain) and not ("budget" in plain or "forecast" in plain)

    def _totals(self, slot: LabelledCell) -> bool:
        return bool(_TITLE & set(tokens(slot.heading)))

    def _of_period(self, question: Question) -> Callable[[LabelledCell], bool]:
        wanted = period_of(question)
        return lambda slot: bool(wanted) and printed_period(_bare(slot), "") == wanted

    def _adds_up(self, question: Question) -> bool:
        return kind_of(question) == FigureKind.MONEY or question.key.startswith(_ADDS_UP)

    def _of_rows(self, question: Question, picks: list[Pick], blank: list[LabelMatch]) -> Pick | Variants | None:
        picks = sorted(picks, key=lambda pick: (-pick.score, pick.first.sheet, pick.first.position[::-1]))
        picks = [pick for pick in picks if pick.score >= picks[0].score - _BESIDE]
        if len(picks) == 1:
            return picks[0]
        if len({label_key(pick.first.label) for pick in picks}) == 1:
            return self._one_label(question, picks)
        total = self._sum_among(picks)
        if total is not None:
            return total
        picks = _without_totals(picks)
        if len(picks) == 1:
            return picks[0]
        if self._adds_up(question):
            return self._sum(question, picks, blank)
        if picks[0].score >= picks[1].score + 0.1:
            return picks[0]
        if len({_value(pick) for pick in picks}) == 1:
            return replace(picks[0], how=SAME)
        means = (replace(picks[0], found=tuple(p.found[0] for p in picks), how=MEAN),)
        return Variants(question.key, (*picks[:5], *means), is_column=False)

    def _one_label(self, question: Question, picks: list[Pick]) -> Pick | Variants:
        """Return one of several cells with the same label only where it makes no difference."""
        if picks[0].score >= picks[1].score + 0.12:
            return picks[0]
        if len({_value(pick) for pick in picks}) == 1:
            return replace(picks[0], how=SAME)
        return Variants(question.key, tuple(picks[:6]), is_column=False)

    def _sum_among(self, picks: list[Pick]) -> Pick | None:
        """Return the cell that is the sum of the others, if there is one: they are counted once."""
        values = [(_value(pick), pick) for pick in picks]
        whole = sum((value for value, _ in values if value is not None), Decimal(0))
        alone = [pick for value, pick in values if value and len(picks) > 2 and abs(value * 2 - whole) < Decimal("0.5")]
        return alone[0] if len(alone) == 1 else None

    def _sum(self, question: Question, picks: list[Pick], blank: list[LabelMatch]) -> Pick | Variants:
        labels = [label_key(pick.first.label) for pick in picks]
        if len(set(labels)) < len(labels):
            sheets = {pick.first.sheet for pick in picks}
            if len(sheets) > 1:
                kept = [pick for pick in picks if pick.first.sheet == picks[0].first.sheet]
                return self._of_rows(question, kept, blank) or kept[0]
        columns = {(pick.first.sheet, pick.first.position[0]) for pick in picks}
        more = [m for m in blank if (m.slot.sheet, m.slot.position[0]) in columns and m.score >= _STRONG]
        parts = sorted((m for p in picks for m in p.found), key=lambda m: (m.slot.sheet, m.slot.position[::-1]))
        whole = self._pick(question, [parts[0]])
        every = [self._pick(question, [match]).conversion for match in (*parts, *more)]
        own = whole.conversion
        scales = tuple(each.times * own.over / (each.over * own.times) for each in every)
        return replace(whole, found=(*parts, *more), how=SUM, scales=scales if set(scales) != {1} else ())


def _without_totals(picks: list[Pick]) -> list[Pick]:
    """Return the lines without the totals below them, which are never added to their parts."""
    parts = [pick for pick in picks if not _TITLE & set(tokens(pick.first.label))]
    return parts or picks


def heads_of_lengths(found: list[LabelMatch]) -> bool:
    """Tell whether the columns are visits of several lengths, of which a mean may be meant."""
    return all(_LENGTHS & set(tokens(match.slot.heading)) for match in found)


def _bare(slot: LabelledCell) -> LabelledCell:
    return replace(slot, section="", label="", sheet="")


def _number(match: LabelMatch) -> Decimal | None:
    figure = figure_in(match.slot.cell)
    return figure.value if figure else None


def _value(pick: Pick) -> Decimal | None:
    figure = figure_in(pick.first.cell)
    return pick.conversion.applied(figure.value, {pick.conversion.of: Decimal(1)}) if figure else None
