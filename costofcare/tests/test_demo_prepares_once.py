"""The demo prepares again when code, keys, static files or the cluster are others, and not otherwise."""

from pathlib import Path

import pytest

from costofcare.demo.preparations import fingerprint, is_prepared, mark_prepared


@pytest.fixture
def house(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return a state, its cluster and a project, as small as can be."""
    state, data, root = tmp_path / "state", tmp_path / "data", tmp_path / "project"
    for path in (state / "keys.json", state / "static" / "collected", data / "PG_VERSION", root / "room" / "a.py"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    return state, data, root


def test_nothing_is_prepared_before_it_was_marked_and_all_is_after(house):
    state, data, root = house
    assert not is_prepared(state, data, root)
    mark_prepared(state, data, root)
    assert is_prepared(state, data, root)
    (root / ".venv").mkdir()
    (root / ".venv" / "b.py").write_text("no code of ours")
    (root / "__pycache__").mkdir()
    (root / "__pycache__" / "a.pyc").write_text("compiled")
    assert is_prepared(state, data, root)


@pytest.mark.parametrize("what", ["keys", "static files", "cluster", "cluster made anew", "code", "code that is new"])
def test_whatever_is_another_or_missing_is_noticed(house, what):
    state, data, root = house
    before = fingerprint(state, data, root)
    match what:
        case "keys":
            (state / "keys.json").write_text("others")
        case "static files":
            (state / "static" / "collected").unlink()
        case "cluster":
            (data / "PG_VERSION").unlink()
        case "cluster made anew":
            data.rename(data.with_name("older"))
            data.mkdir()
            (data / "PG_VERSION").write_text("as it was")
        case "code":
            (root / "room" / "a.py").write_text("another")
        case _:
            (root / "room" / "0002_more.py").write_text("a migration")
    assert fingerprint(state, data, root) != before
