"""People, the roles they hold, invitations, the audit trail, and the portal's mail."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from accounts.domain.delivery import CHOICES, MailState
from accounts.domain.roles import (
    AUTHORITY_ROLES,
    NEEDS_CONSENT,
    PORTAL_ROLES,
    PROVIDER_ROLES,
    RoleName,
    part_in_words,
)

ROLE_CHOICES = [(name.value, name.label) for name in RoleName]


class People(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":  # type: ignore[override]
        return self.get(email=email.strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class User(AbstractBaseUser):
    """A person; made anonymous when they leave, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    wants_fewer_emails = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = People()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="email_is_lower")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return a hash that changes with ``session_round``, which ends older sessions.

        Round 0 keeps Django's own hash.
        """
        made: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if self.session_round == 0:
            return made
        return salted_hmac("session round", f"{made}{self.session_round}", secret=secret).hexdigest()


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
    hold (migration 0004); ``accounts/domain/independence.py`` has the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
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


class AuditEvent(models.Model):
    """An action of somebody, kept in the same transaction as the change; append-only, and without figures.

    The key is made here: one made by the database would have to be read back, which few who write may do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=30, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)
    authority_id = models.UUIDField(null=True, blank=True, db_index=True)
    provider_id = models.UUIDField(null=True, blank=True, db_index=True)
    exercise_id = models.UUIDField(null=True, blank=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["-at"]), models.Index(fields=["subject_kind", "subject_id"])]


class Mail(models.Model):
    """An e-mail of the portal's own to one person, written in the same transaction as the change that it tells of.

    Its words are kept until it has gone out. ``due_at`` is the time from which it may be tried, or tried again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField()
    subject = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=CHOICES, default=MailState.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    authority_id = models.UUIDField()
    exercise_id = models.UUIDField(db_index=True)
    provider_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["waiting", "claimed"]), name="letter_still_to_be_sent"
            )
        ]


class KeptWords(models.Model):
    """A form that was posted after its person's session had ended, sealed, until they sign in or a day has passed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField(db_index=True)
    sealed = models.BinaryField()


class MailServer(models.Model):
    """A mail server that we hand mail to, and how it has refused mail lately.

    ``refusal`` is what the refusals in a row share, ``recipients`` digests of those whom they were about. While it is
    stopped, one mail at a time is tried.
    """

    name = models.CharField(max_length=300, unique=True)
    refusal = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)
    recipients = models.JSONField(default=list)
    alike_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)


class TryCount(models.Model):
    """How often something was tried within a window, such as a person's password from devices that are not theirs.

    ``key`` is a digest; ``free_at`` is when the next try may be made.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    began_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()


# Tables of their own noun, which Django looks for here.
from accounts.erasures.models import (  # noqa: E402
    AuditSeal,
    ErasedWords,
    Erasure,
    PersonSession,
    RetentionRule,
    RetentionRun,
)

__all__ = ["AuditSeal", "ErasedWords", "Erasure", "PersonSession", "RetentionRule", "RetentionRun"]
