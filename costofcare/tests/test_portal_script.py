"""The script that prepares the project: what it installs, when it does so again, and what it says when it cannot."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from accounts.tests.patience import PATIENCE_SECONDS

SCRIPT = Path(__file__).resolve().parents[2] / "portal"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A project with no pins, in a folder with a name of the unkind sort."""
    folder = tmp_path / "Kostenprüfung £ & more"
    folder.mkdir()
    shutil.copy(SCRIPT, folder)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text("# no pins\n")
    (folder / "manage.py").write_text("import sys; print('manage', *sys.argv[1:], sys.prefix)")
    return folder


@pytest.fixture
def portal(clone: Path) -> ModuleType:
    """The script of that clone as a module."""
    loader = SourceFileLoader("portal_script", str(clone / "portal"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("portal_script", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def made(portal: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Environments and installations are only noted, not made: what is noted is given back."""
    notes: list[str] = []

    def way(lock: int) -> bool:
        notes.append("venv")
        portal.PYTHON.parent.mkdir()
        portal.PYTHON.symlink_to(sys.executable)
        return True

    def run(command: list[str | Path], lock: int, *, quiet: bool = False) -> bool:
        if "-r" in command:
            notes.append(Path(command[-1]).name)
        return True

    monkeypatch.setattr(portal, "WAYS", (way,))
    monkeypatch.setattr(portal, "run", run)
    return notes


def start(clone: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Starts the script with its standard input closed, as automation may."""
    shell = ["/bin/sh", "-c", 'exec /bin/sh "$0" "$@" <&-']
    environment = {**os.environ, **settings}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*shell, clone / "portal", *arguments], text=True, env=environment, **pipes)


def run(clone: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    process = start(clone, *arguments, **settings)
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, out, err


# From the outside


def test_without_a_command_it_says_how_it_is_used(clone: Path):
    status, out, _ = run(clone)
    assert status == 0
    assert all(f"./portal {command}" in out for command in ("demo", "test", "bench", "manage"))


def test_an_unknown_command_is_refused_with_the_usage(clone: Path):
    status, out, err = run(clone, "tset")
    assert (status, out) == (2, "")
    assert "no command 'tset'" in err
    assert "./portal test" in err


def test_without_python_3_11_it_says_what_to_install(clone: Path, tmp_path: Path):
    status, _, err = run(clone, "demo", PATH=str(tmp_path / "nothing here"))
    assert status == 2
    assert len(err.splitlines()) == 1
    assert "install Python 3.11" in err


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 12, 1)])
def test_another_version_of_python_is_passed_over(clone: Path, tmp_path: Path, version: tuple[int, int, int]):
    pretend = f"import sys; sys.version_info = {version}; exec(sys.argv[1])"
    other = program(tmp_path / "other", "python3.11", f'[ "$1" = -c ] && exec {sys.executable} -c "{pretend}" "$2"')
    (tmp_path / "right").mkdir()
    (tmp_path / "right" / "python3").symlink_to(sys.executable)
    status, out, _ = run(clone, PATH=f"{other}:{tmp_path / 'right'}")
    assert status == 0
    assert "usage" in out


@pytest.mark.proof
def test_it_prepares_itself_once_and_hands_over_to_manage_py(clone: Path):
    status, out, err = run(clone, "manage", "check", "--deploy")
    assert (status, out.strip()) == (0, f"manage check --deploy {clone / '.venv'}")
    assert "Installing" in err
    assert run(clone, "manage", "check") == (0, f"manage check {clone / '.venv'}\n", "")


@pytest.mark.proof
def test_two_at_once_and_one_killed_half_way_leave_a_whole_environment(clone: Path):
    killed = start(clone, "manage")
    wait_for(clone / ".venv" / "portal.json")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    both = [start(clone, "manage"), start(clone, "manage")]
    ends = [process.communicate(timeout=PATIENCE_SECONDS) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Making .venv" in err for _, err in ends) == 1
    assert "unfinished" not in json.loads((clone / ".venv" / "portal.json").read_text())


def test_an_installer_that_outlives_its_parent_still_holds_the_lock(portal: ModuleType):
    with portal.only_one() as lock:
        assert portal.run([sys.executable, "-c", f"import os; os.fstat({lock})"], lock)


# When it installs


def test_it_installs_again_only_when_the_pins_change(portal: ModuleType, clone: Path, made: list[str]):
    portal.prepare("requirements.txt")
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt"]
    (clone / "requirements.txt").write_text("Django==5.2.19\n")
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt", "requirements.txt"]


def test_what_the_tests_need_holds_what_the_portal_needs(portal: ModuleType, clone: Path, made: list[str]):
    portal.prepare("requirements-dev.txt")
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements-dev.txt"]
    (clone / "requirements.txt").write_text("Django==5.2.19\n")
    portal.prepare("requirements-dev.txt")
    assert made[2:] == ["requirements-dev.txt"]


def test_an_environment_left_unfinished_is_made_anew(portal: ModuleType, made: list[str]):
    portal.prepare("requirements.txt")
    portal.write_state({**portal.read_state(), "unfinished": True})
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt"] * 2


def test_a_moved_folder_gets_a_new_environment(portal: ModuleType, made: list[str]):
    portal.prepare("requirements.txt")
    portal.write_state({**portal.read_state(), "home": ["Python 3.11.2", "/somewhere/else"]})
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt"] * 2


def test_an_environment_made_by_hand_is_kept(portal: ModuleType, made: list[str]):
    portal.VENV.mkdir()
    portal.WAYS[0](0)
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt"]


def test_when_pip_fails_nothing_is_taken_as_installed(
    portal: ModuleType, made: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(portal, "run", lambda command, lock, quiet=False: "-r" not in command)
    with pytest.raises(portal.Stop, match=r"could not install requirements\.txt"):
        portal.prepare("requirements.txt")
    assert not portal.is_ready("requirements.txt")
    assert "unfinished" not in portal.read_state()


# Where something is missing


def test_where_one_way_to_an_environment_fails_the_next_is_tried(
    portal: ModuleType, made: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(portal, "WAYS", (lambda lock: False, *portal.WAYS))
    portal.prepare("requirements.txt")
    assert made == ["venv", "requirements.txt"]


def test_where_no_way_is_left_one_line_says_what_to_run(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(portal, "WAYS", (lambda lock: False,))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert portal.main(["manage", "check"]) == 2
    assert "sudo apt-get install -y --no-install-recommends python3.11-venv" in capsys.readouterr().err
    assert not portal.VENV.exists()


@pytest.mark.parametrize("command", ["manage", "test"])
def test_a_folder_one_may_not_write_in_is_named(
    portal: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert portal.main([command]) == 2
    assert f"you may not write in {clone}" in capsys.readouterr().err


def test_trouble_with_a_file_is_a_sentence_and_no_traceback(
    portal: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(portal, "LOCK", clone / "no such folder" / "lock")
    assert portal.main(["manage", "check"]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_an_ordinary_user_is_told_the_line_that_root_must_run(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(portal, "SYSTEM_NEEDS", {"sh-package": "sh", "chart-fonts": "usr/no/such/*", "lens": "no-lens"})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert portal.main(["test"]) == 2
    last_line = capsys.readouterr().err.splitlines()[-1]
    assert last_line.endswith("sudo apt-get install -y --no-install-recommends chart-fonts lens")


def test_what_stands_in_for_a_package_will_do_where_it_cannot_be_installed(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(portal, "SYSTEM_NEEDS", {"lens": "no-lens", "screen": "no-screen", "shells": "no-shell"})
    monkeypatch.setattr(portal, "STAND_INS", {"lens": "glasses", "shells": "sh"})
    asked = list[tuple[str, ...]]()

    def installed(*packages: str) -> bool:
        asked.append(packages)
        return "lens" not in packages

    monkeypatch.setattr(portal, "apt_install", installed)
    portal.need_system_packages()
    assert asked == [("lens", "screen", "shells"), ("glasses", "screen")]


@pytest.mark.parametrize(("apt_status", "installed"), [(0, True), (100, False)])
def test_root_installs_what_is_missing(
    portal: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apt_status: int, installed: bool
):
    log = tmp_path / "log"
    folder = program(tmp_path / "fake", "apt-get", f'echo "$@" >>"{log}"; [ "$1" = update ] || exit {apt_status}')
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert portal.apt_install("lens", "chart-fonts") is installed
    update, install = log.read_text().splitlines()
    assert update.startswith("update")
    assert install.startswith("install -y --no-install-recommends")
    assert install.endswith("lens chart-fonts")


# The checks


def test_every_check_runs_and_the_worst_status_counts(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(portal, "PYTHON", Path(sys.executable))
    checks = (
        ("format", ("-c", "raise SystemExit(3)")),
        ("lint", ("-c", "raise SystemExit(0)")),
        ("tests", ("-c", "import sys; print(sys.argv[1:]); raise SystemExit(1)")),
    )
    assert portal.run_checks(checks, ["-k", "wage"]) == 3
    out = capfd.readouterr().out
    assert "['-k', 'wage']" in out
    assert out.endswith("Failed: format, tests.\n")


DAILY = ["-m", "not nightly and not proof"]


@pytest.mark.parametrize(
    ("arguments", "to_pytest"),
    [([], DAILY), (["-k", "wage"], [*DAILY, "-k", "wage"]), (["-x", "--all"], ["-x"])],
)
def test_what_only_repeats_is_left_out_unless_all_is_asked_for(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], to_pytest: list[str]
):
    for step in ("need_own_folder", "need_system_packages"):
        monkeypatch.setattr(portal, step, lambda: None)
    monkeypatch.setattr(portal, "prepare", lambda wanted: None)
    monkeypatch.setattr(portal, "run_checks", lambda checks, given: given)
    assert portal.test(arguments) == to_pytest


def test_the_checks_have_no_database_to_look_for_and_compile_nothing_twice(
    portal: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(portal, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asked = "import os, sys; print(os.environ['OWNER_DATABASE_URL'], sys.dont_write_bytecode)"
    assert portal.run_checks((("tests", ("-c", asked)),), []) == 0
    assert "django.db.backends.dummy:// False" in capfd.readouterr().out


def test_a_check_that_dies_of_a_signal_fails(portal: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(portal, "PYTHON", Path(sys.executable))
    assert portal.run_checks((("tests", ("-c", "import os; os.kill(os.getpid(), 9)")),), []) == 137


def program(folder: Path, name: str, body: str) -> Path:
    """Puts a small shell program into a folder and gives the folder back."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)
    return folder


def wait_for(path: Path) -> None:
    for _ in range(100 * PATIENCE_SECONDS):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} did not appear")
