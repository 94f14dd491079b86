"""`restore FOLDER`: put a backup back, prove it by hashes, migrate it, and erase again what was erased since."""

import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accounts.actions import encryption
from costofcare.management.commands._owner_connection import owner_connection
from costofcare.management.commands.backup import summary
from costofcare.servers.backups import folders, manifest, visit_files, whole
from costofcare.servers.backups.seal import backup_keys
from costofcare.servers.failures import ServerFailed

REPLAY, SWEEP = "replay_erasures", "sweep_visits"
WORK = ".work"  # of the visits' folder, in which a worker sweeps what is left
SEALED = """SELECT table_name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'sealed' AND data_type = 'bytea' ORDER BY 1"""


class Command(BaseCommand):
    help = (
        "Put a backup (or the newest in a folder of backups) back, in one transaction: where it fails all is as it "
        "was. Stop the web, worker and beat processes first. The sealing keys of its time must be in SEALING_KEYS, and "
        "the secret key that opens it in BACKUP_KEYS."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--replace", action="store_true", help="although the database holds data, which then go")

    def handle(self, *, folder: Path, replace: bool, **options: Any) -> None:
        try:
            self._restore(folder, replace)
        except (ServerFailed, manifest.BadBackup, OSError) as trouble:
            raise CommandError(str(trouble)) from trouble

    def _restore(self, folder: Path, replace: bool) -> None:
        backup = folders.newest_in(folder)
        said, keys = manifest.read(backup), backup_keys(settings.BACKUP_KEYS)
        if because := keys.refusal_to_open(said.sealed_for):
            raise CommandError(because)
        self.stdout.write(f"Restoring {backup}: {summary(said)}")
        with owner_connection() as own:
            refuse_others(whole.others_connected(own))
            if not replace:
                refuse_data(whole.tables_with_data(own))
            with folder_for_visits() as (store, unpacked):
                whole.unpack_visits(backup, said, keys, unpacked)
                whole.put_back(own, backup, said, keys)
                visit_files.put_in_place(unpacked, store)
        self.stdout.write(f"Restored: all {len(said.contents.tables)} tables, walls and rights equal the manifest.")
        if said.visits:
            self.stdout.write(f"Restored: all {said.visits.files:,} files of visits.")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        self._erase_again()
        self.stdout.write(keys_fit(said))

    def _erase_again(self) -> None:
        """Run the erasures that the backup does not know: what is erased stays erased."""
        erasures = getattr(settings, "ERASURES_FILE", "")
        if REPLAY in get_commands() and erasures and Path(erasures).is_file():
            call_command(REPLAY, stdout=self.stdout)
        else:
            self.stdout.write(
                f"There is no list of erasures ({erasures or 'ERASURES_FILE'}): nothing was erased again."
            )
            call_command(SWEEP, stdout=self.stdout)


@contextmanager
def folder_for_visits() -> Iterator[tuple[Path, Path]]:
    """Yield the visits' folder, and one on the same disk for what is not yet in its place."""
    store = Path(settings.VISITS_FOLDER)
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    unpacked = store / WORK / f"restore-{uuid4().hex}"
    try:
        yield store, unpacked
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)


def refuse_others(roles: list[str]) -> None:
    if roles:
        raise CommandError(
            f"Others are connected to the database ({', '.join(roles)}). Stop the web, worker and beat processes first."
        )


def refuse_data(tables: list[str]) -> None:
    if tables:
        raise CommandError(
            f"The database holds data ({len(tables)} tables, such as {tables[0]}). Nothing was changed. "
            "To lose them for those of the backup, make a backup of them and add --replace."
        )


def keys_fit(said: manifest.Manifest) -> str:
    """Say whether the newest of each sealed thing opens."""
    for table, sealed in newest_sealed():
        try:
            encryption.unseal(sealed)
        except encryption.CannotBeOpened:
            raise CommandError(
                f"The data are back, but {table} does not open with SEALING_KEYS. "
                f"It needs the keys with these marks: {', '.join(said.keys) or 'unknown'}."
            ) from None
    here = {manifest.key_mark(key) for key in settings.SEALING_KEYS}
    missing = [mark for mark in said.keys if mark not in here]
    if missing:
        return f"What was sealed last opens. Older files may need the keys with these marks: {', '.join(missing)}."
    return "What was sealed opens with the keys at hand."


def newest_sealed() -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(SEALED)
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT sealed FROM "{table}" WHERE octet_length(sealed) > 0 ORDER BY ctid DESC LIMIT 1')
            found += [(table, bytes(row[0])) for row in cursor.fetchall()]
    return found
