"""Old backups go by rule, as what was erased lives on in them; the newest stays whatever happens."""

from datetime import UTC, datetime, timedelta

import pytest

from costofcare.servers.backups.expiry import expired
from costofcare.servers.backups.folders import backups_in, name_of, new_backup, newest_in, remove_expired
from costofcare.servers.backups.manifest import DUMP, BadBackup, DatabaseContents, Manifest, file_sha256, read

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def kept(moments: list[datetime]) -> list[datetime]:
    gone = expired(moments, NOW)
    return [moment for moment in moments if moment not in gone]


def test_two_a_day_for_a_year_leave_one_a_day_for_a_week_and_one_a_week_for_five():
    moments = [NOW - timedelta(hours=12 * n) for n in range(730)]
    ages = [(NOW - moment).total_seconds() / 86400 for moment in kept(moments)]
    assert [age for age in ages if age < 7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages) == 12 and max(ages) < 35


def test_nothing_is_older_than_35_days_but_the_only_one():
    assert kept([NOW - timedelta(days=36), NOW]) == [NOW]
    assert kept([NOW - timedelta(days=400)]) == [NOW - timedelta(days=400)]
    assert expired([], NOW) == []


def written(folder, moment: datetime) -> None:
    with new_backup(folder, moment) as begun:
        (begun / DUMP).write_bytes(b"dumped")
        contents = DatabaseContents({"t": (1, "ab")}, {}, "s")
        Manifest(moment, "18", [], [], 6, file_sha256(begun / DUMP), contents).write(begun)


def test_only_what_has_expired_is_removed_and_nothing_that_is_not_ours(tmp_path):
    folder = tmp_path / "backups"
    old, new = NOW - timedelta(days=40), NOW
    for moment in (old, new):
        written(folder, moment)
    (folder / "notes").mkdir()
    (folder / "backup-of-my-own").mkdir()
    assert [path.name for path in remove_expired(folder, NOW)] == [name_of(old)]
    assert sorted(path.name for path in folder.iterdir()) == sorted(["notes", "backup-of-my-own", name_of(new)])
    assert newest_in(folder) == folder / name_of(new)


def test_a_backup_is_for_its_owner_alone(tmp_path):
    written(tmp_path / "backups", NOW)
    made = tmp_path / "backups" / name_of(NOW)
    assert [path.stat().st_mode & 0o077 for path in (made.parent, made, *made.iterdir())] == [0, 0, 0, 0]


def test_a_backup_that_fails_on_the_way_is_not_there(tmp_path):
    with pytest.raises(OSError, match="disk"), new_backup(tmp_path, NOW) as begun:
        (begun / DUMP).write_bytes(b"half")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("changed", ["database.dump", "manifest.json"])
def test_a_backup_that_was_changed_is_refused(tmp_path, changed):
    written(tmp_path, NOW)
    file = tmp_path / name_of(NOW) / changed
    file.write_bytes(file.read_bytes().replace(b"dumped", b"Dumped").replace(b'"18"', b'"17"'))
    with pytest.raises(BadBackup, match="not as it was written"):
        read(tmp_path / name_of(NOW))
    assert list(backups_in(tmp_path)) == ([NOW] if changed == "database.dump" else [])


def test_what_is_no_backup_is_named(tmp_path):
    with pytest.raises(BadBackup, match="is no backup"):
        read(tmp_path)
