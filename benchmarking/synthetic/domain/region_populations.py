"""What would be public of the invented councils' populations: five figures each, as a download would name them."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from benchmarking.public_files.domain.council_book import PlaceLevel
from benchmarking.public_files.domain.public_figures import FigureTotal, PublicFigureRead, PublicFileRead
from benchmarking.public_files.domain.public_measures import PublicFigureKind
from benchmarking.public_files.domain.raw_tables import PublicSource
from benchmarking.synthetic.domain.region_files import invented_region

PERIOD = "2024"
FILE_NAME = "populations-of-the-invented-region.csv"


def invented_figures() -> Iterator[PublicFigureRead]:
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
            yield PublicFigureRead(
                measure, label, unit, kind, council.ons_code, council.name, PlaceLevel.COUNCIL, PERIOD, "", value, "",
                "", number,
            )  # fmt: skip


def invented_file() -> PublicFileRead:
    """Return the figures as a file of them would be read: with the totals that a person holds each column against."""
    figures = tuple(invented_figures())
    columns: dict[str, list[PublicFigureRead]] = {}
    for one in figures:
        columns.setdefault(one.measure, []).append(one)
    totals = tuple(_total(column) for column in columns.values())
    return PublicFileRead(PublicSource.LG_INFORM, (), figures, totals, (), (), "")


def _total(column: list[PublicFigureRead]) -> FigureTotal:
    first, values = column[0], [one.value for one in column if one.value is not None]
    return FigureTotal(
        first.measure, first.label, first.unit, first.kind, first.period, first.standing, first.label, len(values), 0,
        sum(values, Decimal(0)), min(values), max(values),
    )  # fmt: skip
