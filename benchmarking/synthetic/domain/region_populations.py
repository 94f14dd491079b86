"""What would be public of the invented councils' populations: five figures each, as a download would name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarking.public_files.domain.public_measures import PublicFigureKind
from benchmarking.synthetic.domain.region_files import invented_region

PERIOD = "2024"
FILE_NAME = "populations-of-the-invented-region.csv"


@dataclass(frozen=True, slots=True)
class InventedFigure:
    """A public figure of a council, and how its column is called."""

    measure: str
    label: str
    unit: str
    kind: str
    ons_code: str
    council: str
    value: Decimal
    row: int


def invented_figures() -> Iterator[InventedFigure]:
    amount, indicator = PublicFigureKind.AMOUNT.value, PublicFigureKind.INDICATOR.value
    for number, council in enumerate(invented_region(), 2):
        draw = Random(f"population {council.ons_code}")
        older, is_inner = draw.randint(180, 520) * 100, council.row["inner_outer"] == "inner"
        density = draw.randint(80, 150) if is_inner else draw.randint(25, 70)
        oldest = older * draw.randint(11, 15) // 100
        deprivation = Decimal(draw.randint(220, 340) if is_inner else draw.randint(110, 240)) / 10
        told = (
            ("population_65", "People aged 65 and over", "people", amount, Decimal(older)),
            ("population_85", "People aged 85 and over", "people", amount, Decimal(oldest)),
            ("lg_inform_990001", "Deprivation, average score", "", indicator, deprivation),
            ("lg_inform_990002", "Population density", "people per hectare", indicator, Decimal(density)),
            ("lg_inform_990003", "Median hourly pay of care work (ASHE)", "£", indicator,
             Decimal(council.row["ashe_care_pay"])),
        )  # fmt: skip
        for measure, label, unit, kind, value in told:
            yield InventedFigure(measure, label, unit, kind, council.ons_code, council.name, value, number)
