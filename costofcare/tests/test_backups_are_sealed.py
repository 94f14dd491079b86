"""A backup is sealed for a key of the settings, in pieces; what stays closed is said in a sentence."""

import re
import resource
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

from costofcare.servers.backups.seal import backup_keys, new_key
from costofcare.servers.failures import ServerFailed

SECRET, PUBLIC = new_key()


class Zeros:
    """A file of so many zeros, which is never whole in memory."""

    def __init__(self, left: int) -> None:
        self.left = left

    def read(self, size: int) -> bytes:
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


class Counted:
    count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return len(data)

    def flush(self) -> None: ...


def sealed_by(lines: list[str], clear: bytes) -> bytes:
    sealed = BytesIO()
    backup_keys(lines).seal(BytesIO(clear), sealed)
    return sealed.getvalue()


def test_any_of_the_secret_keys_opens_what_was_sealed_for_a_public_one():
    sealed, clear = sealed_by([PUBLIC, new_key()[0]], b"rows" * 50_000), BytesIO()
    assert b"rowsrows" not in sealed, "four bytes stand in it by chance now and then"
    keys = backup_keys([new_key()[0], SECRET])
    assert keys.refusal_to_open(PUBLIC) == "" and backup_keys([]).refusal_to_open("") == ""
    keys.unseal(BytesIO(sealed), clear)
    assert clear.getvalue() == b"rows" * 50_000


@pytest.mark.parametrize("changed", [lambda data: data[:-9], lambda data: data[:-9] + b"x" + data[-8:], lambda _: b""])
def test_what_was_cut_off_or_changed_does_not_open(changed):
    with pytest.raises(ServerFailed, match="does not open"):
        backup_keys([SECRET]).unseal(BytesIO(changed(sealed_by([PUBLIC], b"rows" * 50_000))), BytesIO())


def test_memory_stays_flat():
    before, counted = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, Counted()
    backup_keys([PUBLIC]).seal(Zeros(64 * 2**20), counted)
    assert counted.count > 64 * 2**20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024, "kB"


def test_a_line_that_is_no_key_is_named_and_not_repeated():
    with pytest.raises(ServerFailed, match="Number 2 of 2 in BACKUP_KEYS is no key of age") as said:
        backup_keys([PUBLIC, "AGE-SECRET-KEY-1OOPS"])
    assert "OOPS" not in str(said.value)


def test_in_production_no_backup_lies_open_unasked(settings, tmp_path, capsys):
    settings.PRODUCTION, settings.BACKUP_KEYS = True, []
    with pytest.raises(CommandError, match=r"set BACKUP_KEYS.*--new-key.*--in-the-clear"):
        call_command("backup", str(tmp_path))
    with pytest.raises(CommandError, match="Name the folder"):
        call_command("backup")
    assert list(tmp_path.iterdir()) == []


def test_a_pair_of_keys_is_made(capsys):
    call_command("backup", "--new-key")
    said = capsys.readouterr().out
    secret, public = re.search(r"AGE-SECRET-KEY-\w+", said), re.search(r"age1\w+", said)
    assert secret and public and backup_keys([secret[0]]).sealed_for == public[0]
