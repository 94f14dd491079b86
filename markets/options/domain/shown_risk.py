"""Risks as they are shown: their rating, and whether the first sign is there by the latest figures of the market."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.risk_rating import RatedRisk
from markets.options.domain.risk_register import FirstSign, SignRule
from markets.profiles.domain.measure_words import measure_words, number_words, unit_of
from spreadsheets.plain_books import PlainSheet

NOT_BOUND, NOT_KNOWN, THERE, NOT_THERE = "Watched by people", "Not known", "There", "Not there"


@dataclass(frozen=True, slots=True)
class ShownRisk:
    """A row of the register; ``sign`` says whether the first sign is there and ``figure`` by what."""

    row: Any
    rated: RatedRisk
    sign: str
    figure: str

    @property
    def colour(self) -> str:
        return {THERE: "red", NOT_THERE: "green"}.get(self.sign, "grey")


def shown_risks(rows: Iterable[tuple[Any, FirstSign | None]], measures: Mapping[str, Decimal]) -> list[ShownRisk]:
    return [ShownRisk(row, row.rated, *_sign(sign, measures)) for row, sign in rows]


def _sign(sign: FirstSign | None, measures: Mapping[str, Decimal]) -> tuple[str, str]:
    if sign is None:
        return NOT_BOUND, ""
    named = measure_words().get(sign.measure)
    label, unit = (named.label if named else sign.measure), unit_of(sign.measure)
    value = measures.get(sign.measure)
    limit = f"{'over' if sign.rule is SignRule.ABOVE else 'under'} {number_words(sign.threshold, unit)}"
    lights_up = sign.lights_up(value)
    if lights_up is None or value is None:
        return NOT_KNOWN, f"{label}: a sign {limit}"
    return THERE if lights_up else NOT_THERE, f"{label} is {number_words(value, unit)}: a sign {limit}"


def risk_sheet(shown: Sequence[ShownRisk]) -> PlainSheet:
    heads = ("Whose", "Risk", "Owner", "Likelihood", "Impact", "Score", "What is done", "First sign", "Sign", "State")
    return PlainSheet(
        "Risks",
        heads,
        tuple(
            (
                one.row.get_side_display(), one.row.title, one.row.owner, one.rated.likelihood, one.rated.impact,
                one.rated.score, one.row.mitigation, one.row.first_sign, f"{one.sign} {one.figure}".strip(),
                "Closed" if one.row.closed_at else "Open",
            )
            for one in shown
        ),
    )  # fmt: skip
