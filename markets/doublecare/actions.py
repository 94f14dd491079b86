"""Record that somebody looked at single packages: each view of them is an event of the trail."""

from accounts.actions import audit
from accounts.domain.context import Context
from markets.models import VisitRun

KIND = "market profile"


def note_view(*, by: Context, run: VisitRun) -> None:
    audit.record_on(run, by=by, verb="looked at packages to review", kind=KIND)
