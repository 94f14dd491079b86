"""Benchmark of the engagement dashboard of a large market, against the same page of an empty exercise."""

from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions import people, roles
from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.stopwatch import medians, row
from engagement.tests.long_history import make_history, make_market, repeat_history
from register.models import Authority, Exercise

CONTACTS, AGAIN = 3, 9


def rows(locations: int, rounds: int = 9) -> list[str]:
    """Time the dashboard with ``locations`` of thirty contacts each, against the same page of an empty exercise."""
    call_command("migrate", verbosity=0, interactive=False)
    authority = Authority.objects.create(name="Many", cqc_name="Many")
    full, empty = (exercise(authority, name) for name in ("Full", "Empty"))
    make_history(make_market(full, locations), CONTACTS * locations)
    repeat_history(AGAIN, full)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="localhost")
    client.force_login(commissioner(authority))
    times = medians({each.name: lambda each=each: opened(client, each) for each in (full, empty)}, rounds)  # type: ignore[misc]
    name = f"dashboard of {locations:,} locations"
    return [row(name, times["Full"], "the same page with nobody asked", times["Empty"])]


def exercise(authority: Authority, name: str) -> Exercise:
    opens = date.today() - timedelta(days=70)
    return Exercise.objects.create(
        authority=authority,
        service="homecare",
        name=name,
        price_date=opens,
        opens_on=opens,
        closes_on=opens + timedelta(days=90),
        preset="protected",
    )


def commissioner(authority: Authority, email: str = "carol@example.org") -> User:
    person = people.add(by=None, email=email, full_name="Carol Council", password="known to everybody 1")
    roles.grant(
        by=None,
        person=person,
        name=RoleName.COMMISSIONER,
        authority_id=authority.id,
        scope_label=authority.name,
    )
    return person


def opened(client: Client, of: Exercise) -> None:
    answer = client.get(reverse("engagement:dashboard", args=[of.id]))
    if answer.status_code != 200:
        raise ValueError(f"the dashboard answered {answer.status_code}")
