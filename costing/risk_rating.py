"""A risk's rating, likelihood × impact, alike wherever risks are kept: of a market and of a region's project."""

from dataclasses import dataclass

MOST = 5
# Products from which a risk is high or medium, of at most 25.
HIGH, MEDIUM = 15, 8


@dataclass(frozen=True, slots=True)
class RatedRisk:
    """A risk's likelihood and impact, 1 to 5 each."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> str:
        return "high" if self.score >= HIGH else "medium" if self.score >= MEDIUM else "low"

    @property
    def colour(self) -> str:
        return {"high": "red", "medium": "yellow", "low": "green"}[self.level]


def rating_faults(likelihood: int, impact: int) -> list[str]:
    """Return what is wrong with a rating, a sentence each; [] for a sound one."""
    return [
        f"The {name} must be a whole number from 1 to {MOST}."
        for name, number in (("likelihood", likelihood), ("impact", impact))
        if not 1 <= number <= MOST
    ]
