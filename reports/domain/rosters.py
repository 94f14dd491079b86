"""Who stands in a cell, as the bits of a whole number: sets of a thousand are then compared in no time."""

from collections.abc import Collection, Sequence
from itertools import count

_ONE = ord("1")


class Roster:
    """Gives each token, which is a provider or a provider with a value, a bit, and remembers whose it is.

    One that goes on from ``base`` leaves the places of that as they are, which must not grow any more.
    """

    def __init__(self, base: "Roster | None" = None) -> None:
        self._base = base
        self._places: dict[object, int] = {}
        self._owners: list[str] = list(base._owners) if base else []
        # Whether each token has had one owner so far.
        self.is_steady: bool = base is None or base.is_steady

    def places(self, tokens: Sequence[object], owners: Sequence[str]) -> list[int]:
        """Return the places of the bits; an owner is the one first seen."""
        try:
            places = list(map(self._places.__getitem__, tokens))
        except KeyError:
            self._take_in(tokens, owners)
            places = list(map(self._places.__getitem__, tokens))
        self.is_steady = self.is_steady and list(map(self._owners.__getitem__, places)) == list(owners)
        return places

    def _take_in(self, tokens: Sequence[object], owners: Sequence[str]) -> None:
        known = self._places.__contains__
        new = {token: owner for token, owner in zip(tokens, owners, strict=True) if not known(token)}
        self._places.update(zip(new, count(len(self._owners)), strict=False))
        self._owners.extend(new.values())

    def find(self, token: object) -> int | None:
        found = self._places.get(token)
        return self._base.find(token) if found is None and self._base else found

    def owners_up_to(self, bits: int, most: int) -> int:
        """Return how many owners the bits are of, counted no further than one beyond ``most``."""
        if bits.bit_count() <= 1:
            return bits.bit_count()
        found: set[str] = set()
        while bits and len(found) <= most:
            lowest = bits & -bits
            found.add(self._owners[lowest.bit_length() - 1])
            bits ^= lowest
        return len(found)


def bits_at(places: Collection[int]) -> int:
    digits = bytearray(b"0") * (max(places, default=0) + 1)
    for place in places:
        digits[place] = _ONE
    return int(digits[::-1], 2)
