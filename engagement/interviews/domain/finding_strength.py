"""How much a finding rests on: said by most, many, some or few of those who were asked, by rule and never by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

_MOST, _MANY = Fraction(3, 4), Fraction(1, 2)
_SOME = 3
_PERCENT_FROM = 20


class Strength(StrEnum):
    """How many of those asked support a finding."""

    MOST = "most"
    MANY = "many"
    SOME = "some"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FindingEvidence:
    """What a finding rests on: the interviews that were asked its themes, and those that speak for and against it."""

    asked: frozenset[str]
    speak_for: frozenset[str]
    against: frozenset[str]

    @property
    def strength(self) -> Strength:
        return strength_of(len(self.speak_for), len(self.asked))

    @property
    def words(self) -> str:
        """Return a sentence such as "Many of those asked (7 of 12); against it speak 2."."""
        share = f", {round_half_up(self.speak_for, self.asked)} %" if len(self.asked) >= _PERCENT_FROM else ""
        how_many = "Nobody" if self.strength is Strength.NONE else self.strength.capitalize()
        against = f"against it speak {len(self.against)}" if self.against else "nobody speaks against it"
        return f"{how_many} of those asked ({len(self.speak_for)} of {len(self.asked)}{share}); {against}."

    @property
    def open_words(self) -> str:
        """Return what leaves with the finding: how many in a word, without the numbers that would count few people."""
        against = "some speak against it" if self.against else "nobody speaks against it"
        return f"{self.strength.capitalize()} of those asked say so; {against}."


def strength_of(speak_for: int, asked: int) -> Strength:
    """Return the first that holds: most from three quarters, many from a half, some from three interviews, else few.

    Raises:
        ValueError: more speak for it than were asked.
    """
    if speak_for > asked:
        raise ValueError("More interviews speak for the finding than were asked its themes.")
    if not speak_for:
        return Strength.NONE
    share = Fraction(speak_for, asked)
    if share >= _MANY:
        return Strength.MOST if share >= _MOST else Strength.MANY
    return Strength.SOME if speak_for >= _SOME else Strength.FEW


def round_half_up(part: Collection[str], whole: Collection[str]) -> int:
    """Return the share in whole per cent."""
    return (200 * len(part) + len(whole)) // (2 * len(whole))
