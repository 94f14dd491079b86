"""Who stands in what was published on each line, of this run and of the ledger, as bits to compare a new cell with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reports.domain.cohort import Cohort
from reports.domain.differences import Crowd, CrowdComparison, PublishedCrowd, Roster
from reports.domain.ledger import Ledger, LedgerEntry, Seal, six_places
from reports.domain.measure_parts import family_of
from reports.domain.measures import ReleaseMeasure
from reports.domain.members import MemberGroup
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
        self._whole: dict[MemberGroup, Crowd] = {}
        self._compared: dict[tuple[int, ...], CrowdComparison] = {}
        self._providers = Roster()
        self._rosters: dict[str, Roster] = {}
        self._is_digested = bool(ledger.entries or ledger.elsewhere)
        self._past: dict[str, list[PublishedCrowd]] = {}
        self._fresh: dict[str, list[ReleaseMeasure | PublishedCrowd]] = {}

    def add(self, measure: ReleaseMeasure) -> None:
        """Add a cell that this run publishes with fresh figures."""
        self._fresh.setdefault(measure.key.family, []).append(measure)

    def beside(self, measure: ReleaseMeasure) -> CrowdComparison | None:
        """Return the cell beside what was published on its line in this exercise; None where there is nothing yet."""
        line = measure.key.family
        past, fresh = self._past_of(line), self._fresh.get(line, ())
        if not past and not fresh:
            return None
        candidate, now = self._crowd(measure), self._fresh_of(line)
        if self._is_digested or line not in self._single:
            near = [self._as_seen(measure, candidate, one) for one in past]
            return CrowdComparison(self._roster(line), self._policy, candidate, [*near, *now])
        bits = (candidate.providers, *(one.crowd.providers for one in now))
        if bits not in self._compared:
            self._compared[bits] = CrowdComparison(self._roster(line), self._policy, candidate, now)
        return self._compared[bits]

    def elsewhere(self, measure: ReleaseMeasure) -> tuple[LedgerEntry | None, bool]:
        """Return the entry of another exercise with the same providers and values, and whether one is too close."""
        line = measure.key.family
        entries = self._ledger.origins_elsewhere.get(line, ())
        if not entries:
            return None, False
        crowds = [self._of_entry(entry) for entry in entries]
        compared = CrowdComparison(self._roster(line), self._policy, self._crowd(measure), crowds)
        return compared.same_by_value(), compared.is_close_by_value()

    def _fresh_of(self, line: str) -> Sequence[PublishedCrowd]:
        fresh = self._fresh.get(line, [])
        found = [one if isinstance(one, PublishedCrowd) else self._of_measure(one) for one in fresh]
        fresh[:] = found
        return found

    def _past_of(self, line: str) -> Sequence[PublishedCrowd]:
        if line not in self._past:
            self._past[line] = [self._of_entry(entry) for entry in self._ledger.origins.get(line, ())]
        return self._past[line]

    def _of_entry(self, entry: LedgerEntry) -> PublishedCrowd:
        members = list(entry.membership)
        crowd = self._roster(entry.key.family).crowd(
            [one.provider for one in members], [one.owner for one in members], lambda: [one.valued for one in members]
        )
        return PublishedCrowd(entry.key, entry.policy_sha256, crowd, entry)

    def _of_measure(self, measure: ReleaseMeasure) -> PublishedCrowd:
        crowd = self._crowd(measure)
        return PublishedCrowd(measure.key, self._policy.sha256, crowd)

    def _crowd(self, measure: ReleaseMeasure) -> Crowd:
        if self._is_digested:
            return self._digested_crowd(measure)
        if measure.key.family in self._single:
            return self._crowd_of_providers(measure)
        members = measure.members
        # As digests are: a rate worked out in another way than the total may differ in its last digits.
        return self._roster(measure.key.family).crowd(
            members.providers,
            members.owners_between(0, len(members)),
            lambda: [(one.provider, six_places(one.value)) for one in members],
        )

    def _digested_crowd(self, measure: ReleaseMeasure) -> Crowd:
        seal, members = self.seal, measure.members
        return self._roster(measure.key.family).crowd(
            list(map(seal.providers.__getitem__, members.providers)),
            list(map(seal.owners.__getitem__, members.owners_between(0, len(members)))),
            lambda: [seal.valued(one.provider, one.value) for one in members],
        )

    def _roster(self, line: str) -> Roster:
        """Return the bits of a line; lines on which only providers are compared share theirs."""
        if not self._is_digested and line in self._single:
            return self._providers
        return self._rosters.setdefault(line, Roster())

    def _crowd_of_providers(self, measure: ReleaseMeasure) -> Crowd:
        """Return the crowd without values; that of all returns of a group is the same on each line."""
        members = measure.members
        crowd = self._whole.get(members.group) if members.is_whole else None
        if crowd is None:
            crowd = self._providers.crowd(members.providers, members.owners_between(0, len(members)))
            if members.is_whole:
                self._whole[members.group] = crowd
        return crowd

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
        near, seal, find = past.crowd.valued, self.seal, self._roster(measure.key.family).find
        for member in measure.members:
            then = remembered.get(member.provider)
            if then is None or then == member.value or not abs(then - member.value) < step:
                continue
            before = find(seal.valued(member.provider, then))
            provider = find(seal.providers[member.provider])
            if before is not None and provider is not None and past.crowd.values.get(provider) == before:
                near = near & ~(1 << before) | 1 << candidate.values[provider]
        return near
