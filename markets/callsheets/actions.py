"""Record that somebody looked at a call sheet: it lists single packages, so each view is an event of the trail."""

from accounts.actions import audit
from accounts.domain.context import Context
from markets.models import VisitRun

KIND = "market profile"


def note_view(*, by: Context, run: VisitRun, provider: str) -> None:
    audit.record_on(run, by=by, verb="looked at a call sheet", kind=KIND, words=provider)
