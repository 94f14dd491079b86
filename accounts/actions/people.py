"""Add people and make them anonymous."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.actions import administrators, audit, roles
from accounts.actions.advisory_lock import take_turn
from accounts.domain.consent import FEWEST_ADMINISTRATORS
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
    take_turn("administrators")
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
def restore_administrators(*, named: Sequence[tuple[str, str]]) -> tuple[User, ...] | Refusal:
    """Make administrators, (name, address) each, up to two, where a portal has lost them: a way for the server alone.

    Each chooses a password by the page for forgotten ones; those who have an account keep theirs.
    """
    take_turn("administrators")
    names = {email.strip().lower(): name for name, email in named}
    refusal = _cannot_restore(set(names))
    if refusal:
        return refusal
    made = tuple(add(by=None, email=email, full_name=name) for email, name in names.items())
    for person in made:
        Role.objects.create(person=person, name=RoleName.ADMINISTRATOR.value, granted_at=timezone.now())
    words = " and ".join(person.email for person in made)
    audit.record(by=None, verb="restored administrators", kind="portal", words=words)
    return made


def _cannot_restore(emails: set[str]) -> Refusal | None:
    held = set(administrators.acting().values_list("person__email", flat=True))
    missing = FEWEST_ADMINISTRATORS - len(held)
    if not Role.objects.filter(name=RoleName.ADMINISTRATOR).exists():
        return Refusal("This portal never had administrators. Make the first two by first_administrators.")
    if missing <= 0:
        return Refusal("There are two administrators. They invite further ones on the page “People”.")
    if emails & held or len(emails) != missing:
        beside = f", beside {', '.join(sorted(held))}" if held else ""
        return Refusal(f"Name {missing} new administrator{'s' * (missing > 1)} with an email address each{beside}.")
    gone = User.objects.filter(email__in=emails, is_active=False).values_list("email", flat=True)
    return Refusal(f"The account of {', '.join(gone)} is closed. Name somebody else.") if gone else None


@transaction.atomic
def make_anonymous(*, by: Context, person: User) -> Refusal | None:
    """Remove the person's name, address and roles; rows that refer to the person stay and name nobody."""
    refusal = administrators.too_few_without(person.id)
    if refusal:
        return refusal
    now = timezone.now()
    Role.objects.filter(person=person, ended_at=None).update(ended_at=now, ended_by=by.person_id)
    person.full_name, person.email = "Former user", f"{person.id}@anonymous.invalid"
    person.is_active, person.anonymised_at = False, now
    person.set_unusable_password()
    person.save()
    audit.record(by=by, verb="made a person anonymous", kind="person", id=person.id)
    return None


def prefer_fewer_emails(*, person: User, fewer: bool) -> None:
    """Set whether the person gets only the e-mails that they must have."""
    User.objects.filter(id=person.id).update(wants_fewer_emails=fewer)
