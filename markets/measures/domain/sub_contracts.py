"""Sub-contracting: the margin that a lead provider keeps, and how much of its lot it delivers itself."""

from dataclasses import dataclass
from fractions import Fraction

from markets.measures.domain.figures import Number

WEEKS_A_YEAR = 52
VAST_MAJORITY = Fraction(85, 100)


@dataclass(frozen=True, slots=True)
class SubContractOfLot:
    """Hours a week that a lead provider passes on, at less than the council pays it; rates in £ an hour."""

    council_rate: Fraction
    sub_rate: Fraction
    hours: Fraction
    lead_hours: Fraction
    lot_hours: Fraction

    @property
    def margin(self) -> Fraction:
        return self.council_rate - self.sub_rate

    @property
    def margin_share(self) -> Fraction:
        return self.margin / self.council_rate

    @property
    def margin_a_year(self) -> Fraction:
        return self.margin * self.hours * WEEKS_A_YEAR

    @property
    def lead_share(self) -> Fraction:
        return self.lead_hours / self.lot_hours

    @property
    def delivered_share(self) -> Fraction:
        """Return what the lead and its sub-contractor deliver of the lot together."""
        return (self.lead_hours + self.hours) / self.lot_hours

    def is_flagged(self, majority: Fraction = VAST_MAJORITY) -> bool:
        """Tell whether it is paid below the council's rate while lead and sub leave too much of the lot to others."""
        return self.sub_rate < self.council_rate and self.delivered_share < majority

    def carries(self, direct_cost: Number) -> bool:
        """Tell whether the sub's rate covers its direct cost at the living wage, travel of the zone included."""
        return self.sub_rate >= Fraction(direct_cost)
