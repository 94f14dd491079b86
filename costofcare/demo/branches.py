"""The home-care branches of the invented market: their owners, their answers, and how far they have come."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum, auto
from random import Random

from costing.synthetic import invented_market
from costofcare.demo.prices import at_prices_of
from spreadsheets.decimals import rounded

SERVICE = "homecare"
# Name, brand and how many locations; the market goes on with providers of one or two.
FIRST = (("Elm Home Care", "", 4), ("Oak Care at Home", "", 2), ("Harbour North Care", "Harbour Group", 2))
FIRST += (("Harbour South Care", "Harbour Group", 2),)
NAMES = (
    *("Acorn", "Alder", "Amber", "Ash", "Aspen", "Beech", "Birch", "Bluebell", "Bramble", "Briar", "Cedar", "Clover"),
    *("Cornflower", "Daisy", "Dove", "Fern", "Foxglove", "Gorse", "Hawthorn", "Hazel", "Heather", "Holly", "Ivy"),
    *("Jasmine", "Juniper", "Kestrel", "Larch", "Laurel", "Lavender", "Linden", "Maple", "Meadow", "Poppy", "Primrose"),
    *("Robin", "Rowan", "Sorrel", "Swallow", "Swift", "Sycamore", "Teasel", "Thistle", "Wren", "Yarrow", "Yew"),
)
KINDS = ("Home Care", "Care at Home", "Support", "Homecare", "Care")
PLACES = ("Fernbridge", "Upper Moor", "Westhaven", "Millford", "Stonebeck", "Aldertown", "Netherby", "Longmarsh")
ZONES = dict(zip(PLACES, ("North", "South", "East", "West") * 2, strict=True))


class Fate(Enum):
    """The fate of a location: how far its return has come."""

    NOT_STARTED = auto()
    NOT_RELEVANT = auto()
    TO_FIX = auto()
    TO_EXPLAIN = auto()
    TO_SIGN = auto()
    SUBMITTED = auto()
    EXCLUDED = auto()
    ACCEPTED = auto()
    ACCEPTED_LATER = auto()


BEGINNING = (Fate.NOT_STARTED, Fate.TO_FIX, Fate.ACCEPTED, Fate.TO_SIGN, Fate.SUBMITTED, Fate.TO_EXPLAIN)
ONCE = {23: Fate.EXCLUDED, 28: Fate.NOT_RELEVANT, 34: Fate.TO_FIX}
OFTEN = {6: Fate.ACCEPTED_LATER, 7: Fate.NOT_STARTED, 9: Fate.SUBMITTED, 12: Fate.NOT_STARTED}
OFTEN |= {14: Fate.ACCEPTED_LATER, 16: Fate.ACCEPTED_LATER, 18: Fate.ACCEPTED_LATER}


@dataclass(frozen=True)
class Firm:
    """A provider: its CQC ID, its name and the brand that owns it, or nobody else."""

    id: str
    name: str
    brand: str


@dataclass(frozen=True)
class DemoBranch:
    """An invented location; ``weight`` is the hours a week that the council commissions, by its own account."""

    number: int
    location_id: str
    name: str
    firm: Firm
    place: str
    weight: Decimal
    fate: Fate
    answers: dict[str, str]

    @property
    def zone(self) -> str:
        return ZONES[self.place]

    @property
    def size_band(self) -> str:
        hours = self.weight
        return "up to 300 hours" if hours <= 300 else "301 to 800 hours" if hours <= 800 else "over 800 hours"

    @property
    def listed(self) -> dict[str, str]:
        """Return the cells of its own kind in the CQC's directory."""
        return {"Service type - Domiciliary care service": "Y"}


def branches(count: int, *, seed: int, price_date: date) -> list[DemoBranch]:
    """Return the branches; the same seed gives the same market, and a longer one begins with the shorter one."""
    market = invented_market(SERVICE, count, seed=seed, price_date=price_date)
    firms, random = firms_of(count), Random(seed)
    return [
        branch(number, firm, at_prices_of(answers, price_date), random.uniform(0.9, 1.1))
        for number, (firm, answers) in enumerate(zip(firms, market, strict=True))
    ]


def branch(number: int, firm: Firm, answers: dict[str, str], blur: float) -> DemoBranch:
    """Return a branch; the council knows its hours only roughly, and ``blur`` is how far the two are apart."""
    place = PLACES[number % len(PLACES)]
    name = f"{firm.name} {place}"
    share = Decimal(answers["share_this_authority"]) * Decimal(answers["contact_hours_period"]) / 52
    hours = rounded(share * Decimal(str(round(blur, 3))), 1, ROUND_HALF_EVEN)
    told = answers | {"branch_name": name, "completed_by_name": f"Manager of {name}"}
    return DemoBranch(number, answers["location_id"], name, firm, place, hours, fate_of(number), told)


def fate_of(number: int) -> Fate:
    if number < len(BEGINNING):
        return BEGINNING[number]
    return ONCE.get(number) or OFTEN.get(number % 20) or Fate.ACCEPTED


def firms_of(count: int) -> list[Firm]:
    """Return the provider of each location."""
    found: list[Firm] = []
    place = 0
    while len(found) < count:
        firm, size = firm_at(place)
        found += [firm] * size
        place += 1
    return found[:count]


def firm_at(place: int) -> tuple[Firm, int]:
    """Return the provider at a place of the roll, and how many locations it has."""
    key = f"1-{200_000_000 + place}"
    if place < len(FIRST):
        name, brand, size = FIRST[place]
        return Firm(key, name, brand), size
    more = place - len(FIRST)
    again, which = divmod(more, len(NAMES))
    suffix = f" {again + 1}" if again else ""
    return Firm(key, f"{NAMES[which]} {KINDS[more % len(KINDS)]}{suffix}", ""), 2 if more % 5 == 3 else 1
