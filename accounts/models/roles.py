"""Roles that people hold, and those that they are offered."""

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.domain.roles import (
    AUTHORITY_ROLES,
    NEEDS_CONSENT,
    PORTAL_ROLES,
    PROVIDER_ROLES,
    RoleName,
    part_in_words,
)
from accounts.models.people import User

ROLE_CHOICES = [(name.value, name.label) for name in RoleName]


class ScopedRole(models.Model):
    """A role with the authority or provider that it is bound to; base of roles held and roles offered."""

    name = models.CharField(max_length=30, choices=ROLE_CHOICES)
    authority_id = models.UUIDField(null=True, blank=True, db_index=True)
    provider_id = models.UUIDField(null=True, blank=True, db_index=True)
    scope_label = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


def words_of(roles: frozenset[RoleName]) -> list[str]:
    return sorted(role.value for role in roles)


def scope_fits(prefix: str) -> models.CheckConstraint:
    """Return the constraint.

    A provider's role has a provider, an authority's role an authority, a portal role neither.
    """
    provider = Q(name__in=words_of(PROVIDER_ROLES), provider_id__isnull=False, authority_id__isnull=True)
    authority = Q(name__in=words_of(AUTHORITY_ROLES), authority_id__isnull=False, provider_id__isnull=True)
    portal = Q(name__in=words_of(PORTAL_ROLES), authority_id__isnull=True, provider_id__isnull=True)
    return models.CheckConstraint(condition=provider | authority | portal, name=f"{prefix}_scope_fits")


class Role(ScopedRole):
    """A role that a person holds, or held until ``ended_at``.

    That nobody holds one of the independent team beside one of its council or of a provider, two exclusion constraints
    hold (migration 0004); ``accounts/domain/independence.py`` has the words. ``with_visits`` lets a commissioner look
    after the visits that the council holds; an administrator switches it on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    with_visits = models.BooleanField(default=False, db_default=False)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            scope_fits("role"),
            models.UniqueConstraint(
                fields=["person", "name", "authority_id", "provider_id"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False),
                name="role_end_says_when",
            ),
            models.CheckConstraint(
                condition=Q(with_visits=False) | Q(name=RoleName.COMMISSIONER.value), name="visits_of_commissioners"
            ),
        ]


class Invitation(ScopedRole):
    """An offer of a role, bound to an e-mail address; the token itself is not kept, only its digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField(null=True, blank=True)

    @property
    def waits_for_consent(self) -> bool:
        return self.name in NEEDS_CONSENT and self.consented_at is None

    @property
    def part_in_words(self) -> str:
        return part_in_words(RoleName(self.name), self.scope_label)

    class Meta:
        constraints = [
            scope_fits("invitation"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True)
                | ~Q(name__in=words_of(NEEDS_CONSENT))
                | Q(consented_by__isnull=False),
                name="invitation_taken_with_consent",
            ),
            models.CheckConstraint(condition=~Q(consented_by=F("invited_by")), name="invitation_consented_by_another"),
        ]
