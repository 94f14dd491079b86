"""Group findings that say the same of many cells, to shorten long lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

SHOWN = 2
FROM = 4
_FIGURES = re.compile(r"[\d.,£−]+")


class GroupableFinding(Protocol):
    """The parts of a finding that the grouping looks at."""

    code: str
    key: str
    label: str
    read: str
    message: str
    guess: str


class CardFinding(GroupableFinding, Protocol):
    """A finding on a card; ``also`` is what other checks say of the same figure."""

    also: tuple[str, ...]


AnyCard = TypeVar("AnyCard", bound=CardFinding)
AnyFinding = TypeVar("AnyFinding", bound=GroupableFinding)


@dataclass(frozen=True, slots=True)
class FindingGroup(Generic[AnyFinding]):
    """A group of findings: ``shown`` stand on the page, ``more`` behind "and 23 more"."""

    shown: tuple[AnyFinding, ...]
    more: tuple[AnyFinding, ...]


def grouped(findings: Iterable[AnyFinding]) -> list[FindingGroup[AnyFinding]]:
    """Return the groups in the order of their first findings; two or three of a kind are all shown."""
    kinds: dict[tuple[str, str], list[AnyFinding]] = {}
    for finding in findings:
        kinds.setdefault((finding.code, _shape(finding)), []).append(finding)
    return [_group(kind) for kind in kinds.values()]


def causes_first(findings: Iterable[AnyFinding]) -> list[AnyFinding]:
    """Return the findings in order, but of several about one answer the likely cause, which has a guess, first."""
    of_one: dict[str, list[AnyFinding]] = {}
    for place, finding in enumerate(findings):
        of_one.setdefault(finding.key or f"the whole return {place}", []).append(finding)
    return [finding for same in of_one.values() for finding in sorted(same, key=lambda one: not one.guess)]


def one_a_figure(findings: Iterable[AnyCard]) -> list[AnyCard]:
    """Return one finding a figure, the likelier cause; what else is said of the figure becomes its ``also``."""
    first: dict[str, AnyCard] = {}
    for place, finding in enumerate(causes_first(findings)):
        shown = first.setdefault(finding.key or f"the whole return {place}", finding)
        shown.also = () if shown is finding else (*shown.also, finding.message)
    return list(first.values())


def _group(kind: list[AnyFinding]) -> FindingGroup[AnyFinding]:
    shown = SHOWN if len(kind) >= FROM else len(kind)
    return FindingGroup(tuple(kind[:shown]), tuple(kind[shown:]))


def _shape(finding: GroupableFinding) -> str:
    """Return the message without what differs from cell to cell: the question, what was read, and figures."""
    message = finding.message
    for part in (finding.label, finding.read):
        message = message.replace(part, "") if part else message
    return _FIGURES.sub("", message)
