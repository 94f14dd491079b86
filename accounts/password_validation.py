"""What Django asks of a password somebody chooses: that it has not leaked, and is not made of what everybody knows."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.domain.passwords.guessable import is_guessable
from accounts.domain.passwords.leaks import has_leaked

LEAKED = (
    "This password, or one much like it, is on lists of passwords that have leaked, which are tried first. Choose "
    "three words that do not belong together"
)
GUESSABLE = (
    "This is easy to guess: without names, seasons, years and rows of keys too little of it is left. Choose three "
    "words that do not belong together"
)


class LeakedPasswordValidator:
    def validate(self, password: str, user: Any = None) -> None:
        if has_leaked(password):
            raise ValidationError(LEAKED, code="password_has_leaked")

    def get_help_text(self) -> str:
        return "It is on no list of passwords that have leaked."


class GuessablePasswordValidator:
    def validate(self, password: str, user: Any = None) -> None:
        if is_guessable(password, words_about(user)):
            raise ValidationError(GUESSABLE, code="password_is_guessable")

    def get_help_text(self) -> str:
        return "It is more than names, seasons, years and rows of keys."


def words_about(user: Any) -> Iterable[str]:
    """Return what is known of a person: name, address, council and organisation; and what the portal is called."""
    yield settings.PORTAL_NAME
    if user is None:
        return
    yield from (user.full_name, user.email, *getattr(user, "offered_scopes", ()))
    if not user._state.adding:
        yield from user.roles.filter(ended_at=None).values_list("scope_label", flat=True)
