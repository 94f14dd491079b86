"""Count the statements of one sign-in, from the password to the page that it leads to."""

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import people

PASSWORD = "known to everybody 1"
AT_MOST = 20


@override_settings(SECOND_FACTOR_REQUIRED=False)
def rows() -> list[str]:
    person = people.add(by=None, email="sue@example.org", full_name="Sue Signer", password=PASSWORD)
    times = [_statements(person.email) for _ in range(3)]
    said = f"{'one sign-in':<44}{times[-1]:>11} statements, at most {AT_MOST}"
    return [f"{said}{': too many' if times[-1] > AT_MOST else ''}"]


def _statements(email: str) -> int:
    client = Client(SERVER_NAME="localhost")
    client.get(reverse("account_login"))
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    if answer.status_code != 302:
        raise ValueError(f"signing in was answered {answer.status_code}")
    return len(seen)
