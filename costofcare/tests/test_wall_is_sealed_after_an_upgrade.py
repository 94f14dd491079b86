"""Between ``migrate`` and ``seal_the_wall`` the database believes pages of the version before; then no longer."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.domain.row_level_security import SETTINGS, values
from accounts.models import User
from accounts.queries.wall_context import is_wall_lenient, tell
from costofcare.doctor import database
from costofcare.doctor.signs import IsIll, NotLookedAt
from costofcare.tests.lenient_wall import make_lenient
from costofcare.tests.walled_tables import seen_rows
from submissions.tests.cast import PASSWORD, behind_the_wall

pytestmark = pytest.mark.django_db


def seal_the_wall() -> list[str]:
    out = StringIO()
    call_command("seal_the_wall", stdout=out)
    return out.getvalue().splitlines()


def said_by_the_old_code(cast) -> set[str]:
    """What the old code's pages see, which say who asks without a seal, by one statement each."""
    with behind_the_wall(None):
        tell(None)
        with connection.cursor() as cursor:
            for name, value in zip(SETTINGS, values(cast.dev), strict=True):
                cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
        return set(seen_rows())


def test_pages_of_the_version_before_see_their_rows_until_it_is_sealed(cast):
    assert said_by_the_old_code(cast) == set()
    make_lenient()
    seen = said_by_the_old_code(cast)
    assert {"register_participation", "accounts_user", "accounts_role"} <= seen
    assert seal_the_wall()[0] == "The wall is sealed."
    assert said_by_the_old_code(cast) == set()
    assert seal_the_wall() == ["The wall was sealed already."]


def test_secrets_that_lie_in_the_clear_are_sealed_with_it(cast, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["accounts.password_hashers.SealedPasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 7)
    make_lenient()
    User.objects.update(password="!none")
    ada, secret = cast.of(cast.ada), generate_totp_secret()
    ada.set_password(PASSWORD)
    ada.save()
    TOTP.activate(ada, secret)
    assert seal_the_wall() == ["The wall is sealed.", "Sealed besides: 2 secrets of accounts."]
    ada.refresh_from_db()
    assert "sealed:" in ada.password and ada.check_password(PASSWORD)
    assert Authenticator.objects.get(user=ada).data["secret"].startswith("sealed:")
    assert seal_the_wall() == ["The wall was sealed already."]


def test_without_the_sealing_key_nothing_is_done(cast, settings):
    make_lenient()
    settings.SEALING_KEYS = []
    with pytest.raises(CommandError, match="SEALING_KEYS is not in this environment"):
        seal_the_wall()
    assert is_wall_lenient()


def test_the_doctor_says_that_it_is_yet_to_be_done(monkeypatch):
    """Asked on the connection of the test, whose transaction no other sees into."""
    from contextlib import nullcontext

    monkeypatch.setattr(database, "any_connection", lambda: nullcontext(connection))
    assert database.wall_is_sealed() == "who asks is believed under the portal's seal alone"
    make_lenient()
    with pytest.raises(IsIll, match=r"the wall is lenient, as after an upgrade.*manage\.py seal_the_wall"):
        database.wall_is_sealed()
    for hours, kind in ((1.0, NotLookedAt), (25.0, IsIll)):
        monkeypatch.setattr(database, "hours_unsealed", lambda hours=hours: hours)
        with pytest.raises(kind, match="seal_the_wall"):
            database.wall_is_sealed()
