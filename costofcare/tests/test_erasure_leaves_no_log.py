"""After an erasure by a real worker nothing is found in the broker, nor in the logs of the web process and worker."""

import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import Erasure
from accounts.tests.patience import PATIENCE_SECONDS
from accounts.tests.ports import held_port
from costofcare.tests import marker_search
from submissions.models import Upload
from submissions.tests.cast import make_cast, person, send_in
from submissions.tests.processes import CELERY, House, house, wait_until

# As in production; the tests' own processes say less.
PYTHON = ("env", "LOG_LEVEL=INFO", sys.executable)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
IDENTITY = ("Elm Care", "Elm Home Care", "1-100000001", "Ada Elm", "ada.elm@", "tom.elm@")
BODY = {"login": "ada.elm@example.org", "password": "Ada Elm of Elm Care"}


@pytest.fixture
def at_home(servers, tmp_path, monkeypatch):
    monkeypatch.setenv("ERASURES_FILE", str(tmp_path / "erasures.jsonl"))
    with house(servers, tmp_path) as opened:
        yield opened


def test_nothing_is_found_in_broker_and_logs(transactional_db, servers, at_home: House):
    cast = make_cast()
    at_home.start("worker", *PYTHON, "-m", "celery", *CELERY[4:], "worker", "--concurrency", "1", "--loglevel", "INFO")
    visit(at_home)
    send_in(cast.ada, cast.at_elm)
    wait_until(lambda: Upload.objects.filter(state="done").exists(), at_home.said)
    erasure = erasures.ask(by=cast.alex, kind=ErasureKind.PROVIDER, subject_id=cast.elm.id)
    second = person("Olu Administrator", RoleName.ADMINISTRATOR)
    assert isinstance(erasures.consent(by=second, erasure_id=erasure.id), Erasure)
    wait_until(lambda: Erasure.objects.filter(state="done").exists(), at_home.said)
    logs = [at_home.folder / "web.log", at_home.folder / "worker.log"]
    assert [b"answered" in logs[0].read_bytes(), b"erase" in logs[1].read_bytes()] == [True, True], logs[0].read_text()
    with servers.redis.client() as broker:
        left = marker_search.found(IDENTITY, [*logs, Path(at_home.folder, "erasures.jsonl")], broker)
    assert left == {}


def visit(at_home: House) -> None:
    """Start the web process, and type names into what strangers may open."""
    with held_port() as port:
        at_home.start("web", *PYTHON, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "costofcare.wsgi")
        type_names(port)


def type_names(port: int) -> None:
    asked = urllib.parse.urlencode(BODY)
    addresses = (f"/account/login/?{asked}", "/Elm%20Care/", f"/home/?{asked}", "/invitations/Ada%20Elm/")
    for address in addresses:
        for body in (None, asked.encode()):
            answered(f"http://127.0.0.1:{port}{address}", body)


def answered(url: str, body: bytes | None) -> int:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return int(urllib.request.urlopen(url, body).status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            assert time.monotonic() < until, url
            time.sleep(0.2)
