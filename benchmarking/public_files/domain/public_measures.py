"""What public files tell of a council: measures with unit and kind. Kinds of fee are never averaged together."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MSIF_HOME_CARE = "msif_home_care"
# By provision the measure that is worked out of a file's own spend and hours.
ASC_FR_DERIVED = {one: f"asc_fr_spend_over_hours_{one}" for one in ("external", "in_house", "all")}
ASC_FR_SPEND_OVER_HOURS = ASC_FR_DERIVED["external"]
_DATA = Path(__file__).parent / "data"


class PublicFigureKind(StrEnum):
    """The kind of a figure. The first three are all £ an hour, and three different things."""

    FEE_REPORTED = "fee_reported"
    STANDARD_RATE = "standard_rate"
    SPEND_OVER_HOURS = "spend_over_hours"
    AMOUNT = "amount"
    INDICATOR = "indicator"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def words(self) -> str:
        """Return the kind with what it means."""
        meaning = _MEANINGS.get(self.value)
        return f"{self.label}: {meaning}" if meaning else f"{self.label}s"


_MEANINGS = {
    "fee_reported": "what a council says it pays external providers on average",
    "standard_rate": "the average of standard hourly rates, weighted over providers by the council",
    "spend_over_hours": "all that was spent, overheads and reablement too, by the hours given",
}


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """A measure: ``short`` is how remarks on a cell call it."""

    key: str
    short: str
    label: str
    unit: str
    kind: PublicFigureKind

    @property
    def is_money(self) -> bool:
        return self.unit.startswith("£")

    @property
    def is_price(self) -> bool:
        """Tell whether 0 is no figure of it."""
        return self.kind in (
            PublicFigureKind.FEE_REPORTED,
            PublicFigureKind.STANDARD_RATE,
            PublicFigureKind.SPEND_OVER_HOURS,
        )


def _read() -> dict[str, PublicMeasure]:
    with (_DATA / "public_measures.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["key"]: PublicMeasure(
                row["key"], row["short"], row["label"], row["unit"], PublicFigureKind(row["kind"])
            )
            for row in csv.DictReader(rows)
        }


MEASURES: Mapping[str, PublicMeasure] = _read()


class KindsMixed(ValueError):
    """Figures of several kinds, or units, were to be averaged."""


def one_kind(kinds_and_units: Iterable[tuple[str, str]]) -> None:
    """Raise KindsMixed where figures are of several kinds or units: their average would be of nothing."""
    found = set(kinds_and_units)
    if len(found) > 1:
        raise KindsMixed(", ".join(sorted(f"{kind} in {unit}" for kind, unit in found)))
