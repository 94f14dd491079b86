"""The care homes of the invented market: fifteen, with everything that a real one has."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costing.synthetic import invented_market
from costofcare.demo.branches import (
    PLACES,
    DemoBranch,
    Fate,
    Firm,
)
from costofcare.demo.people import HARBOUR
from costofcare.demo.prices import at_prices_of

SERVICE = "care_home"
HOMES = 15
# Three of one owner, which has home-care branches too (costing.synthetic.special_homes).
GROUP = (6, 7, 8)
FATES = {3: Fate.EXCLUDED, 8: Fate.TO_EXPLAIN, 14: Fate.NOT_STARTED}
NAMES = (
    *("Acorn House", "Beech Lodge", "Cedar Court", "Dove Manor", "Elder House", "Fern Lodge", "Quayside"),
    *("The Moorings", "Lighthouse Court", "Gorse Manor", "Hazel House", "Ivy Lodge", "Juniper Court"),
    *("Kestrel Manor", "Larch House"),
)


@dataclass(frozen=True)
class DemoHome(DemoBranch):
    """An invented home; ``weight`` is its registered beds."""

    @property
    def size_band(self) -> str:
        return "up to 40 beds" if self.weight <= 40 else "41 to 60 beds" if self.weight <= 60 else "over 60 beds"

    @property
    def listed(self) -> dict[str, str]:
        """Return the cells of its own kind; a home that nurses is registered for both, as real ones mostly are."""
        nurses = Decimal(self.answers["nursing_staff_cost"]) > 0
        return {
            "Care home?": "Y",
            "Care homes beds": str(self.weight),
            "Service type - Care home service with nursing": "Y" if nurses else "",
            "Service type - Care home service without nursing": "Y",
        }


def homes(*, seed: int, price_date: date) -> list[DemoHome]:
    """Return the homes; the same seed gives the same homes."""
    market = invented_market(SERVICE, HOMES, seed=seed, price_date=price_date)
    return [home(number, at_prices_of(answers, price_date)) for number, answers in enumerate(market)]


def home(number: int, answers: dict[str, str]) -> DemoHome:
    name, place = NAMES[number], PLACES[number % len(PLACES)]
    told = answers | {"home_name": name, "completed_by_name": f"Manager of {name}"}
    fate = FATES.get(number, Fate.ACCEPTED)
    return DemoHome(
        number, told["location_id"], name, firm_of(number), place, Decimal(told["registered_beds"]), fate, told
    )


def firm_of(number: int) -> Firm:
    if number in GROUP:
        return Firm("1-600000000", HARBOUR.removesuffix(" Limited"), "Harbour Group")
    return Firm(f"1-{600_000_000 + number + 1}", f"{NAMES[number]} Care", "")
