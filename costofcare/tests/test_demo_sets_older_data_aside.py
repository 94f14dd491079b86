"""A demo that finds the data of an older build deletes nothing: it puts them under another name and begins anew."""

import signal
import subprocess
from argparse import Namespace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from costofcare.demo import __main__ as demo
from costofcare.demo import older_build
from costofcare.demo.one_at_a_time import only_one
from costofcare.servers import processes, stand_in
from costofcare.servers.failures import ServerFailed

DAY = date(2026, 3, 14)
OLD = {
    "keys.json": '{"secret": "of the older build"}',
    "lock": "",
    "beat": "a timetable",
    "mail/0001.eml": "a letter",
    "postgres/lock": "",
    "postgres/data/PG_VERSION": "18",
    "postgres/data/base/1/1259": "a table of submissions",
    "redis/data/appendonly.aof": "a queue",
}


def plant(folder: Path, files: dict[str, str]) -> Path:
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)
    return folder


def everything(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stand_in, "ELSEWHERE", tmp_path / "elsewhere")
    return tmp_path / "the project" / ".state"


def test_all_of_it_lies_under_the_name_of_the_day(state: Path):
    plant(state, OLD)
    aside = state.parent / ".state.old-2026-03-14"
    assert older_build.set_aside(state, DAY) == [aside]
    assert everything(aside) == OLD
    assert not state.exists()


def test_a_second_and_a_third_on_one_day_have_names_of_their_own(state: Path):
    found = []
    for number in "123":
        plant(state, {**OLD, "number": number})
        found += older_build.set_aside(state, DAY)
    assert [aside.name for aside in found] == [f".state.old-2026-03-14{end}" for end in ("", "-2", "-3")]
    assert [(aside / "number").read_text() for aside in found] == ["1", "2", "3"]


def test_what_root_keeps_elsewhere_goes_where_the_older_build_will_look(state: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "is_root", lambda: True)
    plant(state, {name: words for name, words in OLD.items() if not name.startswith("postgres/")})
    (state / "postgres").mkdir()
    tables = {"lock": "", "data/PG_VERSION": "18", "programs-1/postgres": "a program"}
    outside = plant(stand_in.elsewhere(state / "postgres"), tables)
    aside = state.parent / ".state.old-2026-03-14"
    plant(stand_in.elsewhere(aside / "postgres"), {"left": "of a folder that somebody has deleted"})

    folder, there = older_build.set_aside(state, DAY)
    assert folder == aside.with_name(f"{aside.name}-2")
    assert there == stand_in.elsewhere(folder / "postgres")
    assert everything(there) == tables
    assert not outside.exists()
    assert everything(stand_in.elsewhere(aside / "postgres"))


def test_tables_elsewhere_whose_keys_somebody_deleted_are_not_gone_on_from(
    state: Path, monkeypatch: pytest.MonkeyPatch
):
    plant(stand_in.elsewhere(state / "postgres"), {"data/PG_VERSION": "18"})
    state.mkdir(parents=True)
    monkeypatch.setattr(processes, "is_root", lambda: False)
    assert older_build.set_aside(state, DAY) == []
    monkeypatch.setattr(processes, "is_root", lambda: True)
    assert older_build.set_aside(state, DAY)
    assert not stand_in.elsewhere(state / "postgres").exists()


def test_what_was_cut_off_is_made_good_by_the_next_start(state: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "is_root", lambda: True)
    plant(state, OLD)
    tables = {"lock": "", "data/PG_VERSION": "18"}
    plant(stand_in.elsewhere(state / "postgres"), tables)
    rename = Path.rename

    def stopped(source: Path, target: Path) -> Path:
        if source == state:
            raise demo.Stopped
        return rename(source, target)

    with monkeypatch.context() as cut, pytest.raises(demo.Stopped):
        cut.setattr(Path, "rename", stopped)
        older_build.set_aside(state, DAY)
    [aside] = older_build.set_aside(state, DAY)
    assert everything(aside) == OLD
    assert everything(stand_in.elsewhere(aside / "postgres")) == tables


@pytest.mark.parametrize("mark", ["", "rooms-0", "rooms-100"])
def test_no_mark_and_another_are_of_another_build(state: Path, mark: str):
    plant(state, {**OLD, "build": mark})
    assert older_build.set_aside(state, DAY)


def test_data_of_this_build_are_left_alone(state: Path):
    state.mkdir(parents=True)
    older_build.mark(state)
    before = {**OLD, **everything(plant(state, OLD))}
    assert older_build.set_aside(state, DAY) == []
    assert everything(state) == before


def test_where_no_demo_has_been_nothing_is_moved(state: Path):
    """Whoever develops keeps a timetable, static files and servers of their own there."""
    plant(state, {"beat": "a timetable", "static/portal.css": "", "development/postgres/data/PG_VERSION": "18"})
    assert older_build.set_aside(state, DAY) == []


def test_servers_for_development_stay_where_they_are(state: Path):
    own = {"development/postgres/data/PG_VERSION": "18"}
    [aside] = older_build.set_aside(plant(state, {**OLD, **own}), DAY)
    assert everything(state) == own
    assert everything(aside) == OLD


def test_a_database_that_outlived_its_demo_is_ended_first(state: Path):
    data = plant(state, OLD) / "postgres" / "data"
    # As a server does, it hears SIGINT also where whoever started the tests does not.
    hears = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(["sleep", "60"], cwd=data, preexec_fn=hears) as server:
        (data / "postmaster.pid").write_text(f"{server.pid}\n")
        assert older_build.set_aside(state, DAY)
        assert server.poll() is not None


class TestStarting:
    """The command, with the portal itself left out."""

    @pytest.fixture
    def began(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
        found = list[dict[str, str]]()
        monkeypatch.setattr(demo, "run", lambda state, wanted: found.append(everything(state)) or 0)
        return found

    def test_it_says_so_in_a_sentence_and_begins_anew(self, state: Path, began, capsys: pytest.CaptureFixture[str]):
        assert demo.run_alone(plant(state, OLD), Namespace()) == 0
        aside = state.with_name(f".state.old-{date.today()}")
        assert capsys.readouterr().out == (
            "The data found are of an older build, or have lost their keys: "
            f"they are kept in {aside}, and the demo begins anew.\n"
        )
        assert everything(aside) == OLD
        assert began == [{"lock": "", "build": older_build.BUILD}]

        assert demo.run_alone(state, Namespace()) == 0
        assert capsys.readouterr().out == ""
        assert began == [{"lock": "", "build": older_build.BUILD}] * 2

    def test_data_that_a_running_demo_holds_are_not_moved(self, state: Path, began):
        plant(state, OLD)
        with only_one(state), pytest.raises(ServerFailed, match="runs already"):
            demo.run_alone(state, Namespace())
        assert everything(state) == OLD
        assert began == []
