"""PostgreSQL of our own starts, stops, and starts again whatever happened to it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare.servers import programs, stand_in
from costofcare.servers.failures import ServerFailed
from costofcare.servers.postgres import Postgres
from costofcare.servers.sockets import socket_folder

ROOT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")


def open_folder() -> Path:
    """A folder that nobody can pass to, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="costofcare-servers-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def place() -> Iterator[Path]:
    folder = open_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """One cluster for all tests of this module, as making one takes longer than starting it."""
    folder = open_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def postgres(cluster: Path) -> Iterator[Postgres]:
    server = Postgres(cluster / "postgres", durable=False)
    yield server
    server.stop()


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def ask(server: Postgres, statement: str, role: str = "portal_owner") -> Any:
    with contextlib.closing(psycopg2.connect(server.url_for(role))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.mark.nightly
def test_data_are_still_there_the_next_time(postgres: Postgres):
    with postgres:
        ask(postgres, "CREATE TABLE seven AS SELECT 7 AS n")
    with postgres:
        assert ask(postgres, "SELECT n FROM seven") == 7


@pytest.mark.proof
def test_a_durable_server_waits_for_the_disk_and_one_for_tests_does_not(postgres: Postgres):
    with postgres:
        assert ask(postgres, "SHOW fsync") == "off"
    with Postgres(postgres.folder) as durable:
        assert ask(durable, "SHOW fsync") == ask(durable, "SHOW full_page_writes") == "on"


@pytest.mark.proof
def test_it_is_gone_when_it_is_stopped(postgres: Postgres):
    with postgres:
        process = psutil.Process(postgres.process.pid)
        assert postgres.is_alive
    assert not process.is_running()
    assert not postgres.is_alive
    assert not socket_folder(postgres.folder).exists()


@pytest.mark.nightly
def test_it_listens_on_no_port(postgres: Postgres):
    with postgres:
        assert ask(postgres, "SHOW listen_addresses") == ""
        assert psutil.Process(postgres.process.pid).net_connections("inet") == []


@pytest.mark.nightly
def test_its_socket_is_for_its_owner_alone(postgres: Postgres):
    with postgres:
        assert socket_folder(postgres.folder).stat().st_mode & 0o077 == 0


@pytest.mark.proof
def test_its_socket_has_a_short_path_however_deep_its_folder_lies(place: Path):
    with Postgres(place / ("deep/" * 40) / "postgres", durable=False) as deep:
        assert ask(deep, "SELECT 1") == 1


@pytest.mark.proof
def test_a_socket_folder_of_somebody_else_is_refused(postgres: Postgres, place: Path):
    theirs = place / "theirs"
    theirs.mkdir()
    (theirs / "file").touch()
    socket_folder(postgres.folder).symlink_to(theirs)
    try:
        with pytest.raises(ServerFailed, match="belongs to somebody else"):
            postgres.start()
        assert (theirs / "file").exists()
    finally:
        socket_folder(postgres.folder).unlink()


@pytest.mark.nightly
def test_what_was_committed_is_still_there_after_it_was_killed(postgres: Postgres):
    postgres.durable = True
    postgres.start()
    ask(postgres, "CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    postgres.stop()
    with postgres:
        assert ask(postgres, "SELECT n FROM kept") == 7


@pytest.mark.proof
def test_it_starts_when_its_pid_file_names_a_stranger(postgres: Postgres):
    with postgres:
        text = (postgres.data / "postmaster.pid").read_text()
    with stranger(postgres) as pid:
        pid_file = postgres.data / "postmaster.pid"
        pid_file.write_text(text.replace(text.partition("\n")[0], str(pid), 1))
        with postgres:
            assert ask(postgres, "SELECT 1") == 1
        assert psutil.pid_exists(pid)


@contextlib.contextmanager
def stranger(postgres: Postgres) -> Iterator[int]:
    """Another program of the same user."""
    process = subprocess.Popen(["sleep", "60"], cwd="/", **postgres.runner.how)
    yield process.pid
    process.kill()
    process.wait()


START_AND_WAIT = """
import sys
from pathlib import Path
from costofcare.servers.postgres import Postgres
server = Postgres(Path(sys.argv[1]), durable=False)
server.start()
print(server.process.pid, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def parent_of_a_server(folder: Path) -> Iterator[tuple[subprocess.Popen[str], psutil.Process]]:
    command = [sys.executable, "-c", START_AND_WAIT, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        try:
            yield parent, psutil.Process(int(parent.stdout.readline()))
        finally:
            parent.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
@pytest.mark.nightly
def test_it_ends_with_the_process_that_started_it(postgres: Postgres):
    with parent_of_a_server(postgres.folder) as (parent, server):
        parent.kill()
        assert psutil.wait_procs([server], timeout=PATIENCE_SECONDS)[1] == []
    with postgres:
        assert ask(postgres, "SELECT 1") == 1


@pytest.mark.proof
def test_a_server_whose_parent_is_gone_is_ended_first(postgres: Postgres, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("costofcare.servers.processes.dying_with_parent", lambda _: None)
    postgres.start()
    orphan = psutil.Process(postgres.process.pid)
    postgres._lock.close()  # as the kernel does for a parent that was killed
    with Postgres(postgres.folder, durable=False) as second:
        assert ask(second, "SELECT 1") == 1
        assert is_gone(orphan)
    postgres.process.wait()


@pytest.mark.nightly
def test_one_folder_has_one_server(postgres: Postgres):
    with postgres:
        with pytest.raises(ServerFailed, match="already running"):
            Postgres(postgres.folder, durable=False).start()
        assert ask(postgres, "SELECT 1") == 1


@pytest.mark.proof
def test_a_cluster_that_was_cut_off_while_being_made_is_made_anew(place: Path):
    half = place / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with Postgres(place, durable=False) as server:
        assert ask(server, "SELECT 1") == 1


@pytest.mark.proof
def test_a_server_that_does_not_start_says_why(postgres: Postgres):
    with postgres:
        pass
    settings = postgres.data / "postgresql.auto.conf"
    settings.write_text("shared_buffers = 'a lot'\n")
    with pytest.raises(ServerFailed, match="shared_buffers"):
        Postgres(postgres.folder).start()
    settings.write_text("")
    assert not postgres.is_alive
    assert not socket_folder(postgres.folder).exists()


@pytest.mark.nightly
def test_its_log_holds_neither_statements_nor_rows(postgres: Postgres):
    with postgres:
        ask(postgres, "CREATE TABLE figures (rate numeric UNIQUE CHECK (rate < 30))")
        ask(postgres, "INSERT INTO figures VALUES (22.6181)")
        # Figures that no time of the day holds, as each line begins with one.
        for rate in ("22.6181", "91.0734"):
            with pytest.raises(psycopg2.IntegrityError):
                ask(postgres, f"INSERT INTO figures VALUES ({rate})")
    log = postgres.log.read_text()
    assert "violates unique constraint" in log
    assert "violates check constraint" in log
    assert "22.6181" not in log
    assert "91.0734" not in log


@pytest.mark.nightly
def test_neither_the_web_nor_the_worker_role_owns_makes_or_bypasses_anything(postgres: Postgres):
    with postgres:
        for role in ("portal_web", "portal_worker"):
            mine = "FROM pg_roles WHERE rolname = current_user"
            flags = "rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
            assert ask(postgres, f"SELECT {flags} {mine}", role) is False
            assert ask(postgres, "SELECT pg_has_role(current_user, 'portal_owner', 'MEMBER')", role) is False
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                ask(postgres, "CREATE TABLE mine (n int)", role)


@as_root
@pytest.mark.proof
def test_as_root_it_runs_as_somebody_else(postgres: Postgres):
    with postgres:
        process = psutil.Process(postgres.process.pid)
        assert 0 not in (*process.uids(), *process.gids())
        assert postgres.data.stat().st_uid == process.uids().real


@as_root
@pytest.mark.proof
def test_as_root_no_folder_that_was_there_changes_its_rights(postgres: Postgres):
    before = {path: (path.stat().st_mode, path.stat().st_uid) for path in postgres.folder.parents}
    with postgres:
        pass
    assert before == {path: (path.stat().st_mode, path.stat().st_uid) for path in before}


@as_root
@pytest.mark.proof
def test_as_root_data_lie_elsewhere_where_nobody_could_not_reach_them(place: Path, monkeypatch: pytest.MonkeyPatch):
    closed, elsewhere = place / "closed", place / "elsewhere"
    monkeypatch.setattr(stand_in, "ELSEWHERE", elsewhere)
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "postgres", durable=False)
    for _ in range(2):
        with server:
            assert server.data.is_relative_to(elsewhere)
            ask(server, "CREATE TABLE IF NOT EXISTS kept (n int)")
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
@pytest.mark.proof
def test_as_root_programs_that_nobody_could_not_reach_are_copied(
    postgres: Postgres, place: Path, monkeypatch: pytest.MonkeyPatch
):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(programs, "version", lambda _: "copied")
    (closed / "site").symlink_to(programs.site_folder())
    monkeypatch.setattr(programs, "site_folder", lambda: closed / "site")
    for _ in range(2):
        with postgres:
            assert postgres.programs.is_relative_to(postgres.home)
            assert ask(postgres, "SHOW server_version_num") >= "180000"
