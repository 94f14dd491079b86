"""The release policy as data: what may be published, versioned, with a hash that every release carries."""

import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Policy:
    """The numbers of the rules R1 to R13. A change of any of them is another policy with another hash."""

    version: str
    # Exact figures for the department's table, marked not for publication; none of the rules applies.
    exact: bool = False
    # R1, and owners with a figure above zero on a line
    min_owners: int = 5
    # R2
    min_returns_outside_largest_owner: int = 4
    # Whatever is no total, from so many returns: of five the window has three, and the lines would sharpen the total
    beside_totals_from: int = 6
    # R3: (max − min) / median
    min_spread: Decimal = Decimal("0.01")
    # R4 and R5: a difference of one up to so many owners tells too much
    max_difference_owners: int = 4
    # R6: width of the windows, the share of a window that one owner may hold, and the fewest owners in it
    window_min: int = 4
    median_window_share: Decimal = Decimal("0.25")
    quartile_window_share: Decimal = Decimal("0.15")
    max_owner_share_of_window: Decimal = Decimal("0.5")
    min_owners_in_window: int = 3
    # A median's window that is held so grows about its middle, up to all but the smallest and the largest
    widens_median_window: bool = True
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
    # What a visit of a length costs is no measure: it is worked out from the published lines, and tells nothing more
    visits_from_lines: bool = True
    # R9 of how much a provider does (appointments, hours, residents), which the council knows of each: as coverage
    activity_rounding_share: Decimal = Decimal("0.05")
    activity_rounding_share_indicative: Decimal = Decimal("0.10")
    # R10: where it applies, how many multiples are tried, the nearest first, and where it no longer does: so many
    # returns of so many owners lie within so many steps of the figure that a match with one of them tells nothing.
    own_figure_from: Decimal = Decimal("4")
    own_figure_step_above: Decimal = Decimal("0.02")
    own_figure_tries: int = 6
    crowd_returns: int = 10
    crowd_owners: int = 5
    crowd_steps: int = 1
    # … unless more than this share of them have the very figure
    crowd_max_equal: Decimal = Decimal("0.5")
    # R12: in steps of this share, coarser below so many received
    coverage_step: Decimal = Decimal("0.05")
    coverage_step_few: Decimal = Decimal("0.10")
    coverage_full_from: int = 20
    # R13: how often a cell gets fresh figures in an exercise, how many of these times are kept for after its closing
    # day, and from how many rounding steps of the cell on a corrected value is another value
    fresh_figures: int = 3
    fresh_figures_after_closing: int = 1
    correction_steps: int = 1

    @cached_property
    def of_activity(self) -> "Policy":
        """Return the policy as it rounds how much a provider does."""
        return replace(
            self,
            rounding_share=self.activity_rounding_share,
            rounding_share_indicative=self.activity_rounding_share_indicative,
        )

    @cached_property
    def share_of_figure_as_ratio(self) -> tuple[int, int]:
        """Return R9's share in smallest steps, as numerator and denominator."""
        return (self.rounding_share / self.smallest_step).as_integer_ratio()

    @cached_property
    def share_of_indicative_as_ratio(self) -> tuple[int, int]:
        return (self.rounding_share_indicative / self.smallest_step).as_integer_ratio()

    @cached_property
    def smallest_step_as_ratio(self) -> tuple[int, int]:
        return self.smallest_step.as_integer_ratio()

    @property
    def for_publication(self) -> bool:
        return not self.exact

    @cached_property
    def canonical_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), default=str)

    @cached_property
    def sha256(self) -> str:
        return sha256(self.canonical_json.encode()).hexdigest()


PROTECTED = Policy(version="protected-4")
STATUTORY = Policy(version="statutory-1", exact=True)
PRESETS = {"protected": PROTECTED, "statutory": STATUTORY}


def policy_known_as(version: str, sha256: str) -> Policy | None:
    """Return the policy of a release, if it is one of those in use."""
    return next((one for one in PRESETS.values() if (one.version, one.sha256) == (version, sha256)), None)
