"""Queries of peers, for the independent team alone."""

from submissions.peers.queries.among_peers import (
    ReturnAmongPeers,
    beside_its_peers,
    peer_of,
    pseudonyms,
    returns_among_peers,
    total_band,
)
from submissions.peers.queries.checks import effects_of_checks, returns_to_try
from submissions.peers.queries.panel import kept_figures_for, kept_figures_on, kept_of, left_out_of, open_questions

__all__ = [
    "ReturnAmongPeers",
    "beside_its_peers",
    "effects_of_checks",
    "kept_figures_for",
    "kept_figures_on",
    "kept_of",
    "left_out_of",
    "open_questions",
    "peer_of",
    "pseudonyms",
    "returns_among_peers",
    "returns_to_try",
    "total_band",
]
