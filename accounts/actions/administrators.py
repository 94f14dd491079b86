"""Keep two administrators: one invites whoever reads returns, approves or administers, and the other consents."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actions.advisory_lock import take_turn
from accounts.domain.consent import FEWEST_ADMINISTRATORS
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import Role

_TOO_FEW = Refusal(
    "A portal has two administrators at least: one invites, and the other consents. Invite another one first; whoever "
    "has taken up the invitation can take this one’s place."
)


def too_few_without(person_id: UUID) -> Refusal | None:
    """Refuse if fewer than two were left without this one; two who go at once wait for each other."""
    take_turn("administrators")
    held = acting()
    is_one = held.filter(person_id=person_id).exists()
    return _TOO_FEW if is_one and held.count() <= FEWEST_ADMINISTRATORS else None


def acting() -> QuerySet[Role]:
    """Return the roles of those who administer now and can sign in."""
    return Role.objects.filter(name=RoleName.ADMINISTRATOR, ended_at=None, person__is_active=True)
