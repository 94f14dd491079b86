"""The expectation of one file: refused with a code, or read, and as what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from spreadsheets.cells import CellKind

EMPTY, NUMBER, TEXT = CellKind.EMPTY, CellKind.NUMBER, CellKind.TEXT
BOOLEAN, ERROR = CellKind.BOOLEAN, CellKind.ERROR

Content = tuple[CellKind, str]


@dataclass(frozen=True)
class HostileFile:
    """A kind of file, the result of reading it, and what checking it must say.

    ``code`` is the finding of a file that is refused. Of a file that is read, ``cells`` gives some cells by
    key; ``by_label``, ``missing`` and ``hidden`` are exact, the other key sets must be among what is found.
    ``expected_accepted`` and ``expected_codes`` are for the later layers: whether the return may be
    accepted, and findings that must be among those it gets.
    """

    name: str
    build: Callable[[], bytes]
    code: str | None = None
    service: str = "homecare"
    version: str = "1"
    cells: Mapping[str, Content] = field(default_factory=dict)
    formulas: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    percentages: frozenset[str] = frozenset()
    by_label: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    uses_1904_dates: bool = False
    expected_accepted: bool = False
    expected_codes: frozenset[str] = frozenset()


def refused(name: str, code: str, build: Callable[[], bytes]) -> HostileFile:
    return HostileFile(name, build, code, expected_codes=frozenset({code}))


def unknown(name: str, build: Callable[[], bytes], *, service: str = "", version: str = "") -> HostileFile:
    """Expect a workbook that is none of ours."""
    return HostileFile(name, build, service=service, version=version, expected_codes=frozenset({"R02"}))


def accepted(
    name: str, build: Callable[[], bytes], cells: Mapping[str, Content] | None = None, **found: Any
) -> HostileFile:
    """Expect a strange file in which every answer is clear."""
    return HostileFile(name, build, cells=cells or {}, expected_accepted=True, **found)


def asked(
    name: str, build: Callable[[], bytes], code: str, cells: Mapping[str, Content] | None = None, **found: Any
) -> HostileFile:
    """Expect a readable file with an answer to put right: ``code`` is what the later layers say."""
    return HostileFile(name, build, cells=cells or {}, expected_codes=frozenset({code}), **found)


def mostly_nightly(files: Sequence[Any]) -> list[Any]:
    """Return the parameters of a test that reads each file: every fourth at once, all of them by night."""
    return [
        file if place % 4 == 0 else pytest.param(file, marks=pytest.mark.nightly) for place, file in enumerate(files)
    ]


def each_in_turn(files: Sequence[Any]) -> list[Any]:
    """Return the parameters of a test that reads each file: every fourth at once, as many by night, or as proofs."""
    marks = [(), pytest.mark.proof, pytest.mark.nightly, pytest.mark.proof]
    return [pytest.param(file, marks=marks[place % 4]) for place, file in enumerate(files)]


def mostly_proof(files: Sequence[Any]) -> list[Any]:
    """Return the parameters of a test that looks at each file again.

    Every twelfth at once, every fourth by night, all of them as proofs.
    """
    marks = [(pytest.mark.proof,) if place % 4 else (pytest.mark.nightly,) if place % 12 else () for place in range(12)]
    return [pytest.param(file, marks=marks[place % 12]) for place, file in enumerate(files)]
