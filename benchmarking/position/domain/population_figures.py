"""The five figures by which councils are alike, found among what is public by the words of their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Each is known by all of these words in the name of its column.
WORDS: Mapping[str, tuple[str, ...]] = {
    "population_65": ("aged 65",),
    "population_85": ("aged 85",),
    "deprivation": ("deprivation",),
    "density": ("density",),
    "care_pay": ("pay", "care"),
}


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A measure in a period, as a public file names it, and of how many councils it is there."""

    measure: str
    label: str
    period: str
    councils: int


def chosen_columns(columns: Iterable[NamedColumn]) -> dict[str, NamedColumn]:
    """Return for each of the five the column of the most councils, of those of as many the newest."""
    found: dict[str, NamedColumn] = {}
    for one in sorted(columns, key=lambda column: (column.councils, column.period, column.measure)):
        words = one.label.lower()
        for key, wanted in WORDS.items():
            if all(word in words for word in wanted):
                found[key] = one
    return found


def whole_populations(figures: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Sequence[float]]:
    """Return by ONS code the five figures, in their order, of the councils of which all are known."""
    if figures.keys() < WORDS.keys():
        return {}
    codes = set.intersection(*(set(figures[key]) for key in WORDS))
    return {code: [float(figures[key][code]) for key in WORDS] for code in sorted(codes)}
