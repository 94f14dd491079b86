"""Benchmark of what a provider waits for, against an empty page signed in: workbooks to fetch, and an upload.

Processor of this process: the readers and the database have their own.
"""

from itertools import count
from time import process_time
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actions import task_queue
from benchmarks.nothing_is_lost.senders import numbered
from benchmarks.stopwatch import medians, row
from costofcare.row_level_security import stand_as_worker
from submissions.actions import process_upload
from submissions.models import Upload
from submissions.tests.cast import Cast, make_cast, workbook_for

AGAINST = "the empty page, signed in"
# What a workbook may take of an empty page's time.
LIMITS = {"a blank workbook": 4, "a filled workbook": 4}


def rows(rounds: int = 15) -> list[str]:
    settings.SECOND_FACTOR_REQUIRED = False
    cast = make_cast()
    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.of(cast.ada))
    data, number = workbook_for(cast.at_elm), count(1)
    blank, filled = (reverse(f"submissions:{name}", args=[cast.at_elm.id]) for name in ("workbook", "online_workbook"))
    with mock.patch.object(task_queue, "nudge"):
        jobs = {
            "empty": lambda: opened(client, reverse("privacy")),
            "a blank workbook": lambda: opened(client, blank),
            "an upload, received": lambda: send(client, cast, numbered(data, next(number))),
            "an upload, worked on": work,
            "a filled workbook": lambda: opened(client, filled),
        }
        times = medians(jobs, rounds, clock=process_time)
    empty = times.pop("empty")
    return [row(name, seconds, AGAINST, empty, LIMITS.get(name)) for name, seconds in times.items()]


def opened(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address} answered {answer.status_code}")


def send(client: Client, cast: Cast, data: bytes) -> None:
    file = SimpleUploadedFile("return.xlsx", data)
    answer = client.post(reverse("submissions:upload", args=[cast.at_elm.id]), {"file": file})
    if answer.status_code != 302:
        raise ValueError(f"an upload was answered {answer.status_code}")


def work() -> None:
    with stand_as_worker():
        if process_upload.process(Upload.objects.latest("received_at").id) is None:
            raise ValueError("an upload was not worked on")
