"""How far two who code alone agree beyond chance: Cohen's kappa by code, over sections, yes or no."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

# Below it the two talk, code again and write down why.
GOOD_ENOUGH = Fraction(6, 10)
# A section is named by its interview and its theme.
Section = tuple[str, str]
Coded = Mapping[Section, Collection[str]]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How two coders used one code on the same sections: both, only the first, only the second, neither."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def n(self) -> int:
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def kappa(self) -> Fraction | None:
        """Return (observed − expected) / (1 − expected); None where nobody could disagree or nothing was coded twice.

        Source: Cohen 1960.
        """
        if not self.n:
            return None
        first, second = self.both + self.only_first, self.both + self.only_second
        expected = Fraction(first * second + (self.n - first) * (self.n - second), self.n**2)
        observed = Fraction(self.both + self.neither, self.n)
        return None if expected == 1 else (observed - expected) / (1 - expected)

    @property
    def words(self) -> str:
        """Return kappa to two digits, a dash where there is none."""
        return "–" if self.kappa is None else f"{float(self.kappa):.2f}".replace("-", "−")

    @property
    def is_good_enough(self) -> bool | None:
        return None if self.kappa is None else self.kappa >= GOOD_ENOUGH


def agreement_by_code(codes: Iterable[str], first: Coded, second: Coded) -> dict[str, CodeAgreement]:
    """Return for each code how the two agree, over the sections that both have coded.

    Each maps the sections that a coder has finished to the codes given there: a section without codes counts too.
    """
    shared = sorted(first.keys() & second.keys())
    return {code: _agreement(code, shared, first, second) for code in codes}


def _agreement(code: str, sections: list[Section], first: Coded, second: Coded) -> CodeAgreement:
    pairs = [(code in first[section], code in second[section]) for section in sections]
    return CodeAgreement(
        pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)), pairs.count((False, False))
    )
