"""Visits in a backup: as one archive, sealed; put back where rows name them; what was deleted since goes again."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from costofcare.deployment import start
from costofcare.doctor import visits as doctor_of_visits
from costofcare.doctor.signs import IsIll, NotLookedAt
from costofcare.servers.backups import visit_files, visits_held
from costofcare.servers.backups.manifest import DUMP, MANIFEST, VISITS, read_manifest
from costofcare.servers.backups.seal import backup_keys, new_key
from costofcare.servers.failures import ServerFailed
from markets.models import Dataset, HalfMinutes
from markets.store import dataset_removal
from markets.store.dataset_reader import opened, plain_attendances
from markets.tests.council import Council
from markets.tests.held_visits import council, file_of, sent, usual_rows
from markets.visits.actions import datasets, months

__all__ = ["council"]
KEYS = new_key()
JUNE = "council/a/one/2025-06.parquet"
held_in_db = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two files of one dataset, as the worker leaves them."""
    for month, data in (("2025-06", b"PAR1 june" * 20_000), ("2025-07", b"PAR1 july")):
        path = tmp_path / "store" / "council" / "a" / "one" / f"{month}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "store"


@pytest.mark.parametrize("lines", [[], [KEYS[0]]], ids=["open", "sealed"])
def test_files_come_back_as_they_were(store: Path, tmp_path: Path, lines: list[str]):
    keys, names = backup_keys(lines), visits_held.names_held([("council/a/one", ["2025-05", "2025-06", "2025-07"])])
    made = visit_files.pack(store, names, tmp_path / VISITS, keys)
    assert (made.files, made.missing) == (2, ["council/a/one/2025-05.parquet"])
    assert (b"PAR1" in (tmp_path / VISITS).read_bytes()) == (not lines)
    into = tmp_path / "store" / ".work" / "back"
    assert visit_files.unpack(tmp_path / VISITS, into, keys, is_sealed=bool(lines)) == made.contents
    june = (store / JUNE).read_bytes()
    (store / JUNE).write_bytes(b"changed")
    visit_files.put_in_place(into, store)
    assert (store / JUNE).read_bytes() == june and (store / JUNE).stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize(
    "name", ["../../x.parquet", "/etc/a/b/c.parquet", "council/a/one/deeper/x.parquet", "a/b/c/d.sh"]
)
def test_a_name_that_leaves_the_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    (tmp_path / "file").write_bytes(b"x")
    with monkeypatch.context() as patch:
        patch.setattr(visit_files.Path, "__truediv__", lambda *_: tmp_path.joinpath("file"))
        visit_files.pack(tmp_path, [name], tmp_path.joinpath(VISITS), backup_keys([]))
    with pytest.raises(ServerFailed, match="none of theirs"):
        visit_files.unpack(tmp_path / VISITS, tmp_path / "into", backup_keys([]), is_sealed=False)


def test_what_was_cut_off_does_not_open(store: Path, tmp_path: Path):
    keys, whole = backup_keys([KEYS[0]]), tmp_path / VISITS
    visit_files.pack(store, [JUNE], whole, keys)
    whole.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(ServerFailed, match="Nothing was changed"):
        visit_files.unpack(whole, tmp_path / "into", keys, is_sealed=True)


def test_pages_that_could_read_visits_do_not_start(store: Path, settings: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(start, "refused", lambda _: [])
    settings.STAGE, settings.PROCESS, settings.VISITS_FOLDER = "production", "web", str(store)
    assert "only the worker may" in next(start.troubles_at_start("web"))
    monkeypatch.setattr(start, "troubles_of_the_database", lambda: iter(()))
    settings.PROCESS = "worker"
    assert list(start.troubles_at_start("worker")) == []
    settings.PROCESS, settings.VISITS_FOLDER = "web", str(store / "nowhere")
    assert list(start.troubles_at_start("web")) == []


def test_the_doctor_looks_at_the_folder(store: Path, settings: Any, monkeypatch: pytest.MonkeyPatch):
    look = doctor_of_visits.visits_are_kept_closed
    monkeypatch.setattr(doctor_of_visits, "files_named", lambda: [JUNE])
    with pytest.raises(NotLookedAt):
        look()
    settings.PRODUCTION, settings.VISITS_FOLDER = True, str(settings.BASE_DIR / ".state" / "visits")
    with pytest.raises(IsIll, match="outside the program's folder"):
        look()
    settings.VISITS_FOLDER = str(store)
    store.chmod(0o750)
    with pytest.raises(IsIll, match="chmod 0700"):
        look()
    store.chmod(0o700)
    assert look().startswith("1 files in")
    (store / JUNE).unlink()
    with pytest.raises(IsIll, match=r"1 of 1 files of visits are missing, such as council/a/one"):
        look()
    settings.VISITS_FOLDER = str(store / "nowhere")
    with pytest.raises(IsIll, match="Restore it from a backup"):
        look()


def run(name: str, *words: object) -> str:
    said = StringIO()
    call_command(name, *map(str, words), stdout=said)
    return said.getvalue()


def two_months(council: Council, name: str = "summer.csv") -> Dataset:
    """Take in three visits of June and three of July."""
    rows = usual_rows(6)
    for row in rows[3:]:
        for key in ("planned_start", "planned_end", "actual_start", "actual_end"):
            row[key] = row.get(key, "").replace("2025-06", "2025-07")
    return sent(council.carol, file_of(rows), name)


@pytest.mark.django_db
def test_visits_that_were_deleted_are_noted_and_deleted_again(council: Council, settings: Any, tmp_path: Path):
    """A backup brings rows back as they were before: here the rows are put back by hand, and the file with them."""
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    row = two_months(council)
    before = {field.attname: getattr(row, field.attname) for field in Dataset._meta.concrete_fields}
    assert list(row.by_month) == ["2025-06", "2025-07"] and not Path(settings.ERASURES_FILE).exists()
    assert months.erase(by=council.carol, first="2025-06", last="2025-06") == 3
    dataset_removal.remove_months(row.id)
    noted = [json.loads(line) for line in Path(settings.ERASURES_FILE).read_text().splitlines()]
    assert [(each["kind"], each["subject"], each["months"]) for each in noted] == [("visits", str(row.id), ["2025-06"])]
    Dataset.objects.filter(id=row.id).update(**before)
    said = run("sweep_visits")
    assert "1 came back and are deleted again" in said and "Missing" not in said
    row.refresh_from_db()
    assert list(row.by_month) == ["2025-07"] and set(HalfMinutes.objects.values_list("period__month", flat=True)) == {7}
    datasets.delete(by=council.carol, dataset_id=row.id)
    dataset_removal.remove(row.id)
    Dataset.objects.filter(id=row.id).update(**before)
    assert "are deleted again" in run("replay_erasures")
    row.refresh_from_db()
    assert (row.state, row.folder, HalfMinutes.objects.count()) == ("deleted", "", 0)
    Dataset.objects.filter(id=row.id).update(**before | {"id": row.id, "sha256": "2" * 64, "folder": "council/a/one-1"})
    settings.ERASURES_FILE = ""
    assert f"Missing: 2025-06, 2025-07 of summer.csv ({row.id}). Delete that dataset" in run("sweep_visits")


@pytest.mark.nightly
@held_in_db
def test_the_drill_with_visits(council: Council, settings: Any, tmp_path: Path):
    """Backed up sealed, lost with the disk, restored: the same visits, but for those that were deleted meanwhile."""
    settings.BACKUP_KEYS, settings.ERASURES_FILE = [KEYS[0]], str(tmp_path / "erasures.jsonl")
    may = [{key: text.replace("2025-06", "2025-05") for key, text in row.items()} for row in usual_rows(4)]
    kept, deleted = two_months(council), sent(council.carol, file_of(may), "deleted.csv")
    said = run("backup", tmp_path / "backups")
    assert "3 files of visits" in said, said
    (backup,) = (tmp_path / "backups").iterdir()
    assert json.loads((backup / MANIFEST).read_text())["format"] == 3 and (backup / DUMP).exists()
    with opened([kept]) as connection:
        before = plain_attendances(connection)
    datasets.delete(by=council.carol, dataset_id=deleted.id)
    dataset_removal.remove(deleted.id)
    later = sent(council.carol, file_of(may[:2]), "later.csv")
    assert later.state == "taken_in"
    for file in Path(settings.VISITS_FOLDER).rglob("*.parquet"):
        file.unlink()
    said = run("restore", tmp_path / "backups", "--replace")
    assert "all 3 files of visits" in said and "1 came back and are deleted again" in said and "Missing" not in said
    with opened([Dataset.objects.get(id=kept.id)]) as connection:
        assert plain_attendances(connection) == before
    assert Dataset.objects.get(id=deleted.id).state == "deleted" and not Dataset.objects.filter(id=later.id).exists()
    assert len(list(Path(settings.VISITS_FOLDER).rglob("*.parquet"))) == 2
    assert read_manifest(backup).visits.missing == []
    (backup / VISITS).write_bytes(b"x")
    with pytest.raises(CommandError, match="not as it was written"):
        run("backup", tmp_path / "backups", "--verify")
    next(Path(settings.VISITS_FOLDER).rglob("*.parquet")).unlink()
    with pytest.raises(CommandError, match=r"1 files of visits are not in it.*whose worker keeps them"):
        run("backup", tmp_path / "backups")
