"""A rule of the payment lab in words, never without its neutral rate and its reason to stay; and the answer itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.figure_words import gbp
from markets.payment.domain.lab_result import LabLine
from markets.payment.domain.lab_words import (
    HOUR,
    NOTHING,
    PENCE,
    YEAR,
    a_week,
    change_of,
    neutral_of,
    signed,
    stay_of,
    whole_pounds,
)
from spreadsheets.decimals import rounded

LOSES = Decimal(-10)


@dataclass(frozen=True)
class RuleWords:
    """A rule with all that must stand beside it; ``behaves`` is a week if drawn-out visits end when done."""

    label: str
    week: str
    year: str
    against: str
    hour: str
    neutral: str
    stay: str
    losing: str
    behaves: str = NOTHING
    behaves_against: str = NOTHING

    @property
    def beside(self) -> str:
        return f"neutral rate × {self.neutral}; reason to stay {self.stay}"


def rule_words(
    label: str, n: int, whole: LabLine, providers: Sequence[LabLine], days: int, less: int | None
) -> RuleWords:
    """Return a rule in words; ``less`` are the pence that leaving when done takes off, None where nobody can tell."""
    pence, neutral, stay = whole.rules[n].pence, neutral_of(whole, n), stay_of(whole, n)
    first = whole.rules[0].pence
    after = None if less is None else pence - less
    return RuleWords(
        label=label,
        week=whole_pounds(a_week(pence, days)),
        year=whole_pounds(Decimal(pence) / PENCE / days * YEAR),
        against=signed(change_of(whole, n)),
        hour=gbp(Decimal(pence) / PENCE / whole.delivered * HOUR) if whole.delivered else NOTHING,
        neutral=NOTHING if neutral is None else f"{rounded(neutral, 3)}",
        stay=NOTHING if stay is None else gbp(rounded(stay)),
        losing=f"{sum((change_of(line, n) or 0) < LOSES for line in providers)} of {len(providers)}",
        behaves=NOTHING if after is None else whole_pounds(a_week(after, days)),
        behaves_against=signed((Decimal(after) / first - 1) * 100 if first and after is not None else None),
    )


def answer_words(rules: Sequence[RuleWords]) -> str:
    """Return the answer as one sentence."""
    if len(rules) == 1:
        return f"“{rules[0].label}” comes to {rules[0].week} a week."
    parts = [f"“{one.label}” comes to {one.week} ({one.against}, neutral rate × {one.neutral})" for one in rules[1:]]
    return f"“{rules[0].label}” comes to {rules[0].week} a week; {'; '.join(parts)}."
