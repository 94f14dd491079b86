"""One action for many locations: which there are, and what is still to do, was done, and was left as it was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class BulkAction(StrEnum):
    """What can be done for many at once; each is an action that there is for one."""

    INVITE = "invite"
    INVITE_AGAIN = "invite-again"
    NOT_RELEVANT = "not-relevant"
    IN_SCOPE = "in-scope"
    LONGER = "longer"
    ACCEPT = "accept"
    ASSIGN = "assign"

    @property
    def undone_by(self) -> "BulkAction | None":
        """Return what takes it back; None where nothing takes the single action back either."""
        return BulkAction.IN_SCOPE if self is BulkAction.NOT_RELEVANT else None


@dataclass(frozen=True, slots=True)
class BulkItem:
    """A location, a return or a person. ``seen`` is the version of a return that was seen when it was chosen."""

    id: str
    name: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class BulkWork:
    """The work on many: what waits, what is done, and sentences on what was left as it was.

    ``said`` is what the form said, such as the reason that all of them get.
    """

    waiting: tuple[tuple[str, int], ...] = ()
    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        return len(self.waiting) + self.worked

    @property
    def worked(self) -> int:
        return len(self.done) + len(self.left)

    def saying(self, words: dict[str, str]) -> "BulkWork":
        return replace(self, said=tuple(words.items()))

    def after(self, why_not: str) -> "BulkWork":
        """Return the work once the first that waited has had its turn; a blank ``why_not`` says that it was done."""
        (first, _), *rest = self.waiting
        done = self.done if why_not else (*self.done, first)
        return replace(self, waiting=tuple(rest), done=done, left=(*self.left, why_not) if why_not else self.left)

    def as_json(self) -> list[Any]:
        return [self.waiting, self.done, self.left, self.said]


def work_on(items: Iterable[BulkItem]) -> BulkWork:
    return BulkWork(waiting=tuple((each.id, each.seen) for each in items))


def work_from(stored: list[Any]) -> BulkWork:
    waiting, done, left, said = stored
    pairs = tuple((str(id), int(seen)) for id, seen in waiting)
    return BulkWork(pairs, tuple(done), tuple(left), tuple((name, words) for name, words in said))
