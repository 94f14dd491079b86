"""What is unsafe is refused with its sentence by web, worker and timetable, and by nothing else."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from django.core.checks import Tags, run_checks
from pytest_django import Settings

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare.deployment.refusals import REFUSALS, refused
from costofcare.embedded_servers import ENVIRONMENT
from costofcare.tests.safe_environment import SAFE

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "costofcare" / "settings.py"


def settings_in(**environment: str) -> SimpleNamespace:
    """Read the settings anew, as a process with this environment and no other would."""
    with mock.patch.dict(os.environ, environment, clear=True):
        return SimpleNamespace(**runpy.run_path(str(SETTINGS)))


def sentences(**changed: str) -> list[str]:
    return [sentence for _, sentence in refused(settings_in(**SAFE | changed))]


UNSAFE = [
    ({"SECRET_KEY": "x"}, "SECRET_KEY has 1 character; it needs 50 or more."),
    ({"SECRET_KEY": "any"}, "SECRET_KEY has 3 characters; it needs 50 or more."),
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
    ({"SECRET_KEY": "xyz" * 20}, "SECRET_KEY has only 3 different characters"),
    ({"SECRET_KEY": "django-insecure-" + SAFE["SECRET_KEY"]}, "SECRET_KEY is one that everybody knows."),
    ({"SECRET_KEY": ENVIRONMENT["SECRET_KEY"]}, "SECRET_KEY is one that everybody knows."),
    ({"LEDGER_KEY": "y"}, "LEDGER_KEY has 1 character; it needs 50 or more."),
    ({"LEDGER_KEY": ""}, "LEDGER_KEY is not set."),
    ({"LEDGER_KEY": SAFE["SECRET_KEY"]}, "two of them are the same."),
    ({"SEALING_KEYS": ""}, "SEALING_KEYS is not set"),
    ({"SEALING_KEYS": "no key"}, "Number 1 of 1 in SEALING_KEYS seals nothing"),
    ({"SEALING_KEYS": SAFE["SEALING_KEYS"] + ",é"}, "Number 2 of 2 in SEALING_KEYS seals nothing"),
    ({"SEALING_KEYS": ENVIRONMENT["SEALING_KEYS"]}, "Number 1 of 1 in SEALING_KEYS is one that everybody knows"),
    ({"SEALING_KEYS": "A" * 43 + "="}, "Number 1 of 1 in SEALING_KEYS is one that everybody knows or could guess."),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS has '*': anybody could name any host."),
    ({"ALLOWED_HOSTS": "costs.fernshire.example,.example"}, "ALLOWED_HOSTS has '.example', which is everybody"),
    ({"ALLOWED_HOSTS": "localhost"}, "ALLOWED_HOSTS names no host that people could reach."),
    ({"HTTPS": "off"}, "HTTPS is off: passwords and figures would cross the network in the clear."),
    ({"PORTAL_URL": "http://costs.fernshire.example"}, "PORTAL_URL is no https address"),
    ({"PORTAL_URL": "https://localhost"}, "PORTAL_URL is no https address that people could reach"),
    ({"PORTAL_URL": "https://costs.other.example"}, "PORTAL_URL is at costs.other.example, which ALLOWED_HOSTS does"),
    ({"SECOND_FACTOR_REQUIRED": "off"}, "SECOND_FACTOR_REQUIRED is off: a password alone would open every return."),
    ({"PROXIES": "0"}, "PROXIES is 0, and TLS is not spoken by the portal itself"),
    ({"PROXIES": "one"}, "PROXIES is 'one', which is no such number"),
    ({"PROXIES": "-1"}, "PROXIES is '-1', which is no such number"),
    ({"PROXIES": "12"}, "PROXIES is '12', which is no such number"),
    ({"PROXIES": "4"}, "PROXIES is 4; it is how many proxies of your own stand in front"),
    ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL names no mail server"),
    ({"EMAIL_URL": "memorymail://"}, "EMAIL_URL names no mail server"),
    ({"EMAIL_URL": "smtp://a:b@mail.fernshire.example:25"}, "EMAIL_URL sends a password in the clear"),
    ({"FROM_EMAIL": "portal@localhost"}, "FROM_EMAIL is no address that people could answer."),
    ({"FROM_EMAIL": "nobody"}, "FROM_EMAIL is no address that people could answer."),
    ({"NOTIFY_API_KEY": "key"}, "NOTIFY_API_KEY is set, and NOTIFY_TEMPLATE_ID is not"),
    ({"IMAP_URL": "imap://a:b@mail.fernshire.example"}, "IMAP_URL signs in in the clear"),
    ({"IMAP_URL": "https://mail.fernshire.example"}, "IMAP_URL is no address of a mailbox."),
    ({"IMAP_URL": "imaps://a:b@mail.fernshire.example"}, "IMAP_URL is set, and MAILBOX_ADDRESS is not"),
    ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/no/such"}, "SECRET_KEY_FILE names /no/such, and there is no such file."),
    ({"PORTAL_STAGE": "demo"}, "PORTAL_STAGE is demo, and people could reach it at costs.fernshire.example."),
    ({"PORTAL_STAGE": "test"}, "PORTAL_STAGE is test, and people could reach it at costs.fernshire.example."),
]


@pytest.mark.parametrize(("changed", "sentence"), UNSAFE, ids=lambda value: "-".join(value) if value else "")
def test_each_unsafe_setting_has_its_sentence(changed: dict[str, str], sentence: str):
    assert any(sentence in said for said in sentences(**changed)), sentences(**changed)


def test_what_is_safe_is_not_refused():
    assert sentences() == []


def test_what_no_variable_sets_is_refused_as_well():
    settings = settings_in(**SAFE)
    settings.DEBUG, settings.PROXIES = True, -1
    assert [sentence[:13] for _, sentence in refused(settings)] == ["DEBUG is on: ", "PROXIES is -1"]


def test_no_sentence_holds_a_secret():
    for changed, _ in UNSAFE:
        for name in ("SECRET_KEY", "LEDGER_KEY", "SEALING_KEYS", "EMAIL_URL", "IMAP_URL"):
            if len(value := (SAFE | changed).get(name, "")) > 12:
                assert value not in " ".join(sentences(**changed))


def test_every_refusal_is_in_the_table():
    said = {code for changed, _ in UNSAFE for code, _ in refused(settings_in(**SAFE | changed))}
    missing = {f"portal.E{number:03}" for number in range(1, len(REFUSALS) + 1)} - said
    assert missing == {"portal.E010"}  # DEBUG is no variable of the environment


@pytest.mark.parametrize("stage", ["demo", "test"])
def test_the_demo_and_the_tests_are_refused_nothing_at_home(stage: str):
    assert list(refused(settings_in(PORTAL_STAGE=stage, SECRET_KEY="x", HTTPS="off"))) == []


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "costofcare.settings", **environment}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=clean, capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )


@pytest.mark.nightly
def test_pages_are_not_served_and_the_reasons_stand_a_line_each():
    unsafe = SAFE | {"SECRET_KEY": "x", "ALLOWED_HOSTS": "*", "HTTPS": "off"}
    done = run("-m", "gunicorn", "costofcare.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket", **unsafe)
    said = [line for line in done.stderr.splitlines() if line.startswith("portal: ")]
    assert [line.split()[1] for line in said] == ["SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "PORTAL_URL"]
    assert "Traceback" not in done.stderr
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("part", "process"),
    [
        pytest.param("worker", "worker", marks=pytest.mark.nightly),
        pytest.param("beat", "command", marks=pytest.mark.proof),
    ],
)
def test_nothing_is_worked_on(part: str, process: str, tmp_path: Path):
    unsafe = SAFE | {"SECOND_FACTOR_REQUIRED": "off", "PORTAL_PROCESS": process}
    beat = ("--schedule", str(tmp_path / "beat"), "--pidfile", "") if part == "beat" else ()
    done = run("-m", "celery", "-A", "costofcare.celery", part, *beat, **unsafe)
    assert "portal: SECOND_FACTOR_REQUIRED is off" in done.stderr
    assert ("portal: PORTAL_PROCESS is command where the worker process starts" in done.stderr) == (
        process == "command"
    )
    assert done.returncode == 3


def test_the_deployment_check_says_them_by_their_code(settings: Settings):
    settings.STAGE, settings.SECRET_KEY = "production", "x"
    said = run_checks(tags=[Tags.security], include_deployment_checks=True)
    assert "portal.E003" in {message.id for message in said}
    assert "portal.E003" not in {message.id for message in run_checks(tags=[Tags.security])}


@pytest.mark.proof
def test_a_command_that_stores_nothing_is_refused_nothing(tmp_path: Path):
    unsafe = SAFE | {"SECRET_KEY": "x", "HTTPS": "off", "LEDGER_KEY_FILE": "/no/such"}
    done = run("manage.py", "return_template", "homecare", "--output", str(tmp_path / "blank.xlsx"), **unsafe)
    assert (done.returncode, done.stderr) == (0, "")
