"""Reading returns in an emergency, as when an analyst is away: for an hour, for a reason, and nothing is changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, RoleName

LASTS = timedelta(hours=1)
# As whom somebody reads.
READS_AS = RoleName.ANALYST
SHORTEST_REASON, LONGEST_REASON = 20, 250
OPENED, LOOKED, ENDED = "opened returns in an emergency", "looked in an emergency at", "ended reading in an emergency"
PAYS_OR_IS_PAID = (
    "You hold a role of a council or a provider. Whoever does never sees providers’ returns, in an emergency either: "
    "another administrator has to."
)
CHANGES_NOTHING = "You are reading in an emergency: nothing can be changed. Change back to your own role first."


def why_not_read(held: Iterable[RoleName]) -> str:
    """Tell why somebody who holds these roles may not read returns in an emergency, in words for them."""
    return PAYS_OR_IS_PAID if set(held) & (COUNCIL_ROLES | PROVIDER_ROLES) else ""


def label_for(authority_name: str, until: str) -> str:
    """Return what stands beside the role wherever it is named, so that nobody forgets what they are in."""
    return f"{authority_name[:130]}, in an emergency, to read alone until {until}"


def is_running(ends_at: datetime | None, now: datetime) -> bool:
    return ends_at is not None and ends_at > now
