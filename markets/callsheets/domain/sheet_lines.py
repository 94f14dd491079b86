"""What a call sheet lists: zones to cover with who else is there, spare hours that were told, and packages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markets.measures.domain.care_packages import CarePackage
from markets.profiles.domain.measure_words import number_words

# So many others of a zone stand on paper.
MOST_OTHERS = 5


@dataclass(frozen=True)
class SpareHours:
    """What a provider has told the council of room for more; a blank zone is any zone."""

    provider: str
    zone: str
    hours: Decimal
    told: date


@dataclass(frozen=True)
class ProviderThere:
    """Another provider of a zone: hours a week, and its spare hours where it has told any."""

    ref: str
    name: str
    hours: Decimal
    spare: SpareHours | None

    @property
    def spare_words(self) -> str:
        """Return the room that it has told and when; blank where it has told none."""
        if self.spare is None:
            return ""
        return f"{number_words(self.spare.hours, 'hours')}, told {self.spare.told:%-d %B %Y}"

    @property
    def hours_words(self) -> str:
        return number_words(self.hours, "hours")


@dataclass(frozen=True)
class ZoneToCover:
    """A zone of the provider that fails: hours a week, by slot, and who else is there, those who told room first."""

    name: str
    hours: Decimal
    slots: tuple[str, ...]
    others: tuple[ProviderThere, ...]

    @property
    def hours_words(self) -> str:
        return number_words(self.hours, "hours")

    @property
    def called(self) -> tuple[ProviderThere, ...]:
        return self.others[:MOST_OTHERS]

    @property
    def left_out(self) -> int:
        return len(self.others) - len(self.called)


@dataclass(frozen=True)
class SheetPackage:
    """A package of the provider; ``own`` is the council's own reference where somebody has just typed it."""

    package: CarePackage
    own: str = ""

    @property
    def reference(self) -> str:
        return self.own or self.package.client

    @property
    def cells(self) -> tuple[str | Decimal | int, ...]:
        one = self.package
        hours = Decimal(one.hours.numerator) / Decimal(one.hours.denominator)
        return one.client, one.zone, hours, one.careworkers, one.starts.isoformat(), one.funder.replace("_", " ")

    @property
    def hours_words(self) -> str:
        return number_words(Decimal(self.cells[2]), "hours")


def spare_hours_from(rows: Iterable[Mapping[str, Any]]) -> list[SpareHours]:
    return [
        SpareHours(row["provider"], row["zone"] or "", Decimal(row["hours"]), date.fromisoformat(row["told"]))
        for row in rows
    ]


def packages_on(packages: Iterable[CarePackage], ref: str, day: date, typed: Mapping[str, str]) -> list[SheetPackage]:
    """Return the packages of a provider that are on the books on a day."""
    there = [one for one in packages if one.provider == ref and one.days_within(day, day)]
    return [SheetPackage(one, typed.get(one.client, "")) for one in there]


def hardest_first(one: SheetPackage) -> tuple[int, Decimal, str]:
    return -one.package.careworkers, -Decimal(one.cells[2]), one.package.client
