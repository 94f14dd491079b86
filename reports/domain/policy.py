"""The release policy as data: what may be published, versioned, with a hash that every release carries."""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Policy:
    """The numbers of the rules R1 to R12. A change of any of them is another policy with another hash."""

    version: str
    # Exact figures for the department's table, marked not for publication; none of the rules applies.
    exact: bool = False
    # R1, and owners with a figure above zero on a line
    min_owners: int = 5
    # R2
    min_returns_outside_largest_owner: int = 4
    # R3: (max − min) / median
    min_spread: Decimal = Decimal("0.01")
    # R4 and R5: a difference of one up to so many owners tells too much
    max_difference_owners: int = 4
    # R6: width of the windows, the share of a window that one owner may hold
    window_min: int = 4
    median_window_share: Decimal = Decimal("0.25")
    quartile_window_share: Decimal = Decimal("0.15")
    max_owner_share_of_window: Decimal = Decimal("0.5")
    # R7
    quartiles_min_returns: int = 12
    quartiles_min_owners: int = 10
    # R8
    weighted_means: bool = False
    weighted_min_returns: int = 10
    weighted_max_largest_owner: Decimal = Decimal("0.5")
    weighted_max_two_largest: Decimal = Decimal("0.75")
    weighted_p_percent: Decimal = Decimal("0.15")
    # R9: below ``full_from`` returns a figure is indicative and rounded more coarsely
    full_from: int = 10
    rounding_share: Decimal = Decimal("0.005")
    rounding_share_indicative: Decimal = Decimal("0.01")
    smallest_step: Decimal = Decimal("0.01")
    # R10: where it applies, and how many multiples are tried, the nearest first. The total has more tries: in
    # home care of 12 and more both neighbours are somebody's in one market of three hundred, by chance; and a
    # total withheld there, where nothing else could hide it, would itself tell that they are.
    own_figure_from: Decimal = Decimal("4")
    own_figure_step_above: Decimal = Decimal("0.02")
    own_figure_tries: int = 2
    own_figure_tries_total: int = 6
    # R12: in steps of this share
    coverage_step: Decimal = Decimal("0.05")

    @property
    def for_publication(self) -> bool:
        return not self.exact

    @cached_property
    def canonical_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), default=str)

    @cached_property
    def sha256(self) -> str:
        return sha256(self.canonical_json.encode()).hexdigest()


PROTECTED = Policy(version="protected-1")
STATUTORY = Policy(version="statutory-1", exact=True)
PRESETS = {"protected": PROTECTED, "statutory": STATUTORY}
