"""`python portal_side.py PEOPLE` in the folder of a portal: that portal running, with people who are signed in.

It runs in whichever commit stands in the folder, with the Python of that commit, and so imports nothing from here.
It writes a line of JSON: where the portal answers, its processes, and who may upload what. Then each line that it
reads is answered by "done" once no upload waits; it ends with its input.
"""

import json
import os
import secrets
import sys
import time
from base64 import b64encode, urlsafe_b64encode
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# Before this file's own folder, of which nothing is needed.
sys.path[0] = str(Path.cwd())

from costofcare.demo.house import House  # noqa: E402
from costofcare.demo.keys import Keys  # noqa: E402
from costofcare.servers.sockets import TEMPORARY  # noqa: E402

try:
    from costofcare.demo.listening_socket import address, listen
except ImportError:  # as the module was called in earlier commits
    _earlier = import_module(".listening", "costofcare.demo")
    address, listen = _earlier.address, _earlier.listen

COMMANDS = (("migrate", "--verbosity", "0"), ("collectstatic", "--noinput", "--verbosity", "0"))
PATIENCE_SECONDS = 120


class EmptyHouse(House):
    """The demo's servers and programs, over tables in which there is nothing."""

    def _prepare(self, command: list[str]) -> None:
        for each in COMMANDS:
            super()._prepare(list(each))


def main(people: int) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is said is no answer
    os.environ |= {"DJANGO_SETTINGS_MODULE": "costofcare.settings", "LOG_LEVEL": "WARNING"}
    secret, sealing, ledger = secrets.token_urlsafe(40), secrets.token_bytes(32), secrets.token_urlsafe(40)
    keys = Keys(secret, urlsafe_b64encode(sealing).decode(), ledger, "known to nobody 12")
    with TemporaryDirectory(prefix="costofcare-uploads-", dir=TEMPORARY) as folder, closing(listen(None)) as listening:
        Path(folder).chmod(0o755)
        with EmptyHouse(Path(folder), keys, address(listening), listening.fileno(), lambda words: None) as house:
            house.start([])
            os.environ |= house.environment
            print(json.dumps({**described(house), **signed_in(people)}), file=answers, flush=True)
            for _ in sys.stdin:
                wait_for_findings()
                print("done", file=answers, flush=True)


def described(house: House) -> dict[str, Any]:
    programs = {"web": house.programs["web server"], "worker and readers": house.programs["worker"]}
    started = {**programs, "database": house.postgres}
    processes = {name: part.process.pid for name, part in started.items() if part.process is not None}
    return {"port": int(house.url.rpartition(":")[2]), "processes": processes}


def signed_in(people: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from accounts.domain.roles import RoleName
    from accounts.models import User
    from submissions.tests import cast

    authority = cast.Exercise._meta.get_field("authority").related_model.objects.create(name="Here", cqc_name="Here")
    exercise, senders = cast.make_exercise(authority), []
    for number in range(people):
        firm = cast.provider(f"Firm {number}")
        asked = cast.take_part(exercise, firm, f"Branch {number}", f"1-3{number:08}")
        context = cast.person(f"Person {number}", RoleName.PROVIDER_ADMINISTRATOR, firm)
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(id=context.person_id))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        workbook = b64encode(cast.workbook_for(asked)).decode()
        path = reverse("submissions:upload", args=[asked.id])
        senders.append({"session": session, "path": path, "workbook": workbook})
    cookies = {"session_cookie": settings.SESSION_COOKIE_NAME, "csrf_cookie": settings.CSRF_COOKIE_NAME}
    return {**cookies, "senders": senders}


def wait_for_findings() -> None:
    from submissions.models import Upload

    deadline = time.monotonic() + PATIENCE_SECONDS
    while Upload.objects.exclude(state__in=["done", "failed"]).exists():
        if time.monotonic() > deadline:
            raise TimeoutError("uploads wait in vain")
        time.sleep(0.5)
    if Upload.objects.filter(state="failed").exists():
        raise ValueError("an upload could not be worked on")


if __name__ == "__main__":
    main(int(sys.argv[1]))
