"""What a profile is made of beside visits: the small tables that hold, rates paid, owners; and its days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.lots import CareLot, SubContracting
from markets.measures.domain.owners import ListedLocation
from markets.measures.domain.package_offers import PackageOffer
from markets.measures.domain.paid_rounds import PaidWork
from markets.ratecards.domain.card_lines import CardBasis, CardLine

WEEK = 7
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class ProfileDays:
    """The days that a profile covers, both counted."""

    first: date
    last: date

    @property
    def weeks(self) -> Fraction:
        return Fraction((self.last - self.first).days + 1, WEEK)

    @property
    def numbers(self) -> tuple[int, int]:
        """Return both as days since 1970."""
        return (self.first - EPOCH).days, (self.last - EPOCH).days


@dataclass(frozen=True, slots=True)
class PaidCard:
    """A rate card that holds within the period."""

    basis: CardBasis
    lines: Sequence[CardLine]


@dataclass(frozen=True, slots=True)
class ProfileInputs:
    """None of the tables need be there: what they give is null then. ``owners`` are by location.

    ``pays`` are what providers told wage surveys, by location, for the team alone; ``before`` is how the authority's
    locations were owned at an earlier directory. ``is_independent`` says that providers gave these visits to the team.
    """

    days: ProfileDays
    packages: Sequence[CarePackage] = ()
    offers: Sequence[PackageOffer] = ()
    lots: Sequence[CareLot] = ()
    declarations: Sequence[SubContracting] = ()
    card: PaidCard | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    listed: Sequence[ListedLocation] = ()
    authority: str = ""
    kg_a_mile: Decimal | None = None
    is_independent: bool = False
    pays: Mapping[str, PaidWork] = field(default_factory=dict, repr=False)
    before: Sequence[ListedLocation] = ()
