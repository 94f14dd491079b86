"""At what level a rule is paid: each visit by itself, a client's week, or a provider's block of guaranteed hours."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from markets.payment.domain.rule import PaidBasis, PaymentRule


class PaidLevel(StrEnum):
    """Coarser ones come later."""

    VISIT = "visit"
    CLIENT_WEEK = "client_week"
    BLOCK = "block"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def unit(self) -> str:
        """Return what is paid at once, for many of them."""
        return UNITS[self]


LABELS = {
    PaidLevel.VISIT: "Each visit",
    PaidLevel.CLIENT_WEEK: "A client’s week",
    PaidLevel.BLOCK: "A block of hours",
}
UNITS = {
    PaidLevel.VISIT: "visits",
    PaidLevel.CLIENT_WEEK: "clients’ weeks",
    PaidLevel.BLOCK: "weeks",
}


@dataclass(frozen=True, slots=True)
class BlockTerms:
    """Guaranteed hours a week as whole per cent of planned ones, and the margin within which just these are paid."""

    guaranteed: int = 100
    margin: int = 10

    @property
    def as_json(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LevelledRule:
    """A rule with the level at which it is paid."""

    rule: PaymentRule
    level: PaidLevel = PaidLevel.VISIT

    @property
    def needs_visits(self) -> bool:
        return self.rule.needs_visits or self.level is not PaidLevel.VISIT

    @property
    def label(self) -> str:
        """Return the rule's name, with its level where that is not the visit."""
        return self.rule.label if self.level is PaidLevel.VISIT else f"{self.rule.label} ({self.level.label.lower()})"


def levelled(rule: PaymentRule, level: PaidLevel) -> LevelledRule:
    """Return a rule with its level; planned time is the same by week, and what was missed is never paid."""
    by_week = level is PaidLevel.CLIENT_WEEK and rule.basis is PaidBasis.PLANNED
    return LevelledRule(rule, PaidLevel.VISIT if by_week else level)


def unit_of(rules: Iterable[LevelledRule]) -> PaidLevel:
    """Return what is counted where rules stand side by side: the coarsest of what they are paid by."""
    order = list(PaidLevel)
    return max((one.level for one in rules), key=order.index, default=PaidLevel.VISIT)
