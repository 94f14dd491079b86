"""People, and what was typed by those whose session had ended."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from accounts.kept_rows import FIRST_ID, KeptRows


class People(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":  # type: ignore[override]
        return self.get(email=email.strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get(self, *arguments: Any, **named: Any) -> "User":
        """Each page asks for its person by the key alone: that query is put into SQL once."""
        if type(self) is not People or arguments or named.keys() != {"pk"} or not isinstance(named["pk"], uuid.UUID):
            return super().get(*arguments, **named)
        person = _BY_KEY.one(named["pk"])
        if person is None:
            raise User.DoesNotExist
        return person


_BY_KEY: KeptRows["User"] = KeptRows(lambda key: User.objects.filter(pk=key), FIRST_ID)


class User(AbstractBaseUser):
    """A person; made anonymous when they leave, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Longer than Django's own, as digests lie sealed.
    password = models.CharField(max_length=255)
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


class KeptWords(models.Model):
    """A form that was posted after its person's session had ended, sealed, until they sign in or a day has passed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField(db_index=True)
    sealed = models.BinaryField()
