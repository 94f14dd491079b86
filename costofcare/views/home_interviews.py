"""Interviews on the home pages: one's own to read, what was released, and the way to the studies of the team."""

from typing import Any

from accounts.domain.context import Context
from engagement.interviews.queries import market_tests, studies
from engagement.permissions import can_book_interviews

MOST = 10


def interviews_of(context: Context) -> dict[str, Any]:
    """Return what the partial of a home page needs; a team finds what is released by its studies."""
    is_team = can_book_interviews(context)
    return {
        "own_interviews": studies.own_interviews(context).filter(read_at__isnull=True)[:MOST],
        "own_tests": market_tests.own_waiting(context)[:MOST],
        "has_own_tests": market_tests.own_asked(context).exists(),
        "released_studies": [] if is_team else market_tests.studies_to_read(context)[:MOST],
        "has_studies": is_team,
    }
