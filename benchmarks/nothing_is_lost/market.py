"""An invented exercise: each location has a provider of its own, and a person of it who is signed in."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.nothing_is_lost.senders import Sender
from register.models import Authority
from submissions.tests.cast import make_exercise, person, provider, take_part, workbook_for


def make_senders(count: int) -> list[Sender]:
    authority = Authority.objects.create(name="Lostshire", cqc_name="Lostshire")
    exercise = make_exercise(authority)
    made = []
    for number in range(count):
        firm = provider(f"Firm {number}")
        asked = take_part(exercise, firm, f"Branch {number}", f"1-3{number:08}")
        context = person(f"Person {number}", RoleName.PROVIDER_ADMINISTRATOR, firm)
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(id=context.person_id))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        made.append(Sender(session, reverse("submissions:upload", args=[asked.id]), workbook_for(asked)))
    return made
