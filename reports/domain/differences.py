"""R4 and R5: keep anybody from learning a figure by subtracting one published cell from another.

Two cells are compared twice: by who is in them, and by who is in them with which value, so that a corrected value
counts as a change and a newcomer stays one when all values move a little. A search that grows too long counts as
a leak: unknown falls to hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from reports.domain.ledger import LedgerEntry, Membership
from reports.domain.measures import CellKey

# A membership in one of the two ways to compare it: digest → digest of the owner.
Crowd = Mapping[str, str]

_LONGEST_SEARCH = 5_000


def earlier_figure(
    key: CellKey, membership: Membership, published: Sequence[LedgerEntry], limit: int
) -> LedgerEntry | None:
    """R4, same cell: return the latest earlier publication that differs by no more than ``limit`` owners, if any.

    One that does not differ counts as well: under a new policy the same members would give a second,
    differently rounded figure, and two roundings tell more than one.
    """
    same = (entry for entry in reversed(published) if entry.key == key)
    return next((entry for entry in same if _too_close(membership, entry.membership, 0, limit)), None)


def is_a_small_difference(
    membership: Membership, published: Sequence[LedgerEntry], limit: int, policy_sha256: str
) -> bool:
    """R4, another cell: tell whether 1…``limit`` owners stand between this cell and any published one.

    No difference at all hides nothing, unless another policy rounded the published one.
    """
    return any(
        _too_close(membership, entry.membership, 1 if entry.policy_sha256 == policy_sha256 else 0, limit)
        for entry in published
    )


def is_a_small_complement(membership: Membership, published: Sequence[LedgerEntry], limit: int) -> bool:
    """R5: tell whether a total and a union of disjoint cells, this cell among them, differ by 1…``limit`` owners.

    This cell may be the total or a part. A union may reach beyond the total as long as few owners do.
    """
    memberships = list(dict.fromkeys(entry.membership for entry in published))
    for view in (_providers, _valued):
        candidate, others = view(membership), [view(other) for other in memberships]
        as_a_part = [(total, candidate) for total in others if len(_owners_beyond(candidate, total)) <= limit]
        if any(_some_union_comes_close(*root, others, limit) for root in [(candidate, {}), *as_a_part]):
            return True
    return False


def _providers(membership: Membership) -> Crowd:
    return {member.provider: member.owner for member in membership}


def _valued(membership: Membership) -> Crowd:
    return {member.valued: member.owner for member in membership}


def _too_close(one: Membership, other: Membership, least: int, most: int) -> bool:
    """Tell whether two memberships are too close; the same providers with other values are another cell."""
    by_value = len(_owners_between(_valued(one), _valued(other)))
    by_provider = len(_owners_between(_providers(one), _providers(other)))
    return least <= by_value <= most or 1 <= by_provider <= most


def _owners_between(one: Crowd, other: Crowd) -> set[str]:
    return _owners_beyond(one, other) | _owners_beyond(other, one)


def _owners_beyond(one: Crowd, other: Crowd) -> set[str]:
    return {one[digest] for digest in one.keys() - other.keys()}


def _some_union_comes_close(total: Crowd, first: Crowd, others: Sequence[Crowd], limit: int) -> bool:
    """Tell whether some union of several parts comes close to the total; ``first`` is in every union.

    R4 covers single parts.
    """
    parts = [part for part in others if part != total and len(_owners_beyond(part, total)) <= limit]
    steps = count(1)
    for union, size in _unions(first, 1 if first else 0, parts):
        too_long = next(steps) > _LONGEST_SEARCH
        if too_long or (size > 1 and 1 <= len(_owners_between(total, union)) <= limit):
            return True
    return False


def _unions(union: Crowd, size: int, parts: Sequence[Crowd]) -> Iterator[tuple[Crowd, int]]:
    """Yield every union of ``union`` with disjoint ``parts``, and how many parts it has."""
    yield union, size
    for position, part in enumerate(parts):
        if union.keys().isdisjoint(part.keys()):
            yield from _unions({**union, **part}, size + 1, parts[position + 1 :])
