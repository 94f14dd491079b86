"""The store sees the folders that it is given and nothing else, it is only asked, and no page opens it."""

from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pytest

from markets.store import dataset_folders
from markets.store.engine import NotAQuestion, NotForPages, ask, closed_down, quoted
from markets.store.pseudonyms import VisitsKeyMissing, key_of, plain_reference


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset's folder beside another's, each with a file."""
    folder = tmp_path_factory.mktemp("store")
    for name in ("here", "other"):
        (folder / name).mkdir()
        duckdb.sql(f"COPY (SELECT '{name}' AS word) TO '{folder}/{name}/2025-06.parquet' (FORMAT parquet)")
    return folder / "here"


def test_its_own_folder_is_read(here: Path):
    with closed_down(here) as connection:
        assert ask(connection, f"SELECT word FROM read_parquet({quoted(f'{here}/*.parquet')})") == [("here",)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('{other}/*.parquet')",
        "SELECT * FROM read_parquet('{here}/../other/*.parquet')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
    ],
)
def test_nothing_else_is_read(here: Path, sql: str):
    with closed_down(here) as connection, pytest.raises(duckdb.Error):
        ask(connection, sql.format(here=here, other=here.parent / "other"))


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{here}/more.parquet' (FORMAT parquet)",
        "COPY (SELECT 1) TO '/tmp/more.parquet' (FORMAT parquet)",
        "SET memory_limit = '64GB'",
        "SET enable_external_access = true",
        "ATTACH '/tmp/more.db'",
        "INSTALL httpfs",
        "CREATE TABLE more AS SELECT 1",
        "SELECT 1; SELECT 2",
    ],
)
def test_it_is_only_asked(here: Path, sql: str):
    with closed_down(here) as connection, pytest.raises((NotAQuestion, duckdb.Error)):
        ask(connection, sql.format(here=here))


@pytest.mark.parametrize("sql", ["SET memory_limit = '64GB'", "SET enable_external_access = true", "SET threads = 64"])
def test_nothing_opens_it_again(here: Path, sql: str):
    with closed_down(here) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql)


def test_a_page_never_opens_it(here: Path, settings: Any):
    settings.PROCESS = "web"
    with pytest.raises(NotForPages), closed_down(here):
        pass


@pytest.mark.parametrize("place", ["", "../other", "/etc", "council/../../etc"])
def test_a_place_outside_the_store_is_refused(settings: Any, tmp_path: Path, place: str):
    settings.VISITS_FOLDER = str(tmp_path / "store")
    with pytest.raises(ValueError, match="no place"):
        dataset_folders.folder_at(place)


def test_what_no_row_names_is_left_over(settings: Any, tmp_path: Path):
    settings.VISITS_FOLDER = str(tmp_path)
    for place in ("council/a/kept", "council/a/lost", f"{dataset_folders.WORK}/dead"):
        (tmp_path / place).mkdir(parents=True)
    later = (tmp_path / "council/a/lost").stat().st_mtime + 2 * dataset_folders.OLD_ENOUGH
    assert dataset_folders.sweep({"council/a/kept"}, later) == 2
    assert dataset_folders.sweep({"council/a/kept"}, later) == 0
    assert (tmp_path / "council/a/kept").is_dir()


def test_pseudonyms_hang_on_the_authority_and_the_key(settings: Any):
    one, other = (key_of(UUID(int=number)) for number in (1, 2))
    assert one.of("client", plain_reference(" c1 ")) == one.of("client", "C1") != other.of("client", "C1")
    assert one.of("careworker", "A", "W1") != one.of("careworker", "B", "W1")
    settings.VISITS_KEY = "another"
    assert key_of(UUID(int=1)).of("client", "C1") != one.of("client", "C1")
    settings.VISITS_KEY = settings.LEDGER_KEY = ""
    with pytest.raises(VisitsKeyMissing):
        key_of(UUID(int=1))
