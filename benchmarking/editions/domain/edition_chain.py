"""The ledger of a round's editions: published cells and sheets, sealed one after another by the chain of releases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from benchmarking.editions.domain.drawn_topics import DrawnTopic
from reports.domain.ledger import LedgerEntry, MemberDigest, Membership
from reports.domain.ledger_chain import ChainRow, content_of, entry_from, seal_of

SHEET = "sheet"


def sheet_digest(sheet: DrawnTopic) -> str:
    return sha256(",".join(row.value for row in sheet.rows).encode()).hexdigest()


def contents_of(
    entries: Iterable[LedgerEntry], sheets: Iterable[DrawnTopic], edition: str, policy: str
) -> Iterator[Mapping[str, Any]]:
    """Yield what an edition adds: its cells as a release writes them, and of each sheet who was in which third."""
    for entry in entries:
        yield content_of(entry)
    for sheet in sheets:
        yield {
            "release": edition,
            "column": SHEET,
            "line": sheet.measure,
            "dimension": "",
            "group": "",
            "policy": policy,
            "figures": {"sheet": sheet_digest(sheet), "rows": len(sheet.rows)},
            "members": list(map(list, sorted(sheet.members))),
        }


def sealed(key: bytes, scope: str, head: str, contents: Iterable[Mapping[str, Any]]) -> Iterator[ChainRow]:
    """Yield the contents as rows that follow on ``head``."""
    for content in contents:
        row = ChainRow(content, head, seal_of(key, scope, head, content))
        yield row
        head = row.seal


def cells_in(contents: Iterable[Mapping[str, Any]]) -> tuple[LedgerEntry, ...]:
    return tuple(entry_from(content) for content in contents if content["column"] != SHEET)


def sheets_in(contents: Iterable[Mapping[str, Any]]) -> dict[str, Sequence[Membership]]:
    """Return by measure the members of every sheet that has left, the oldest first."""
    found: dict[str, list[Membership]] = {}
    for content in contents:
        if content["column"] == SHEET:
            members = frozenset(map(MemberDigest._make, content["members"]))
            found.setdefault(content["line"], []).append(members)
    return dict(found)
