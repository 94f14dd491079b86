"""What a provider is told of a shared run: its own line in words, a row a rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from costing.figure_words import gbp
from markets.payment.domain.lab_result import lines_of_json
from markets.payment.domain.lab_words import days_of_document, effect_words, neutral_of, stay_of
from markets.payment.domain.paid_level import PaidLevel
from spreadsheets.decimals import rounded


@dataclass(frozen=True)
class ToldEffect:
    """A row a rule: income a week, change, the share that is paid differently, largest, median and mean change, neutral
    rate and reason to stay. ``unit`` is what is paid at once.
    """

    first: date
    last: date
    visits: str
    unit: str
    rows: tuple[tuple[str, ...], ...]


def told_effect(told: Mapping[str, Any]) -> ToldEffect:
    (line,) = lines_of_json([told["line"]])
    days = days_of_document(told)
    rows = []
    for number, rule in enumerate(told["rules"]):
        neutral, stay = neutral_of(line, number), stay_of(line, number)
        beside = ("–" if neutral is None else f"× {rounded(neutral, 3)}", "–" if stay is None else gbp(rounded(stay)))
        rows.append((rule["label"], *effect_words(line, number, days)[1:], *beside))
    return ToldEffect(
        date.fromisoformat(told["first"]),
        date.fromisoformat(told["last"]),
        f"{line.visits:,}",
        PaidLevel(told.get("unit", PaidLevel.VISIT)).unit,
        tuple(rows),
    )
