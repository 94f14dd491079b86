"""What somebody wants to see of the audit trail, as words in an address and as limits of a query."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
EXACT = {"who": "who", "verb": "verb", "about": "about", "q": "words"}


def limits_of(given: Mapping[str, str]) -> dict[str, str | datetime]:
    """Return arguments of ``audit_events``; days are ISO dates, both of them included, and nonsense is left out."""
    said = {name: given.get(name, "").replace("\0", "").strip() for name in (*EXACT, "since", "until")}
    limits: dict[str, str | datetime] = {EXACT[name]: said[name] for name in EXACT if said[name]}
    since, until = _day(said["since"]), _day(said["until"])
    if since:
        limits["since"] = datetime.combine(since, time.min, UK)
    if until and until < date.max:
        limits["before"] = datetime.combine(until + timedelta(days=1), time.min, UK)
    return limits


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
