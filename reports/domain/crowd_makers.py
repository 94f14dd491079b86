"""Make the crowds of cells, whose bits are the same on every line of a release.

They are while each provider has had one owner only, in all that is compared: an owner is the one first seen, so that
where one has changed each line has bits of its own, in the order in which its cells come.
"""

from collections.abc import Iterable, Mapping, Sequence

from reports.domain.crowds import Crowd
from reports.domain.ledger import LedgerEntry
from reports.domain.measures import ReleaseMeasure
from reports.domain.member_seals import Seal, six_places
from reports.domain.members import Member, MemberGroup, MemberPool
from reports.domain.rosters import Roster, bits_at


class CrowdMaker:
    """Tokens are names, or digests where a ledger compares and so has a ``seal``. All members are of one ``pool``."""

    def __init__(self, pool: MemberPool, seal: Seal | None, entries: Iterable[LedgerEntry]) -> None:
        self._seal = seal
        self._providers, self._owners = pool.providers, pool.owners
        if seal is not None:
            self._providers = list(map(seal.providers.__getitem__, pool.providers))
            self._owners = list(map(seal.owners.__getitem__, pool.owners))
        self._people = Roster()
        self._place_of = self._people.places(self._providers, self._owners)
        self._of_entries = {id(entry): self._taken_in(entry, self._people) for entry in entries}
        self._rosters: dict[str, Roster] = {}
        self._of_whole: dict[MemberGroup, int] = {}

    def roster(self, line: str) -> Roster:
        """Return whose the bits of a line are."""
        if line not in self._rosters:
            self._rosters[line] = Roster(self._people if self._people.is_steady else None)
        return self._rosters[line]

    def of_entry(self, entry: LedgerEntry) -> Crowd:
        if self._people.is_steady:
            return self._of_entries[id(entry)]
        return self._taken_in(entry, self.roster(entry.key.family))

    def of_measure(self, measure: ReleaseMeasure) -> Crowd:
        if self._people.is_steady:
            return Crowd(self.providers_of(measure), lambda: self._values(measure, self._places(measure)))
        tokens = list(map(self._providers.__getitem__, measure.members.places))
        places = self.roster(measure.key.family).places(tokens, self._owners_of(measure))
        return Crowd(bits_at(places), lambda: self._values(measure, places))

    def providers_of(self, measure: ReleaseMeasure) -> int:
        """Return the bits of the providers where no owner has changed; those of a whole group are made once."""
        members = measure.members
        if not members.is_whole:
            return bits_at(self._places(measure))
        if members.group not in self._of_whole:
            self._of_whole[members.group] = bits_at(list(map(self._place_of.__getitem__, members.group.places)))
        return self._of_whole[members.group]

    def _taken_in(self, entry: LedgerEntry, people: Roster) -> Crowd:
        if not entry.membership:
            return Crowd(0, dict)
        providers, valued, owners = zip(*entry.membership, strict=True)
        places = people.places(providers, owners)

        def values() -> Mapping[int, int]:
            return dict(zip(places, self.roster(entry.key.family).places(valued, owners), strict=True))

        return Crowd(bits_at(places), values)

    def _values(self, measure: ReleaseMeasure, places: Sequence[int]) -> Mapping[int, int]:
        tokens = list(map(self._token, measure.members))
        valued = self.roster(measure.key.family).places(tokens, self._owners_of(measure))
        return dict(zip(places, valued, strict=True))

    def _token(self, member: Member) -> object:
        """Return the token of a provider with its value.

        As digests are: a rate worked out in another way than the total may differ in its last digits.
        """
        if self._seal is not None:
            return self._seal.valued(member.provider, member.value)
        return member.provider, six_places(member.value)

    def _places(self, measure: ReleaseMeasure) -> list[int]:
        return list(map(self._place_of.__getitem__, measure.members.places))

    def _owners_of(self, measure: ReleaseMeasure) -> list[str]:
        return list(map(self._owners.__getitem__, measure.members.places))
