"""The call sheet of a provider that fails: its hours by zone and slot, who else delivers there, and its packages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.concentration import ROOM
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import number_words, words_of
from markets.profiles.domain.profile_figures import NOWHERE

ZONE, SLOT = "zone.", "zone_slot."
SLOTS = {"morning": "6 to 11", "midday": "11 to 3", "tea": "3 to 6", "evening": "6 to 11 pm", "night": "Night"}
# So many stand on paper; the file has all.
MOST_OTHERS, MOST_PACKAGES = 5, 60
FILE_HEADS = ("Reference", "Zone", "Hours a week", "Careworkers", "Since", "Who pays")


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
        if self.spare is None:
            return "not told"
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


@dataclass(frozen=True)
class CallSheet:
    ref: str
    name: str
    zones: tuple[ZoneToCover, ...]
    packages: tuple[SheetPackage, ...]
    nowhere: Decimal | None

    @property
    def hours(self) -> Decimal:
        return sum((zone.hours for zone in self.zones), Decimal(0))

    @property
    def says(self) -> str:
        """Return what there is to cover, and how much of it the others have room for."""
        where = f"in {len(self.zones)} zone{'' if len(self.zones) == 1 else 's'}"
        says = f"{self.name} has {number_words(self.hours, 'hours')} a week {where}"
        if self.packages:
            says += f", {len(self.packages)} package{'' if len(self.packages) == 1 else 's'} by the council’s table"
        if self.nowhere is None:
            return f"{says}."
        share = number_words(Decimal(ROOM.numerator) / ROOM.denominator, "share")
        if not self.nowhere:
            return f"{says}. If the others of each zone take {share} more than they have, all of it finds a place."
        left = number_words(self.nowhere, "hours")
        return f"{says}. If the others of each zone take {share} more than they have, {left} a week have nowhere to go."

    @property
    def printed(self) -> tuple[SheetPackage, ...]:
        return self.packages[:MOST_PACKAGES]

    @property
    def refs_to_call(self) -> list[str]:
        """Return whom to call: the provider itself, then those beside it in its zones, once each."""
        return list(dict.fromkeys([self.ref, *(one.ref for zone in self.zones for one in zone.called)]))

    def zones_of(self, ref: str) -> str:
        return ", ".join(zone.name for zone in self.zones if any(one.ref == ref for one in zone.called))


def spare_hours_from(rows: Iterable[Mapping[str, Any]]) -> list[SpareHours]:
    return [
        SpareHours(row["provider"], row["zone"] or "", Decimal(row["hours"]), date.fromisoformat(row["told"]))
        for row in rows
    ]


def call_sheet(
    ref: str,
    figures: Sequence[FigureRow],
    names: Mapping[str, str],
    packages: Iterable[SheetPackage] = (),
    spare: Iterable[SpareHours] = (),
) -> CallSheet:
    """Return the sheet of a provider, from figures of all providers: hours by zone, and its own by slot."""
    own = {row.measure: row for row in figures if row.ref == ref}
    told = list(spare)
    zones = [
        ZoneToCover(
            name or NOWHERE,
            row.value,
            tuple(_slot_words(own.get(f"{SLOT}{slot}.{name}")) for slot in SLOTS),
            _others(ref, name, figures, names, told),
        )
        for key, row in own.items()
        if key.startswith(ZONE) and row.value
        for name in [key.removeprefix(ZONE)]
    ]
    nowhere = own.get("resilience")
    return CallSheet(
        ref,
        names.get(ref, ref),
        tuple(sorted(zones, key=lambda zone: (-zone.hours, zone.name))),
        tuple(sorted(packages, key=_hardest_first)),
        nowhere.numerator if nowhere else None,
    )


def _slot_words(row: FigureRow | None) -> str:
    return "–" if row is None else words_of(row, "hours")


def _others(
    ref: str, zone: str, figures: Iterable[FigureRow], names: Mapping[str, str], told: Iterable[SpareHours]
) -> tuple[ProviderThere, ...]:
    spare: defaultdict[str, list[SpareHours]] = defaultdict(list)
    for one in told:
        if one.zone.casefold() in ("", zone.casefold()) and one.hours > 0:
            spare[one.provider].append(one)
    there = {row.ref: row.value for row in figures if row.measure == f"{ZONE}{zone}" and row.ref != ref and row.value}
    found = [
        ProviderThere(other, names.get(other, other), hours, max(spare[other], key=_latest, default=None))
        for other, hours in there.items()
    ]
    return tuple(sorted(found, key=lambda one: (-(one.spare.hours if one.spare else 0), -one.hours, one.name)))


def _latest(one: SpareHours) -> tuple[date, bool]:
    return one.told, bool(one.zone)


def _hardest_first(one: SheetPackage) -> tuple[int, Decimal, str]:
    return -one.package.careworkers, -Decimal(one.cells[2]), one.package.client


def packages_on(packages: Iterable[CarePackage], ref: str, day: date, typed: Mapping[str, str]) -> list[SheetPackage]:
    """Return the packages of a provider that are on the books on a day."""
    there = [one for one in packages if one.provider == ref and one.days_within(day, day)]
    return [SheetPackage(one, typed.get(one.client, "")) for one in there]
