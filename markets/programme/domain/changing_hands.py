"""Who changes hands when: care by phase and today's provider, by who is named for its zone and what clients chose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from markets.programme.domain.care_on_books import CareNow
from markets.programme.domain.client_choices import ClientChoice
from markets.programme.domain.phases import ProgrammePhase


class HandOver(StrEnum):
    CHANGES = "changes"
    STAYS = "stays"
    KEEPS = "keeps"
    DIRECT_PAYMENT = "direct"


@dataclass
class CareSum:
    """How many packages, and their hours a week."""

    n: int = 0
    hours: Fraction = Fraction()

    def add(self, hours: Fraction) -> None:
        self.n, self.hours = self.n + 1, self.hours + hours


@dataclass
class HandsCounted:
    """Sums by phase and hand-over, of what leaves each provider with its phases, and of what cannot be told yet."""

    by_phase: dict[str, dict[HandOver, CareSum]] = field(default_factory=dict)
    by_provider: dict[str, CareSum] = field(default_factory=dict)
    phases_of: dict[str, set[str]] = field(default_factory=dict)
    unnamed: CareSum = field(default_factory=CareSum)
    in_no_phase: CareSum = field(default_factory=CareSum)


def hand_over_of(care: CareNow, named: Collection[str], choice: ClientChoice | None) -> HandOver:
    """Return what becomes of a package in a zone in which ``named`` providers are to work from then on."""
    if choice is ClientChoice.DIRECT_PAYMENT:
        return HandOver.DIRECT_PAYMENT
    if care.provider in named:
        return HandOver.CHANGES if choice is ClientChoice.CHANGE else HandOver.STAYS
    return HandOver.KEEPS if choice is ClientChoice.KEEP else HandOver.CHANGES


def hands_counted(
    phases: Sequence[ProgrammePhase],
    named: Mapping[str, Collection[str]],
    care: Iterable[CareNow],
    choices: Mapping[str, ClientChoice],
) -> HandsCounted:
    phase_of = {zone: one.key for one in phases for zone in one.zones}
    found = HandsCounted({one.key: {each: CareSum() for each in HandOver} for one in phases})
    leaving, when = defaultdict[str, CareSum](CareSum), defaultdict[str, set[str]](set)
    for one in care:
        phase = phase_of.get(one.zone)
        if phase is None or not named.get(one.zone):
            (found.in_no_phase if phase is None else found.unnamed).add(one.hours)
            continue
        hands = hand_over_of(one, named[one.zone], choices.get(one.client))
        found.by_phase[phase][hands].add(one.hours)
        if hands is HandOver.CHANGES:
            leaving[one.provider].add(one.hours)
            when[one.provider].add(phase)
    found.by_provider, found.phases_of = dict(leaving), dict(when)
    return found
