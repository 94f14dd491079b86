"""`doctor` says a line for each thing that the portal needs, whatever else is broken, and never a secret."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection

from costofcare import heartbeat, tasks
from costofcare.deployment.mail import SMTP
from costofcare.doctor import database, examination, machine, services
from costofcare.doctor.signs import IsIll, NotLookedAt, SignState, without_secrets
from costofcare.servers.backups.seal import new_key
from engagement.inbox.tests.imap_server import imap_server
from engagement.tests.mail_servers import mail_server

NOWHERE = "http://127.0.0.1:9"  # where nothing listens


@pytest.fixture
def here(servers: Any, settings: Any) -> Any:
    """The doctor's settings, with the addresses of the tests' own database for each process."""
    name = connection.settings_dict["NAME"]
    roles = {"command": "portal_owner", "web": "portal_web", "worker": "portal_worker"}
    settings.DATABASE_URLS = {process: servers.postgres.url_for(role, name) for process, role in roles.items()}
    settings.PORTAL_URL = NOWHERE
    return settings


def doctor() -> tuple[int, dict[str, tuple[str, str]]]:
    out = StringIO()
    status = 0
    try:
        call_command("doctor", "--json", stdout=out)
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, {sign["name"]: (sign["state"], sign["words"]) for sign in json.loads(out.getvalue())}


@pytest.mark.django_db
def test_a_portal_that_is_well_is_green_throughout(here: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 0)
    monkeypatch.setattr(machine, "LEAST_FREE_SHARE", 0)
    tasks.beat.apply()
    status, signs = doctor()
    assert list(signs) == list(examination.EXAMINATION)
    assert {name for name, (state, _) in signs.items() if state == "wrong"} == set()
    unseen = {name for name, (state, _) in signs.items() if state == "not looked at"}
    assert unseen == {"mail", "mailbox", "pages", "static files", "backup key", "erasures", "visits"}
    assert status == 0
    assert signs["wall"][1].startswith("without anybody's name the web role sees no row of ")
    assert int(signs["wall"][1].split()[-2]) > 50
    assert re.fullmatch(r"a heart beat \d+ seconds ago; 1 worker within a day", signs["worker"][1])
    assert signs["roles"][1].startswith("OWNER_DATABASE_URL, WORKER_DATABASE_URL, DATABASE_URL: each has the rights")


@pytest.mark.django_db
def test_the_lines_for_people_have_a_word_each(here: Any):
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examination, "EXAMINATION", {"version": database.is_new_enough, "disk": lambda: 1 / 0})
        with pytest.raises(SystemExit) as ended:
            call_command("doctor", stdout=out, no_color=True)
    well, ill = out.getvalue().splitlines()
    assert well.startswith("ok             version       PostgreSQL ")
    assert ill == "wrong          disk          ZeroDivisionError: division by zero"
    assert ended.value.code == 1


def test_where_everything_is_broken_every_line_is_there_and_no_secret(settings: Any, monkeypatch: pytest.MonkeyPatch):
    address = "postgresql://portal_{}:pa55word@127.0.0.1:9/costofcare"
    settings.DATABASE_URLS = {process: address.format(process) for process in ("command", "web", "worker")}
    monkeypatch.setenv("DATABASE_URL", address.format("web"))
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", "redis://:r3dis-word@127.0.0.1:9/0")
    monkeypatch.setenv("REDIS_URL", "redis://:r3dis-word@127.0.0.1:9/0")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 9
    settings.IMAP_URL = "imap://box:b0x-word@127.0.0.1:9/INBOX"
    settings.SEALING_KEYS = ["no-sealing-key"]
    settings.BACKUP_KEYS = ["no-backup-key"]
    settings.STAGE, settings.PRODUCTION, settings.PORTAL_URL = "production", True, NOWHERE
    monkeypatch.setattr(machine, "LEAST_FREE_SHARE", 2)
    status, signs = doctor()
    assert status == 1
    assert {name for name, (state, _) in signs.items() if state != "wrong"} == {"clock", "pages", "static files"}
    said = json.dumps(signs)
    for secret in ("pa55word", "r3dis-word", "b0x-word", "no-sealing-key", "no-backup-key", settings.LEDGER_KEY):
        assert secret not in said


def test_what_a_library_says_is_told_without_the_secrets_of_the_environment():
    environment = {"DATABASE_URL": "postgresql://web:p%40ss-word@db/x", "SEALING_KEYS": "one-key,another-key"}
    said = "invalid dsn postgresql://web:p%40ss-word@db/x, p@ss-word, another-key"
    assert without_secrets(said, environment) == "invalid dsn …, …, …"


@pytest.mark.django_db
def test_rows_that_the_web_role_sees_unasked_are_told(here: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "WALLED", "SELECT 'django_migrations'")
    with pytest.raises(IsIll, match="the web role sees rows of django_migrations"):
        database.wall_stands()
    monkeypatch.setattr(database, "WALLED", "SELECT 'nothing' WHERE false")
    with pytest.raises(IsIll, match="no table has row-level security"):
        database.wall_stands()


def test_a_wall_that_is_open_for_the_version_before_is_told_and_wrong_after_a_day(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "given", lambda: ("web",))
    for hours, kind in ((1.0, NotLookedAt), (25.0, IsIll)):
        monkeypatch.setattr(database, "hours_unsealed", lambda hours=hours: hours)
        with pytest.raises(kind, match="close it by seal_the_wall"):
            database.wall_stands()


@pytest.mark.django_db
def test_addresses_that_were_mixed_up_are_told(here: Any):
    urls = here.DATABASE_URLS
    here.DATABASE_URLS = {"command": urls["web"], "web": urls["worker"], "worker": urls["web"]}
    with pytest.raises(IsIll) as found:
        database.roles_are_right()
    said = str(found.value)
    assert "OWNER_DATABASE_URL signs in as portal_web; give it the address of portal_owner" in said
    assert "The web process signs in to the database as portal_worker" in said
    assert "The worker process signs in to the database as portal_web" in said


def test_without_an_address_the_database_is_not_looked_at(monkeypatch: pytest.MonkeyPatch):
    for name in database.NAMES.values():
        monkeypatch.delenv(name, raising=False)
    for look in (database.answers, database.roles_are_right, database.wall_stands):
        with pytest.raises(NotLookedAt):
            look()


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(here: Any, monkeypatch: pytest.MonkeyPatch):
    pending = [(type("Migration", (), {"app_label": "accounts", "name": f"000{n}_x"}), False) for n in range(5)]
    monkeypatch.setattr(database.MigrationExecutor, "migration_plan", lambda *_: pending)
    with pytest.raises(IsIll, match=r"migrate: accounts.0000_x, accounts.0001_x, accounts.0002_x and 2 more"):
        database.nothing_is_pending()


@pytest.mark.parametrize(
    ("age", "answering", "said"),
    [
        (None, 0, "the heart never beat, and no worker answers: start the worker."),
        (None, 2, "the heart never beat, and 2 workers answer: start the timetable"),
        (999, 1, r"the heart beat last at \d{4}-.* UTC, and 1 workers answer"),
    ],
)
def test_a_heart_that_stopped_says_what_to_start(
    age: float | None, answering: int, said: str, monkeypatch: pytest.MonkeyPatch
):
    beats = {} if age is None else {"here": heartbeat.timezone.now() - heartbeat.timedelta(seconds=age)}
    monkeypatch.setattr(heartbeat, "hearts", lambda: beats)
    monkeypatch.setattr(services.app.control, "ping", lambda timeout: [{}] * answering)
    with pytest.raises(IsIll, match=said):
        services.workers_live()


def test_a_key_that_was_lost_is_told_and_one_that_is_older_opens(settings: Any, monkeypatch: pytest.MonkeyPatch):
    older, newer = Fernet.generate_key(), Fernet.generate_key()
    monkeypatch.setattr(machine, "first_and_last_sealed", lambda: [Fernet(older).encrypt(b"a return")])
    settings.SEALING_KEYS = [newer.decode(), older.decode()]
    assert machine.keys_open() == "seal and open; so do the first and the last upload"
    settings.SEALING_KEYS = [newer.decode()]
    with pytest.raises(IsIll, match="an upload does not open with SEALING_KEYS"):
        machine.keys_open()


@pytest.mark.parametrize(("seconds", "is_ill"), [(0, False), (59, False), (61, True), (-3600, True)])
def test_a_clock_an_hour_off_is_told(seconds: int, is_ill: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "CLOCKS", {"database": lambda: machine.time.time() + seconds, "Redis": lambda: 1 / 0})
    if is_ill:
        with pytest.raises(IsIll, match=r"database [+-]\d+ s\. Deadlines and codes"):
            machine.clocks_agree()
    else:
        assert machine.clocks_agree() == f"beside this machine's: database {seconds:+} s"


def test_the_mail_server_is_spoken_to_and_sent_nothing(settings: Any):
    with mail_server() as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        assert services.mail_server_answers() == "127.0.0.1 answers; nothing was sent"
        assert (server.conversations, server.taken) == (1, [])


def test_the_mailbox_is_opened_and_nothing_read(settings: Any):
    with imap_server() as server:
        server.put(b"Subject: one\r\n\r\nmail")
        settings.IMAP_URL = server.url
        assert services.mailbox_opens() == "team@example.org@127.0.0.1/INBOX opens; nothing was read"
        server.password = "another"
        sign = examination.sign_of("mailbox", services.mailbox_opens)
        assert (sign.state, "cret" in sign.words) == (SignState.ILL, False)
        assert (server.fetched, server.flags) == ([], {})


def test_static_files_that_were_not_collected_are_told(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(machine, "staticfiles_storage", type("Storage", (), {"hashed_files": {}}))
    with pytest.raises(IsIll, match=r"of \d+ are not in .*: run collectstatic"):
        machine.static_files_are_collected()


def test_states_are_words():
    assert [str(state) for state in SignState] == ["ok", "wrong", "not looked at"]


def test_erasures_are_listed_where_an_upgrade_leaves_them(settings: Any, tmp_path: Path):
    settings.PRODUCTION = True
    settings.ERASURES_FILE = str(settings.BASE_DIR / ".state" / "erasures.jsonl")
    with pytest.raises(IsIll, match="outside the program's folder"):
        machine.erasures_are_listed()
    settings.ERASURES_FILE = str(tmp_path / "of-the-portal" / "erasures.jsonl")
    assert machine.erasures_are_listed() == f"0 in {settings.ERASURES_FILE}"
    with pytest.MonkeyPatch.context() as patch, pytest.raises(IsIll, match="nothing can be erased"):
        patch.setattr(machine.os, "access", lambda *_: False)
        machine.erasures_are_listed()


def test_the_key_of_backups_is_looked_at(settings: Any):
    secret, public = new_key()
    settings.BACKUP_KEYS = [public]
    assert machine.backups_are_sealed() == f"seals for {public}; opens nothing, as it should on this machine"
    settings.BACKUP_KEYS = [public, secret]
    assert machine.backups_are_sealed() == f"seals for {public}; opens"
