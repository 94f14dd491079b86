"""Add people and make them anonymous."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.actions import advisory_lock, audit, roles
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import Role, User


@transaction.atomic
def add(*, by: Context | None, email: str, full_name: str, password: str | None = None) -> User:
    """Add a person by e-mail address; return a person who is known already as they are."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known:
        return known
    person = User.objects.create_user(email=email, password=password, full_name=full_name)
    audit.record(by=by, verb="added a person", kind="person", id=person.id, words=person.email)
    return person


@transaction.atomic
def make_first_administrators(*, named: Sequence[tuple[str, str]]) -> tuple[User, ...] | Refusal:
    """Make the first two administrators, (name, address) each, who then consent to all others; only once.

    Each chooses a password by the page for forgotten ones, which shows that the address is theirs.
    """
    advisory_lock.take_turn("first administrators")
    if Role.objects.filter(name=RoleName.ADMINISTRATOR).exists():
        return Refusal("There are administrators already. They invite further ones on the page “People”.")
    if len(named) != 2 or len({email.strip().lower() for _, email in named}) != 2:
        return Refusal("The first administrators are two people with an email address each.")
    made = tuple(add(by=None, email=email, full_name=name) for name, email in named)
    for person in made:
        roles.grant(by=None, person=person, name=RoleName.ADMINISTRATOR)
    both = " and ".join(person.email for person in made)
    audit.record(by=None, verb="made the first administrators", kind="portal", words=both)
    return made


@transaction.atomic
def make_anonymous(*, by: Context, person: User) -> None:
    """Remove the person's name, address and roles; rows that refer to the person stay and name nobody."""
    now = timezone.now()
    Role.objects.filter(person=person, ended_at=None).update(ended_at=now, ended_by=by.person_id)
    person.full_name, person.email = "Former user", f"{person.id}@anonymous.invalid"
    person.is_active, person.anonymised_at = False, now
    person.set_unusable_password()
    person.save()
    audit.record(by=by, verb="made a person anonymous", kind="person", id=person.id)


def prefer_fewer_emails(*, person: User, fewer: bool) -> None:
    """Set whether the person gets only the e-mails that they must have."""
    User.objects.filter(id=person.id).update(wants_fewer_emails=fewer)
