"""Digests of passwords and second factors lie sealed: whoever gets SQL past a page finds nothing to try words against.

As the web role, by SQL, in each role; and what was kept before, by an older key or in the clear, still lets people in.
"""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from costofcare.row_level_security import stand_as
from costofcare.tests.lenient_wall import lenient_wall
from submissions.tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NAMES = ("ada", "bea", "carol", "dev", "fay", "ned", "alex", "una")
PLAIN = "pbkdf2_sha256$7$"


@pytest.fixture(autouse=True)
def quick_digests(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["accounts.password_hashers.SealedPasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 7)


def asked(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [str(row[0]) for row in cursor.fetchall()]


def digest_of(person: User) -> str:
    return User.objects.values_list("password", flat=True).get(id=person.id)


def keep(person: User, digest: str) -> None:
    User.objects.filter(id=person.id).update(password=digest)


def sign_in(person: User, password: str = PASSWORD) -> bool:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return "_auth_user_id" in client.session


def test_nobody_reads_a_digest_or_a_second_factor_of_others_as_the_web_role(cast):
    User.objects.update(password="!none")
    secrets = {}
    for name in NAMES:
        person = cast.of(getattr(cast, name))
        person.set_password(PASSWORD)
        person.save()
        secrets[name] = generate_totp_secret()
        TOTP.activate(person, secrets[name])
        RecoveryCodes.activate(person)
    digests = 0
    for name in (*NAMES, None):
        with stand_as(getattr(cast, name) if name else None):
            seen = asked("SELECT password FROM accounts_user")
            factors = asked("SELECT data::text FROM mfa_authenticator")
        digests += len(seen)
        assert all(digest.startswith(("pbkdf2_sha256$sealed:", "!")) for digest in seen)
        assert len(factors) == (2 if name else 0), "their own and no other"
        assert not any(secret in factor for factor in factors for secret in secrets.values())
    assert digests > len(NAMES), "colleagues' rows are seen: what is in them is what this is about"


def test_a_digest_that_is_seen_fits_no_password_without_the_key(cast, settings):
    ada = cast.of(cast.ada)
    ada.set_password(PASSWORD)
    assert ada.check_password(PASSWORD) and not ada.check_password(PASSWORD + "x")
    settings.SEALING_KEYS = [Fernet.generate_key().decode()]
    assert not ada.check_password(PASSWORD)


def test_one_kept_in_the_clear_lets_in_and_is_sealed_then(cast, no_second_factor):
    ada = cast.of(cast.ada)
    keep(ada, PBKDF2PasswordHasher().encode(PASSWORD, "s" * 22, 7))
    assert digest_of(ada).startswith(PLAIN)
    assert not sign_in(ada, "another long password") and digest_of(ada).startswith(PLAIN)
    assert sign_in(ada)
    assert digest_of(ada).startswith("pbkdf2_sha256$sealed:")
    before = digest_of(ada)
    assert sign_in(ada) and digest_of(ada) == before, "it is sealed once"


def test_one_sealed_by_an_older_key_is_sealed_by_the_newest(cast, settings, no_second_factor):
    ada = cast.of(cast.ada)
    keep(ada, make_password(PASSWORD))
    older = settings.SEALING_KEYS
    settings.SEALING_KEYS = [Fernet.generate_key().decode(), *older]
    assert sign_in(ada)
    settings.SEALING_KEYS = settings.SEALING_KEYS[:1]
    assert sign_in(ada)


def test_while_the_version_before_runs_it_finds_what_it_can_read(cast, no_second_factor):
    ada = cast.of(cast.ada)
    with lenient_wall():
        assert make_password(PASSWORD).startswith(PLAIN)
        keep(ada, make_password(PASSWORD))
        assert sign_in(ada) and digest_of(ada).startswith(PLAIN)
        secret = generate_totp_secret()
        TOTP.activate(ada, secret)
        assert Authenticator.objects.get(user=ada).data["secret"] == secret
    assert get_adapter().decrypt(secret) == secret, "and is read by this one ever after"


def test_a_second_factor_whose_key_is_lost_fits_no_code_and_breaks_no_page(cast, settings):
    dev = cast.of(cast.dev)
    secret = generate_totp_secret()
    factor = TOTP.activate(dev, secret)
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    settings.SEALING_KEYS = [Fernet.generate_key().decode()]
    assert not factor.validate_code(code)
