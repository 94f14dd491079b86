"""A slow, plain second reading of R4, R5 and R13: what becomes of a cell beside all that was published before it.

It knows every value in the clear, tries every set of parts, and shares no code with protect().
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log

# provider → (owner, value)
Members = Mapping[str, tuple[str, Decimal]]
Tokens = Mapping[object, str]
CLOSE = 4


@dataclass(frozen=True)
class TwinPublication:
    """Fresh figures; ``release`` is blank for a cell of the very release that is being made."""

    cell: tuple[str, str]
    release: str
    members: Members
    median: Decimal


def twin_decision(
    cell: tuple[str, str], members: Members, past: Sequence[TwinPublication], *, most_fresh: int | None, waits: bool
) -> str:
    """Return “carried from …”, “hidden by …” or “fresh”. ``waits``: its total is older, and the exercise is open."""
    own = [one for one in past if one.cell == cell and one.release]
    for one in reversed(own):
        if _apart(members, one, _near(one)) <= CLOSE or 1 <= _strangers(members, one.members) <= CLOSE:
            return f"carried from {one.release}"
    if own and (waits or (most_fresh is not None and len(own) >= most_fresh)):
        return f"carried from {own[-1].release}"
    for one in past:
        if _apart(members, one, _equal) > 0 and (
            _apart(members, one, _near(one)) <= CLOSE or 1 <= _strangers(members, one.members) <= CLOSE
        ):
            return "hidden by R4"
    if any(_completes(own_tokens, others) for own_tokens, others in _views(members, past)):
        return "hidden by R5"
    return "hidden by R13" if waits else "fresh"


def owners_apart(one: Tokens, other: Tokens) -> int:
    """Return how many owners have something in one of the two only."""
    return len({one[token] for token in one.keys() - other.keys()} | {other[t] for t in other.keys() - one.keys()})


def by_provider(members: Members) -> Tokens:
    return {provider: owner for provider, (owner, _) in members.items()}


def by_value(members: Members) -> Tokens:
    return {(provider, value): owner for provider, (owner, value) in members.items()}


def _equal(one: Decimal, other: Decimal) -> bool:
    return one == other


def _near(published: TwinPublication) -> Callable[[Decimal, Decimal], bool]:
    if not published.release:
        return _equal
    step = _step(published.median, len(published.members))
    return lambda one, other: one == other or abs(one - other) < step


def _step(figure: Decimal, n: int) -> Decimal:
    steps = [digit * Decimal(10) ** power for power in range(-2, 5) for digit in (1, 2, 5)]
    wanted = float(figure) * (0.005 if n >= 10 else 0.01)
    return steps[0] if wanted == 0 else min(steps, key=lambda step: abs(log(float(step)) - log(wanted)))


def _apart(members: Members, one: TwinPublication, same: Callable[[Decimal, Decimal], bool]) -> int:
    owners = set()
    for provider in members.keys() | one.members.keys():
        mine, theirs = members.get(provider), one.members.get(provider)
        if mine is None or theirs is None or not same(mine[1], theirs[1]):
            owners |= {known[0] for known in (mine, theirs) if known}
    return len(owners)


def _strangers(one: Members, other: Members) -> int:
    return owners_apart(by_provider(one), by_provider(other))


def _views(members: Members, past: Sequence[TwinPublication]) -> Iterator[tuple[Tokens, list[Tokens]]]:
    yield by_provider(members), [by_provider(one.members) for one in past]
    yield by_value(members), [by_value(one.members) for one in past]
    forgiven = []
    for one in past:
        same = _near(one)
        forgiven.append(
            {
                provider: members[provider] if provider in members and same(members[provider][1], value) else mine
                for provider, mine in one.members.items()
                for value in (mine[1],)
            }
        )
    yield by_value(members), [by_value(one) for one in forgiven]


def _completes(own: Tokens, others: list[Tokens]) -> bool:
    different = [one for i, one in enumerate(others) if one not in others[:i]]
    if any(1 <= owners_apart(own, union) <= CLOSE for union in _unions({}, [o for o in different if o != own], 2)):
        return True
    for total in different:
        parts = [one for one in different if one != total]
        if any(1 <= owners_apart(total, union) <= CLOSE for union in _unions(own, parts, 1)):
            return True
    return False


def _unions(first: Tokens, parts: list[Tokens], least: int) -> Iterator[Tokens]:
    for size in range(least, len(parts) + 1):
        for chosen in combinations(parts, size):
            union = dict(first)
            for part in chosen:
                if union.keys() & part.keys():
                    break
                union |= part
            else:
                yield union
