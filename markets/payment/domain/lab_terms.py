"""What a payment lab is asked beside its rules: what is paid where nobody was at home, and to a second careworker."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from markets.payment.domain.rule import PaymentRule

WHOLE = 100


class TooCoarse(Exception):
    """Rules that the half-minute table cannot answer, by name: they need the visits themselves."""

    def __init__(self, rules: Iterable[PaymentRule]) -> None:
        self.labels = [rule.label for rule in rules]
        super().__init__(needs_visits_says(self.labels))


def needs_visits_says(labels: Iterable[str]) -> str:
    named = ", ".join(f"“{label}”" for label in labels)
    return (
        f"{named}: this counts seconds, or start and end apart, which the table of half-minutes does not hold. It is "
        "answered from the visits themselves."
    )


@dataclass(frozen=True, slots=True)
class OutcomeTerms:
    """Steps 7 and 8: shares in whole per cent of planned; ``notice`` in hours, below which a cancellation is paid."""

    frustrated: int = 0
    cancelled: int = 0
    notice: int = 24
    further: int = WHOLE

    @property
    def as_json(self) -> dict[str, int]:
        return asdict(self)


def answered_by_half_minutes(rules: Mapping[str, PaymentRule]) -> Mapping[str, PaymentRule]:
    """Return the rules; raise with the names of those that half-minutes are too coarse for."""
    coarse = [rule for rule in rules.values() if rule.needs_visits]
    if coarse:
        raise TooCoarse(coarse)
    return rules
