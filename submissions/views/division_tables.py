"""A division as tables: every cost by location, what would be replaced, and what became of each part."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from submissions.actions.dividing import Plan
from submissions.domain.form import Form
from submissions.domain.online.notes import is_note, key_of
from submissions.domain.online.typed import answers_of
from submissions.domain.sharing import ELSEWHERE, plain
from submissions.domain.wording import answer_in_words
from submissions.models import Division


@dataclass(frozen=True)
class Row:
    label: str
    total: Decimal
    amounts: list[Decimal]
    adds_up_to: Decimal


def matrix_of(plan: Plan) -> dict[str, Any]:
    """A row a cost, a column a location, the key's figures below the names."""
    places = [share.branch.asked.location_name for share in plan.shares] + ["Elsewhere"] * bool(plan.elsewhere)
    columns = [share.parts for share in plan.shares] + [plan.elsewhere] * bool(plan.elsewhere)
    rows = []
    for key, total in plan.totals.items():
        amounts = [next(part.amount for part in parts if part.key == key) for parts in columns]
        rows.append(Row(plan.form.by_key[key].label, total, amounts, sum(amounts, Decimal(0))))
    whole = [share.branch.place for share in plan.shares] + [ELSEWHERE] * bool(plan.elsewhere)
    figures = [plain(plan.figures[place]) for place in whole]
    everything = plain(sum(plan.figures.values(), Decimal(0)))
    return {"places": places, "rows": rows, "figures": figures, "everything": everything}


def replaced_in(plan: Plan) -> list[dict[str, str]]:
    """Answers that stand in the returns already, and would be others."""
    return [
        {
            "place": share.branch.asked.location_name,
            "label": plan.form.by_key[key].label,
            "before": in_words(plan.form, key, share.before[key]),
            "after": in_words(plan.form, key, share.after[key]),
        }
        for share in plan.shares
        if not share.branch.refusal
        for key in share.replaced
    ]


def in_words(form: Form, key: str, text: str) -> str:
    """As it is understood, or as it was typed where it is not."""
    value = answers_of(form, {key: text}).values[key]
    return text if value is None else answer_in_words(form.by_key[key], value)


def shown(division: Division, plan: Plan) -> list[dict[str, Any]]:
    """Of each location what became of its part."""
    found = []
    for share in plan.shares:
        saved = division.saved.get(share.branch.place)
        if saved is not None:
            found.append({"asked": share.branch.asked, "said": _said(plan, saved), "figure": _figure(division, share)})
    return found


def _figure(division: Division, share: Any) -> str:
    return plain(Decimal(division.figures[share.branch.place]))


def _said(plan: Plan, saved: dict[str, Any]) -> str:
    if saved["refused"]:
        return f"Not changed. {saved['refused']}"
    if "undone" in saved:
        return _undone(plan, saved["undone"])
    if saved["clashes"]:
        return f"A colleague answered differently meanwhile: choose for {_labels(plan, saved['clashes'])}."
    return "Put in"


def _undone(plan: Plan, undone: dict[str, Any]) -> str:
    if undone["refused"]:
        return f"Not taken out. {undone['refused']}"
    left = [name for name in undone["left"] if not is_note(name)]
    return f"Taken out, but for what was changed since: {_labels(plan, left)}." if left else "Taken out"


def _labels(plan: Plan, names: list[str]) -> str:
    return ", ".join(dict.fromkeys(f"“{plan.form.by_key[key_of(name)].label}”" for name in names))
