"""The terms of an uplift to another price date: for each line an index, frozen with every figure it was taken from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from costing.form import Form, Line, LineKind
from costing.rates import NATIONAL_LIVING_WAGE

# As many digits as the costs themselves are worked out to, whatever context the caller happens to have.
FIGURES = Context(prec=28, rounding=ROUND_HALF_EVEN)

# What an analyst may choose for a line beside an index: the wage, or that it stays as it is.
WAGE, STAYS = NATIONAL_LIVING_WAGE, "none"
STAYS_WORDS, AFRESH_WORDS, WAGE_WORDS = "none: it stays as it is", "worked out afresh", "National Living Wage"
FROM_RATES = "statutory rates of the portal"

PAY = {
    "homecare": frozenset(
        {
            "direct_care",
            "travel_time",
            "training",
            "holiday",
            "noncontact",
            "sickness_maternity",
            "notice_suspension",
        }
    ),
    "care_home": frozenset(
        {
            "nursing_staff",
            "care_staff",
            "therapy_staff",
            "activity_coordinators",
            "service_management",
            "reception_admin",
            "chefs_cooks",
            "domestic_staff",
            "maintenance_gardening",
            "other_staffing",
        }
    ),
}
# They follow from pay and the rates at the date, whatever is chosen.
AFRESH = frozenset({"national_insurance", "pension"})
# A percentage follows the cost; what was given in £ stays unless an index is chosen.
RETURNS = frozenset({"return_on_operations", "return_on_capital"})


@dataclass(frozen=True, slots=True)
class LineUplift:
    """The index of a line with its values at both dates; ``index`` is blank where the line stays as it is."""

    index: str
    from_day: date
    from_value: Decimal
    to_day: date
    to_value: Decimal
    source: str

    @property
    def factor(self) -> Decimal:
        return FIGURES.divide(self.to_value, self.from_value) if self.index else Decimal(1)


@dataclass(frozen=True)
class Uplift:
    """An uplift: ``rates`` are the statutory ones at the date it leads to, ``lines`` have every line with an index."""

    since: date
    to: date
    rates: Mapping[str, Decimal]
    lines: Mapping[str, LineUplift]

    def factor(self, line: str) -> Decimal:
        return self.lines[line].factor if line in self.lines else Decimal(1)


def plain_lines(form: Form) -> tuple[Line, ...]:
    return tuple(line for line in form.lines if line.kind == LineKind.LINE)


def document_of(uplift: Uplift) -> dict[str, Any]:
    """Return everything that the figures hang on, as it is frozen and digested."""
    return {
        "from": uplift.since.isoformat(),
        "to": uplift.to.isoformat(),
        "rates": {name: f"{rate:f}" for name, rate in sorted(uplift.rates.items())},
        "lines": {line: _line_document(one) for line, one in sorted(uplift.lines.items())},
    }


def uplift_from(document: Mapping[str, Any] | None) -> Uplift | None:
    """Return what ``document_of`` wrote."""
    if not document:
        return None
    return Uplift(
        since=date.fromisoformat(document["from"]),
        to=date.fromisoformat(document["to"]),
        rates={name: Decimal(rate) for name, rate in document["rates"].items()},
        lines={line: _line_from(one) for line, one in document["lines"].items()},
    )


def _line_document(one: LineUplift) -> dict[str, str]:
    return {
        "index": one.index,
        "from_date": one.from_day.isoformat(),
        "from_value": f"{one.from_value:f}",
        "to_date": one.to_day.isoformat(),
        "to_value": f"{one.to_value:f}",
        "source": one.source,
    }


def _line_from(one: Mapping[str, str]) -> LineUplift:
    return LineUplift(
        one["index"],
        date.fromisoformat(one["from_date"]),
        Decimal(one["from_value"]),
        date.fromisoformat(one["to_date"]),
        Decimal(one["to_value"]),
        one["source"],
    )
