"""Who stands in what was published on each line, of this run and of the ledger, as bits to compare a new cell with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from reports.domain.cohort import Cohort
from reports.domain.crowd_makers import CrowdMaker
from reports.domain.crowds import Crowd, PublishedCrowd
from reports.domain.differences import CrowdComparison
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.measure_parts import family_of
from reports.domain.measures import ReleaseMeasure
from reports.domain.member_seals import Seal
from reports.domain.policy import Policy
from reports.domain.rounding import step_for


class PublishedCrowds:
    """The published cells by line, those of visits by the total's. Digests are made only where a ledger compares.

    A line of one column has one value a provider: without a ledger providers alone are compared, and where the same
    ones stand on many lines, they are compared once.
    """

    def __init__(self, ledger: Ledger, policy: Policy, cohorts: Sequence[Cohort]) -> None:
        self.seal = Seal(ledger)
        self._ledger, self._policy = ledger, policy
        columns = Counter(family_of(key) for cohort in cohorts for key in cohort.keys)
        self._single = frozenset(family for family, count in columns.items() if count == 1)
        self._is_digested = bool(ledger.entries or ledger.elsewhere)
        self._maker: CrowdMaker | None = None
        self._past: dict[str, Sequence[PublishedCrowd]] = {}
        self._measures: dict[str, list[ReleaseMeasure]] = {}
        self._fresh: dict[str, list[PublishedCrowd]] = {}
        self._bits: dict[str, list[int]] = {}
        self._compared: dict[tuple[int, ...], CrowdComparison] = {}

    def add(self, measure: ReleaseMeasure) -> None:
        """Add a cell that this run publishes with fresh figures."""
        self._measures.setdefault(measure.key.family, []).append(measure)

    def beside(self, measure: ReleaseMeasure) -> CrowdComparison | None:
        """Return the cell beside what was published on its line in this exercise; None where there is nothing yet."""
        line = measure.key.family
        if not self._is_digested and line in self._single:
            return self._beside_by_provider(measure, line) if line in self._measures else None
        past = self._past_of(measure, line)
        if not past and line not in self._measures:
            return None
        maker = self._maker_for(measure)
        candidate, now = maker.of_measure(measure), self._fresh_of(line, maker)
        near = [self._as_seen(measure, candidate, one) for one in past]
        return CrowdComparison(maker.roster(line), self._policy, candidate, [*near, *now])

    def elsewhere(self, measure: ReleaseMeasure) -> tuple[LedgerEntry | None, bool]:
        """Return the entry of another exercise with the same providers and values, and whether one is too close."""
        if not self._ledger.elsewhere:
            return None, False
        line = measure.key.family
        entries = self._ledger.origins_elsewhere.get(line, ())
        if not entries:
            return None, False
        maker, crowds = self._maker_for(measure), self._of_entries(measure, entries)
        compared = CrowdComparison(maker.roster(line), self._policy, maker.of_measure(measure), crowds)
        return compared.same_by_value(), compared.is_close_by_value()

    def _beside_by_provider(self, measure: ReleaseMeasure, line: str) -> CrowdComparison:
        maker, measures, bits = self._maker_for(measure), self._measures[line], self._bits.setdefault(line, [])
        bits += map(maker.providers_of, measures[len(bits) :])
        compared = (maker.providers_of(measure), *bits)
        if compared not in self._compared:
            candidate, *others = (Crowd(one, dict, one) for one in compared)
            now = [PublishedCrowd(one.key, self._policy.sha256, of) for one, of in zip(measures, others, strict=True)]
            self._compared[compared] = CrowdComparison(maker.roster(line), self._policy, candidate, now)
        return self._compared[compared]

    def _maker_for(self, measure: ReleaseMeasure) -> CrowdMaker:
        """Return the maker of all crowds of the run, whose members are all of one pool."""
        if self._maker is None:
            ledger, seal = self._ledger, self.seal if self._is_digested else None
            origins = chain(ledger.origins.values(), ledger.origins_elsewhere.values())
            self._maker = CrowdMaker(measure.members.group.pool, seal, chain.from_iterable(origins))
        return self._maker

    def _fresh_of(self, line: str, maker: CrowdMaker) -> Sequence[PublishedCrowd]:
        fresh = self._fresh.setdefault(line, [])
        for measure in self._measures.get(line, ())[len(fresh) :]:
            fresh.append(PublishedCrowd(measure.key, self._policy.sha256, maker.of_measure(measure)))
        return fresh

    def _past_of(self, measure: ReleaseMeasure, line: str) -> Sequence[PublishedCrowd]:
        if line not in self._past:
            self._past[line] = self._of_entries(measure, self._ledger.origins.get(line, ()))
        return self._past[line]

    def _of_entries(self, measure: ReleaseMeasure, entries: Sequence[LedgerEntry]) -> Sequence[PublishedCrowd]:
        maker = self._maker_for(measure)
        return [PublishedCrowd(one.key, one.policy_sha256, maker.of_entry(one), one) for one in entries]

    def _as_seen(self, measure: ReleaseMeasure, candidate: Crowd, past: PublishedCrowd) -> PublishedCrowd:
        """R13: return the published cell with the candidate's value where that is less than a step from its own.

        The step is that of the published figure, and the value the one in the frozen calculation that it came from. A
        value that is gone, or is not the one that was sealed, is another value.
        """
        entry = past.entry if past.key.line == measure.key.line else None
        remembered = entry and self._ledger.values.get(entry.release, {}).get((entry.key.column, entry.key.line))
        if entry is None or not remembered:
            return past
        return past.seen(lambda: self._near(measure, candidate, past, entry, remembered))

    def _near(
        self,
        measure: ReleaseMeasure,
        candidate: Crowd,
        past: PublishedCrowd,
        entry: LedgerEntry,
        remembered: Mapping[str, Decimal],
    ) -> int:
        rounds = self._policy.of_activity if measure.is_activity else self._policy
        step = step_for(Fraction(entry.figures.median), entry.figures.n, rounds) * self._policy.correction_steps
        near, seal, find = past.crowd.valued, self.seal, self._maker_for(measure).roster(measure.key.family).find
        for member in measure.members:
            then = remembered.get(member.provider)
            if then is None or then == member.value or not abs(then - member.value) < step:
                continue
            before = find(seal.valued(member.provider, then))
            provider = find(seal.providers[member.provider])
            if before is not None and provider is not None and past.crowd.values.get(provider) == before:
                near = near & ~(1 << before) | 1 << candidate.values[provider]
        return near
