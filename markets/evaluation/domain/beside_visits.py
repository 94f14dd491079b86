"""What a look knows beside visits: waits of offers, rates of cards, packages that changed hands; and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markets.evaluation.domain.handed_packages import NO_PACKAGES, handed_packages
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.offer_waits import Waited, offer_waits
from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.package_offers import PackageOffer
from markets.profiles.domain.profile_inputs import PaidCard


@dataclass(frozen=True)
class PackagesOn:
    """The packages of the table that was kept first after a day; ``digest`` is what that table is known by."""

    day: date
    digest: str
    packages: Sequence[CarePackage]


@dataclass(frozen=True)
class LookTables:
    """What of the small tables and rate cards a look is made of, the cards by its weeks; None for what is not kept."""

    cards: Sequence[PaidCard | None]
    offers: Sequence[PackageOffer] | None = None
    kept_on: date | None = None
    packages: tuple[PackagesOn | None, PackagesOn | None] = (None, None)


@dataclass(frozen=True)
class BesideVisits:
    """``classes`` tell of zones whether they are rural; ``why`` says of a measure why it is unknown."""

    waits: dict[str, Waited] = field(default_factory=dict)
    classes: Mapping[str, bool] = field(default_factory=dict)
    packages: dict[str, Any] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


def beside_visits(
    tables: LookTables, weeks: LookWeeks, keys: Sequence[str], classes: Mapping[str, bool], why: Mapping[str, str]
) -> BesideVisits:
    """Return what is kept of the tables, of the chosen measures alone; ``why`` is what is missing of rates."""
    waits, without = offer_waits(tables.offers, tables.kept_on, weeks)
    missing = {**without, **why}
    return BesideVisits(
        {key: found for key, found in waits.items() if key in keys},
        classes,
        _packages(tables.packages),
        {key: words for key, words in missing.items() if key in keys},
    )


def _packages(both: tuple[PackagesOn | None, PackagesOn | None]) -> dict[str, Any]:
    before, after = both
    if before is None or after is None:
        return {"why": NO_PACKAGES}
    days, are_one = (before.day, after.day), before.digest == after.digest
    return handed_packages(before.packages, after.packages, days, are_one_table=are_one)
