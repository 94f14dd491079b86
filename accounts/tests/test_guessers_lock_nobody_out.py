"""Whoever guesses passwords is slowed down; the person meant, and an office behind one address, are not."""

from datetime import datetime, timedelta
from random import Random

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import sign_in_tries, try_counts
from accounts.domain.try_limits import ADDRESS, KNOWN_DEVICE, UNKNOWN_DEVICES, Allowance, uploads
from accounts.models import TryCount, User
from accounts.tests.pages import text_of
from accounts.tests.people import PASSWORD, People
from accounts.tests.test_signing_in import LOGIN, code

pytestmark = pytest.mark.django_db
ADA = "ada.elm@example.org"
FEW, MORE = 25, pytest.param(60, marks=pytest.mark.nightly)
MANY = pytest.param(1000, marks=pytest.mark.proof)


def sign_in(client: Client, password: str = PASSWORD, email: str = ADA, **more: str) -> bool:
    answer = client.post(LOGIN, {"login": email, "password": password, **more})
    return answer.status_code == 302


class Clock:
    """The clock of the counts, which stands still unless somebody moves it."""

    def __init__(self) -> None:
        self.time = timezone.now()

    def now(self) -> datetime:
        return self.time


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(sign_in_tries, "timezone", standing)
    return standing


def attack(tries: int = 7, email: str = ADA) -> None:
    for number in range(tries):
        assert not sign_in(Client(REMOTE_ADDR=f"192.0.2.{number % 50}"), f"wrong {number}", email)


@pytest.mark.parametrize("tries", [FEW, MORE, MANY])
def test_many_wrong_passwords_from_fifty_addresses_keep_their_person_from_nothing(
    people: People, clock: Clock, tries: int
):
    own = Client(REMOTE_ADDR="198.51.100.1")
    assert sign_in(own)
    own.post(reverse("account_logout"))
    for number in range(tries):
        assert not sign_in(Client(REMOTE_ADDR=f"192.0.2.{number % 50}"), f"wrong {number}")
        clock.time += timedelta(seconds=5)
    assert sign_in(own), "on a device where they have signed in before: at once"
    another = Client(REMOTE_ADDR="198.51.100.2")
    answer = another.post(LOGIN, {"login": ADA, "password": PASSWORD})
    assert "Too many wrong tries. Wait a minute" in text_of(answer)
    clock.time += timedelta(minutes=1)
    assert sign_in(another), "on a new one: after a minute at most"


def test_the_second_factor_passes_on_a_new_device_while_the_attack_goes_on(people: People):
    secret = generate_totp_secret()
    TOTP.activate(people.user(people.ada), secret)
    attack()
    new = Client(REMOTE_ADDR="198.51.100.2")
    asked = new.post(LOGIN, {"login": ADA, "password": PASSWORD})
    assert "Six digits from your app, if you have one" in text_of(asked)
    assert not sign_in(new, code="000000")
    answer = new.post(LOGIN, {"login": ADA, "password": PASSWORD, "code": code(secret)})
    assert answer.url == reverse("mfa_authenticate")
    assert new.post(answer.url, {"code": code(secret)}).status_code == 302
    assert new.get(reverse("accounts:account")).status_code == 200


def test_it_is_told_alike_of_known_and_of_unknown_people_with_and_without_a_factor(people: People):
    TOTP.activate(people.user(people.dev), generate_totp_secret())
    said = set()
    for email in (ADA, "dev.analyst@example.org", "nobody@example.org"):
        attack(email=email)
        said.add(text_of(Client().post(LOGIN, {"login": email, "password": "wrong", "code": "1 2 3"})))
    assert len(said) == 1


def test_whoever_reads_the_person_s_mail_waits_no_longer(people: People):
    attack()
    client = Client()
    client.post("/account/password/reset/", {"email": ADA})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    new = "three odd words for a lock"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    attack()
    assert sign_in(client, new)


def test_wrong_codes_on_a_stranger_s_device_do_not_count_on_one_s_own(people: People):
    secret = generate_totp_secret()
    TOTP.activate(people.user(people.ada), secret)
    own, stranger = Client(), Client()
    sign_in(own)
    own.post(reverse("mfa_authenticate"), {"code": code(secret)})
    own.post(reverse("account_logout"))
    sign_in(stranger)
    for _ in range(7):
        answer = stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Too many wrong codes" in text_of(answer)
    sign_in(own)
    assert "Too many" not in text_of(own.post(reverse("mfa_authenticate"), {"code": "000000"}))


@pytest.mark.parametrize(
    "size", [15, pytest.param(40, marks=pytest.mark.nightly), pytest.param(300, marks=pytest.mark.proof)]
)
def test_an_office_signs_in_from_one_address_and_nobody_is_refused(people: People, size: int):
    password = make_password(PASSWORD)
    everybody = [User(email=f"p{n}@example.org", full_name=f"Person {n}", password=password) for n in range(size)]
    User.objects.bulk_create(everybody)
    refused = []
    for number, person in enumerate(everybody):
        client = Client(REMOTE_ADDR="203.0.113.7")
        if number % 5 == 0:  # one in five mistypes first
            sign_in(client, "wrong", person.email)
        refused += [person.email] if not sign_in(client, PASSWORD, person.email) else []
    assert refused == []


def test_an_address_that_guesses_at_everybody_is_slowed_down(people: People, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sign_in_tries, "ADDRESS", Allowance("address", free=10, window=timedelta(minutes=10)))
    own = Client(REMOTE_ADDR="203.0.113.7")
    assert sign_in(own)
    own.post(reverse("account_logout"))
    for number in range(14):
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), "wrong", f"guess{number}@example.org")
    assert not sign_in(Client(REMOTE_ADDR="203.0.113.7"))
    assert sign_in(Client(REMOTE_ADDR="203.0.113.8"))
    assert sign_in(own)


def test_signing_in_asks_the_database_little(people: People, capsys: pytest.CaptureFixture[str]):
    client = Client()
    client.get(LOGIN)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert sign_in(client)
    with capsys.disabled():
        print(f"\nqueries of one sign-in: {len(asked)}")
    assert len(asked) <= 24, [query["sql"][:100] for query in asked]


@pytest.mark.parametrize("allowance", [UNKNOWN_DEVICES, KNOWN_DEVICE, ADDRESS, uploads(7)], ids=lambda one: one.kind)
def test_the_statement_counts_as_the_plain_twin_does(db, allowance: Allowance):
    chance, now = Random(allowance.free), datetime(2026, 3, 1, tzinfo=timezone.get_default_timezone())
    began, tries, free_from = now, 0, now
    for _ in range(120):
        now += timedelta(seconds=chance.choice([0, 1, 3, 20, 61]) + 700 * (chance.random() < 0.03))
        if tries and now - began >= allowance.window:
            tries = 0
        may = tries == 0 or now >= free_from
        if may:
            tries += 1
            began = now if tries == 1 else began
            wait = allowance.wait_after(tries)
            free_from = began + allowance.window if wait is None else now + wait
        assert try_counts.take(allowance, "somebody", now) == may
        assert try_counts.free_at(allowance, "somebody", now) == max(free_from, now)


def test_rows_that_no_longer_matter_go_and_say_nothing_while_they_stay(db):
    now = timezone.now()
    try_counts.take(UNKNOWN_DEVICES, ADA, now)
    try_counts.take(UNKNOWN_DEVICES, "old@example.org", now - timedelta(days=2))
    assert "example" not in str(list(TryCount.objects.values()))
    assert try_counts.drop_old(now) == 1
    assert TryCount.objects.count() == 1
