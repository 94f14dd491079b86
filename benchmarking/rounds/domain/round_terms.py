"""What an analyst says of a new round, and the hypotheses that it may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MONDAY = 0
HYPOTHESES: Mapping[str, str] = {
    "H1": "The average price an hour goes with the share of hours rated Good or Outstanding",
    "H2": "Requiring the London Living Wage goes with the average price an hour",
    "H3": "Requiring the London Living Wage goes with the share of hours rated Good or Outstanding",
    "H4": "The average price an hour goes with packages handed back per 100",
    "H5": "The average price an hour goes with the share of hours that wait",
    "H6": "The share of visits under 30 minutes goes with the share of hours rated Good or Outstanding",
    "H7": "The commissioning model goes with the average price an hour",
    "H8": "The commissioning model goes with the share of hours rated Good or Outstanding",
}


def link_name(key: str) -> str:
    """Return what a hypothesis is about, without saying that it holds: that is its sentence's to say."""
    return HYPOTHESES.get(key, key).replace(" goes with ", " and ")


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to be set up."""

    name: str
    reference_week: date
    opens_on: date
    closes_on: date
    hypotheses: tuple[str, ...]
