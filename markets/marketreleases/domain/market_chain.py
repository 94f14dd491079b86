"""The ledger of a market as rows of a chain, each sealed with the seal before it, as a release's are."""

from collections.abc import Iterable, Sequence

from markets.marketreleases.domain.market_gate import chain_of
from reports.domain.ledger import LedgerEntry
from reports.domain.ledger_chain import GENESIS, ChainFault, ChainRow, chained, entry_from, faults_in

__all__ = ["GENESIS", "ChainFault", "ChainRow", "entry_from", "market_faults", "market_links"]


def market_links(key: bytes, authority: str, head: str, entries: Iterable[LedgerEntry]) -> list[ChainRow]:
    """Return the rows that follow on the last one."""
    return list(chained(key, chain_of(authority), head, entries))


def market_faults(key: bytes, authority: str, rows: Iterable[ChainRow], heads: Sequence[str]) -> list[ChainFault]:
    """Return what is wrong with a market's ledger; ``heads`` are the last seals that releases remember."""
    return list(faults_in(key, chain_of(authority), rows, heads))
