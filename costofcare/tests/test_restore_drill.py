"""The drill: what was backed up comes back, row by row, with its walls; and nothing is replaced unasked."""

import json
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from costofcare.management.commands import restore as restore_command
from costofcare.management.commands._owner_connection import owner_connection
from costofcare.servers.backups import dump, tools
from costofcare.servers.backups.contents import contents
from costofcare.servers.backups.manifest import DUMP, MANIFEST, read_manifest
from costofcare.servers.backups.seal import backup_keys, new_key
from costofcare.servers.failures import ServerFailed
from register.models import Authority
from submissions.models import Upload, Version
from submissions.tests.cast import Cast, hand_in, make_cast

KEYS = new_key()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def played(transactional_db) -> Cast:
    cast = make_cast()
    hand_in(cast.ada, cast.at_elm)
    return cast


def run(name: str, *words: object) -> str:
    said = StringIO()
    call_command(name, *map(str, words), stdout=said)
    return said.getvalue()


def hashes():
    with owner_connection() as own, own.cursor() as cursor:
        return contents(cursor)


def drop_everything() -> None:
    with connection.cursor() as cursor:
        cursor.execute(dump.CLEAR)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,)


@pytest.mark.nightly
def test_backup_drop_restore_gives_equal_hashes(played, tmp_path, settings):
    """Sealed with the public half alone, as a machine should have it; refused by sentence without the secret one."""
    settings.BACKUP_KEYS = [KEYS[1]]
    said = run("backup", tmp_path)
    assert "Keep them apart" in said and "SEALING_KEYS" in said and f"Sealed for {KEYS[1]}." in said
    lies_sealed(next(tmp_path.iterdir()), True)
    before = hashes()
    rows = sum(count for count, _ in before.tables.values())
    assert rows > 50 and before.tables["submissions_upload"][0] == 1
    for wrong in ([], [KEYS[1]], [new_key()[0]]):
        settings.BACKUP_KEYS = wrong
        with pytest.raises(CommandError, match=rf"was sealed for {KEYS[1]}.*Nothing was changed"):
            run("restore", tmp_path, "--replace")
    assert hashes() == before
    settings.BACKUP_KEYS = [KEYS[0]]
    drop_everything()
    told = run("restore", tmp_path)
    assert "walls and rights equal the manifest" in told and "opens with the keys at hand" in told
    assert hashes() == before
    assert Version.objects.get().upload == Upload.objects.get()


def lies_sealed(backup: Path, is_sealed: bool) -> None:
    data = (backup / DUMP).read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n" if is_sealed else b"PGDMP")
    assert (b"submissions_upload" in data, b"Elm Care Ltd" in data) == (not is_sealed, False)
    said = json.loads((backup / MANIFEST).read_text())
    assert (said["format"], bool(said["sealed_for"])) == ((2, True) if is_sealed else (1, False))


@pytest.mark.proof
def test_data_are_replaced_only_when_asked_and_what_came_since_goes(played, tmp_path):
    """The backup lies open, as older builds wrote it."""
    run("backup", tmp_path)
    lies_sealed(next(tmp_path.iterdir()), False)
    before = hashes()
    Authority.objects.create(name="Since", cqc_name="Since")
    with pytest.raises(CommandError, match=r"holds data.*--replace"):
        run("restore", tmp_path)
    assert Authority.objects.filter(name="Since").exists()
    run("restore", tmp_path, "--replace")
    assert hashes() == before


@pytest.mark.parametrize(
    "sealed_with",
    [
        pytest.param([], marks=pytest.mark.proof, id="open"),
        pytest.param([KEYS[0]], marks=pytest.mark.nightly, id="sealed"),
    ],
)
def test_a_restore_that_fails_on_the_way_leaves_all_as_it_was(played, tmp_path, settings, sealed_with):
    """The file ends in the middle: what was read of it is forgotten."""
    settings.BACKUP_KEYS = sealed_with
    run("backup", tmp_path)
    before = hashes()
    (backup,) = tmp_path.iterdir()
    cut = tmp_path / "cut"
    cut.write_bytes((backup / DUMP).read_bytes()[:-20_000])
    with owner_connection() as own:
        environment = tools.environment(own.info.dsn_parameters)
        with pytest.raises(ServerFailed, match="is as it was"):
            programs, keys = tools.folder_for(own.server_version), backup_keys(sealed_with)
            dump.restore(programs, environment, cut, keys, is_sealed=bool(sealed_with))
    assert hashes() == before


@pytest.mark.proof
def test_keys_that_do_not_fit_are_named(played, tmp_path, settings):
    run("backup", tmp_path)
    settings.SEALING_KEYS = ["YW5vdGhlci1rZXktZm9yLXRlc3RzLW9ubHktMTIzNDU="]
    mark = read_manifest(next(tmp_path.iterdir())).keys[0]
    with pytest.raises(CommandError, match=rf"does not open.*{mark}"):
        run("restore", tmp_path, "--replace")


@pytest.mark.proof
def test_whoever_is_connected_is_asked_to_leave_first(played, tmp_path):
    run("backup", tmp_path)
    with owner_connection(), pytest.raises(CommandError, match="Stop the web, worker and beat"):
        run("restore", tmp_path, "--replace")


@pytest.mark.nightly
def test_what_was_erased_since_is_erased_again(played, tmp_path, settings):
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    run("backup", tmp_path / "backups")
    assert "nothing was erased again" in run("restore", tmp_path / "backups", "--replace")
    Path(settings.ERASURES_FILE).touch()
    with (
        mock.patch.object(restore_command, "get_commands", return_value={"replay_erasures": "costofcare"}),
        mock.patch.object(restore_command, "call_command", wraps=None) as called,
    ):
        run("restore", tmp_path / "backups", "--replace")
    assert [call.args[0] for call in called.call_args_list] == ["migrate", "replay_erasures"]


@pytest.mark.proof
def test_a_backup_is_looked_at_without_restoring_it(played, tmp_path):
    run("backup", tmp_path)
    assert "as it was written" in run("backup", tmp_path, "--verify")
    (backup,) = tmp_path.iterdir()
    (backup / DUMP).write_bytes(b"x")
    with pytest.raises(CommandError, match="not as it was written"):
        run("backup", tmp_path, "--verify")
