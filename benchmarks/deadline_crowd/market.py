"""An invented exercise on its deadline day: each location has a provider with an account, and two people watch."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions import people, roles
from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.deadline_crowd.workbooks import FIRST, location_id
from register.models import Authority, Exercise
from submissions.tests.cast import make_exercise, provider, take_part, workbook

PASSWORD = "known to everybody 1"
UNUSUAL = (("basic_pay_rate", "12.10"),)
WRONG = (*UNUSUAL, ("share_self_funded", "0.10"))


def make_plan(port: int, providers: int, seconds: float, pause: float, read_every: float) -> dict[str, Any]:
    """Make the exercise and everybody in it; return what the driver has to know, as plain JSON."""
    authority = Authority.objects.create(name="Deadlineshire", cqc_name="Deadlineshire")
    exercise = make_exercise(authority)
    coming = [_provider(exercise, number) for number in range(1, providers + 1)]
    # One digest for all: to make a thousand would take minutes, and to compare each takes as long as ever.
    User.objects.filter(email__startswith="person.").update(password=make_password(PASSWORD))
    readers = [_reader(authority, exercise, role) for role in (RoleName.ENGAGEMENT_OFFICER, RoleName.COMMISSIONER)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    crowd = {
        "port": port,
        "login": reverse("account_login"),
        "home": reverse("home"),
        "password": PASSWORD,
        "wrong": _workbook(WRONG),
        "right": _workbook(UNUSUAL),
        "pause": pause,
    }
    return {"crowd": crowd, "providers": coming, "readers": readers, "seconds": seconds, "read_every": read_every}


def _provider(exercise: Exercise, number: int) -> dict[str, str]:
    firm = provider(f"Firm {number}")
    asked = take_part(exercise, firm, f"Branch {number}", location_id(number))
    email = f"person.{number}@example.org"
    person = people.add(by=None, email=email, full_name=f"Person {number}")
    roles.grant(
        by=None, person=person, name=RoleName.PROVIDER_ADMINISTRATOR, provider_id=firm.id, scope_label=firm.name
    )
    path = reverse("submissions:participation_detail", args=[asked.id])
    return {"email": email, "path": path, "location_id": location_id(number)}


def _reader(authority: Authority, exercise: Exercise, role: RoleName) -> dict[str, str]:
    person = people.add(by=None, email=f"{role.value}@example.org", full_name=f"Reader {role.label}")
    roles.grant(by=None, person=person, name=role, authority_id=authority.id, scope_label=authority.name)
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"session": session, "address": reverse("engagement:dashboard", args=[exercise.id])}


def _workbook(changed: tuple[tuple[str, str], ...]) -> str:
    return b64encode(workbook(FIRST, "homecare_3", tuple(sorted(changed)))).decode()
