"""What is proposed of a foreign workbook: what is certain, and what a person has to settle."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from costing.foreign.label_matches import LabelMatch
from costing.foreign.rules import ONE_CELL, Rule, anchor_of
from costing.foreign.slots import LabelledCell
from costing.foreign.units import AS_IT_IS, ONE, PERIODS, Conversion


@dataclass(frozen=True)
class Pick:
    """The cells that answer a question, with how sure that is."""

    key: str
    found: tuple[LabelMatch, ...]
    how: str = ONE_CELL
    conversion: Conversion = AS_IT_IS
    scales: tuple[Decimal, ...] = ()

    @property
    def slots(self) -> tuple[LabelledCell, ...]:
        return tuple(match.slot for match in self.found)

    @property
    def first(self) -> LabelledCell:
        return self.found[0].slot

    @property
    def score(self) -> float:
        return min(match.score for match in self.found)

    def rule(self) -> Rule:
        return Rule(self.key, tuple(anchor_of(slot) for slot in self.slots), self.how, self.conversion, "", self.scales)

    def in_period(self, printed: str, wanted: str) -> "Pick":
        """Return the pick read as figures of a period."""
        times, over = PERIODS[printed][1], PERIODS[wanted][1]
        old = self.conversion
        scale = old.times if old.says.startswith("thousand") else ONE
        times, over = times * scale, over
        common = min(times, over)
        if common and times % common == 0 and over % common == 0:
            times, over = times / common, over / common
        words = ", ".join(filter(None, (
            "thousands" if scale != ONE else "",
            f"{PERIODS[printed][0]} → {PERIODS[wanted][0]}" if printed != wanted else "",
        )))  # fmt: skip
        return replace(self, conversion=Conversion(times, over, says=words, period=printed))


@dataclass(frozen=True)
class DoubtOption:
    """An answer to a doubt: what is then taken for its questions (None: nothing), or read as which period."""

    label: str
    detail: str = ""
    picks: Mapping[str, Pick | None] = field(default_factory=dict)
    period: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MappingDoubt:
    """A question to a person; ``likely`` is the option to begin with, None where one must be chosen."""

    id: str
    asks: str
    keys: tuple[str, ...]
    options: tuple[DoubtOption, ...]
    likely: int | None = 0
    why: str = ""


@dataclass(frozen=True)
class MappingProposal:
    """All that is proposed; ``unused`` are filled cells that no question takes, ``moved`` how many stand elsewhere."""

    certain: tuple[Pick, ...]
    doubts: tuple[MappingDoubt, ...]
    unused: tuple[LabelledCell, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    is_remembered: bool = False

    @property
    def confirmations(self) -> int:
        """Return how often a person has to say yes: once for all that is certain, and once a doubt."""
        return 0 if self.is_remembered and not self.doubts else len(self.doubts) + 1

    def settled(self, chosen: Mapping[str, int]) -> tuple[Rule, ...]:
        """Return the rules once each doubt has its option."""
        picks: dict[str, Pick | None] = {pick.key: pick for pick in self.certain}
        constants, periods = dict(self.constants), dict[str, str]()
        for doubt in self.doubts:
            number = chosen.get(doubt.id, doubt.likely)
            if number is None or not 0 <= number < len(doubt.options):
                continue
            option = doubt.options[number]
            picks |= option.picks
            constants |= option.constants
            periods |= dict.fromkeys(doubt.keys, option.period) if option.period else {}
        rules = [_in_period(pick, periods).rule() for pick in picks.values() if pick is not None]
        named = {rule.key for rule in rules}
        return (*rules, *(Rule(key, constant=text) for key, text in constants.items() if key not in named))

    def unsettled(self, chosen: Mapping[str, int]) -> tuple[MappingDoubt, ...]:
        return tuple(doubt for doubt in self.doubts if chosen.get(doubt.id, doubt.likely) is None)


def _in_period(pick: Pick, periods: Mapping[str, str]) -> Pick:
    period = periods.get(pick.key)
    if not period:
        return pick
    return pick.in_period(period, "peryear")
