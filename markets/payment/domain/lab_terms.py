"""What a payment lab is asked beside its rules: what is paid where nobody was at home, and to a second careworker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.rule import PaymentRule

WHOLE = 100


class TooCoarse(Exception):
    """Rules that the half-minute table cannot answer, by name: they need the visits themselves."""

    def __init__(self, rules: Iterable[LevelledRule]) -> None:
        self.labels = [rule.label for rule in rules]
        super().__init__(needs_visits_says(self.labels))


def needs_visits_says(labels: Iterable[str]) -> str:
    named = ", ".join(f"“{label}”" for label in labels)
    return (
        f"{named}: this counts seconds, start and end apart, or whole weeks, which the table of half-minutes does not "
        "hold. It is answered from the visits themselves."
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


def terms_of(kept: Mapping[str, Any]) -> OutcomeTerms:
    """Return the terms from settings that were kept."""
    return OutcomeTerms(**{name: int(kept[name]) for name in OutcomeTerms.__slots__})


def coarse_in(rules: Iterable[LevelledRule]) -> list[LevelledRule]:
    """Return the rules that half-minutes are too coarse for."""
    return [rule for rule in rules if rule.needs_visits]


def answered_by_half_minutes(rules: Sequence[LevelledRule]) -> list[PaymentRule]:
    """Return the plain rules; raise with the names of those that half-minutes are too coarse for."""
    if coarse := coarse_in(rules):
        raise TooCoarse(coarse)
    return [one.rule for one in rules]
