"""The ledger as a chain: each row is sealed together with the seal of the row before.

A row that is changed, dropped, slipped in or moved breaks every seal after it; the last seal is kept with the release
that made it, so that rows cut off at the end are missed too. The seals are keyed (HMAC-SHA-256), so that whoever can
write to the database but has not the key cannot mend what they broke.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.domain.ledger import Figures, LedgerEntry, MemberDigest
from reports.domain.measures import CellKey

# What the first row of an exercise follows on.
GENESIS = "0" * 64

_OPTIONAL = ("lower_quartile", "upper_quartile", "weighted_mean", "coverage")


@dataclass(frozen=True)
class ChainRow:
    """A stored ledger row: ``content`` as plain values, the seal of the row before, its own seal, and its number."""

    content: Mapping[str, Any]
    previous: str
    seal: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ChainFault:
    """What is wrong, in words, and with which row, counted from 1; None where no row bears it."""

    row: int | None
    words: str


def content_of(entry: LedgerEntry) -> dict[str, Any]:
    """Return everything that a row says; figures as text, members sorted."""
    return {
        "release": entry.release,
        "column": entry.key.column,
        "line": entry.key.line,
        "dimension": entry.key.dimension,
        "group": entry.key.group,
        "policy": entry.policy_sha256,
        "figures": _figures_document(entry.figures),
        "members": list(map(list, sorted(entry.membership))),
    }


def entry_from(content: Mapping[str, Any]) -> LedgerEntry:
    return LedgerEntry(
        key=CellKey(content["column"], content["line"], content["dimension"], content["group"]),
        release=content["release"],
        policy_sha256=content["policy"],
        figures=_figures_from(content["figures"]),
        membership=frozenset(map(MemberDigest._make, content["members"])),
    )


def chained(key: bytes, exercise: str, head: str, entries: Iterable[LedgerEntry]) -> Iterator[ChainRow]:
    """Return the entries as rows that follow on ``head``."""
    for entry in entries:
        content = content_of(entry)
        row = ChainRow(content, head, seal_of(key, exercise, head, content))
        yield row
        head = row.seal


def seal_of(key: bytes, exercise: str, previous: str, content: Mapping[str, Any]) -> str:
    document = {"exercise": exercise, "previous": previous, "content": content}
    return hmac.digest(key, b"chain" + json.dumps(document, sort_keys=True).encode(), "sha256").hex()


def faults_in(key: bytes, exercise: str, rows: Iterable[ChainRow], heads: Iterable[str]) -> Iterator[ChainFault]:
    """Yield what is wrong with a chain, the first row first; nothing if it is whole.

    ``heads`` are the last seals as the releases remember them, the oldest first; a release that published nothing
    remembers the one before.
    """
    found, head = [GENESIS], GENESIS
    for position, row in enumerate(rows, 1):
        if row.previous != head:
            yield ChainFault(position, f"row {position} of the ledger does not follow on the row before it")
        if not hmac.compare_digest(row.seal, seal_of(key, exercise, row.previous, row.content)):
            yield ChainFault(position, f"row {position} of the ledger was changed")
        if row.position not in (None, position):
            yield ChainFault(position, f"row {position} of the ledger bears the number {row.position}")
        head = row.seal
        found.append(head)
    remembered = list(heads)
    for i, _ in _lacking(remembered, found):
        yield ChainFault(None, f"the ledger lacks the row that release {i} ended with")
    if (remembered or [GENESIS])[-1] != head:
        yield ChainFault(None, "the ledger does not end where the last release ended")


def _lacking(remembered: list[str], found: list[str]) -> Iterator[tuple[int, str]]:
    return ((i, seal) for i, seal in enumerate(remembered, 1) if seal not in found)


def _figures_document(figures: Figures) -> dict[str, Any]:
    optional = {name: _text(getattr(figures, name)) for name in _OPTIONAL}
    return {"n": figures.n, "median": str(figures.median), "indicative": figures.indicative, **optional}


def _figures_from(document: Mapping[str, Any]) -> Figures:
    optional = {name: None if document[name] is None else Decimal(document[name]) for name in _OPTIONAL}
    return Figures(n=document["n"], median=Decimal(document["median"]), indicative=document["indicative"], **optional)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
