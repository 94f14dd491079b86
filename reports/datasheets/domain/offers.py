"""What a datasheet of a group of releases would hold, before it is made: counts, and who could be named by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from costing.form import Form
from reports.datasheets.domain.bands import thirds
from reports.datasheets.domain.drawn_sheets import released_topics


@dataclass(frozen=True, slots=True)
class DatasheetOffer:
    """How many sheets there would be, how many topics would be withheld, and what thirds tell at most.

    ``named`` is how many rows of a sheet somebody who knows every released figure names on average: one in each third,
    as all rows of a third look alike. By chance it is one.
    """

    sheets: int
    withheld: int
    named: int


def datasheet_offer(form: Form, tables: Mapping[str, Mapping[str, Any]]) -> DatasheetOffer:
    found = [thirds(list(figures.values())) for _, figures in released_topics(form, tables)]
    shown = [one for one in found if one is not None]
    return DatasheetOffer(len(shown), len(found) - len(shown), max((len(set(one)) for one in shown), default=0))
