"""The call sheet of a provider that fails: its hours by zone and slot, who else delivers there, and its packages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markets.callsheets.domain.sheet_lines import ProviderThere, SheetPackage, SpareHours, ZoneToCover, hardest_first
from markets.measures.domain.concentration import ROOM
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import number_words, words_of
from markets.profiles.domain.profile_figures import NOWHERE

ZONE, SLOT = "zone.", "zone_slot."
SLOTS = {"morning": "6 to 11", "midday": "11 to 3", "tea": "3 to 6", "evening": "6 to 11 pm", "night": "Night"}
# So many packages, and others to call, stand on paper; the file has all packages.
MOST_PACKAGES, MOST_CALLED = 45, 10
FILE_HEADS = ("Reference", "Zone", "Hours a week", "Careworkers", "Since", "Who pays")


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
        """Return whom to call: the provider itself, then those beside it, who told room first, then by their zones."""
        beside = [one for zone in self.zones for one in zone.called]
        zones, told = Counter(one.ref for one in beside), {one.ref for one in beside if one.spare is not None}
        return [self.ref, *sorted(zones, key=lambda ref: (ref not in told, -zones[ref]))[:MOST_CALLED]]

    def zones_of(self, ref: str) -> str:
        return ", ".join(zone.name for zone in self.zones if any(one.ref == ref for one in zone.called))


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
        tuple(sorted(packages, key=hardest_first)),
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
