"""Figures of a run as rows: each measure and each of its parts, of the market, a provider or a zone."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from markets.measures.domain.figures import AnyFigure, HiddenFigure, Number, ShareOfVisits, decimal
from spreadsheets.decimals import rounded

# Places that a row keeps, and the longest names it holds.
PLACES, LONGEST_MEASURE, LONGEST_REF = 12, 60, 100


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A share with numerator and denominator, or quartiles; ``hidden`` is the rule that hides it.

    ``measure`` is a key, a part of one after a dot. A row that is neither shown nor hidden is unknown.
    """

    measure: str
    level: str
    ref: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None
    lower_quartile: Decimal | None = None
    median: Decimal | None = None
    upper_quartile: Decimal | None = None
    hidden: str = ""

    @property
    def middle(self) -> Decimal | None:
        """Return the one number that stands for it: its value, or its median."""
        return self.value if self.value is not None else self.median

    @property
    def is_grey(self) -> bool:
        """Tell whether nothing can be said: unknown, or of minutes that were filled in by hand."""
        return self.middle is None


# In the order of its cells.
FIELDS = tuple(field.name for field in fields(FigureRow))


def rows_of(figures: Mapping[str, AnyFigure], level: str, ref: str = "") -> Iterator[FigureRow]:
    for key, figure in figures.items():
        yield from figure_rows(key, figure, level, ref[:LONGEST_REF])


def figure_rows(measure: str, figure: AnyFigure, level: str, ref: str = "") -> Iterator[FigureRow]:
    """Yield the row of a figure, then those of its parts."""
    name = measure[:LONGEST_MEASURE]
    if figure is None:
        yield FigureRow(name, level, ref)
        return
    if isinstance(figure, HiddenFigure):
        yield FigureRow(name, level, ref, hidden=figure.rule)
        return
    if isinstance(figure, ShareOfVisits):
        value = None if figure.value is None else _kept(figure.value)
        yield FigureRow(name, level, ref, value, _kept(figure.numerator), _kept(figure.denominator), figure.n)
    else:
        found = figure.quartiles
        low, middle, high = (rounded(each, PLACES) for each in (found.lower, found.median, found.upper))
        yield FigureRow(name, level, ref, n=found.n, lower_quartile=low, median=middle, upper_quartile=high)
    for part, each in figure.parts.items():
        yield from figure_rows(f"{measure}.{part}", each, level, ref)


def _kept(number: Number) -> Decimal:
    return rounded(decimal(number), PLACES)


def digest_of(rows: Iterable[FigureRow]) -> str:
    """Return a digest over rows in the order of their names: equal figures, equal digest."""
    found = sorted(rows, key=lambda row: (row.level, row.ref, row.measure))
    texts = [{key: None if each is None else str(each) for key, each in asdict(row).items()} for row in found]
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()
