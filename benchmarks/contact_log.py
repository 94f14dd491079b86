"""Benchmark of the contact log as a file, against the csv module writing the same rows that are in memory already.

What is timed is the processor of this process, in which the page is made; the database has its own.
"""

import csv
from io import StringIO
from time import process_time

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.dashboard import CONTACTS, commissioner, exercise
from benchmarks.stopwatch import medians, row
from engagement.models import Contact, ContactNote, ContactWith
from engagement.tests.long_history import make_history, make_market
from register.models import Authority, Exercise

AGAINST = "the csv module, {many:,} rows in memory"
AT_MOST = 6
A_LOCATION = 10 * CONTACTS


def rows(locations: int, rounds: int = 3) -> list[str]:
    """Time the log of ``locations`` of thirty contacts each, each with a note and a person."""
    authority = Authority.objects.create(name="Logged", cqc_name="Logged")
    logged = exercise(authority, "Logged")
    make_history(make_market(logged, locations, first=500_000), A_LOCATION * locations)
    _annotate(logged)
    client = Client(SERVER_NAME="localhost")
    client.force_login(commissioner(authority, "cleo@example.org"))
    cells = list(csv.reader(StringIO(downloaded(client, logged, "csv").decode())))
    times = medians(
        {
            "csv": lambda: downloaded(client, logged, "csv"),
            "xlsx": lambda: downloaded(client, logged, "xlsx"),
            "module": lambda: csv.writer(StringIO()).writerows(cells),
        },
        rounds,
        clock=process_time,
    )
    against = AGAINST.format(many=len(cells))
    limits = {"csv": AT_MOST, "xlsx": None}
    return [
        row(f"contact log as {kind}, processor", times[kind], against, times["module"], most)
        for kind, most in limits.items()
    ]


def _annotate(logged: Exercise) -> None:
    """Give each contact a note and somebody on the other side."""
    where = {"exercise": logged, "authority": logged.authority}
    contacts = list(Contact.objects.filter(exercise=logged))
    ContactWith.objects.bulk_create(ContactWith(**where, contact=each, name="Sam Elm") for each in contacts)
    words = "Rang about the return; the manager is back on Monday and will look at it then."
    ContactNote.objects.bulk_create(
        ContactNote(
            **where, contact=each, side="council", words=words, topics=["deadline"], written_at=each.happened_at
        )
        for each in contacts
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def downloaded(client: Client, logged: Exercise, kind: str) -> bytes:
    answer = client.get(reverse(f"engagement:contact_{kind}", args=[logged.id]))
    if answer.status_code != 200:
        raise ValueError(f"the log answered {answer.status_code}")
    return answer.getvalue()
