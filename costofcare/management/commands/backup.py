"""`backup FOLDER`: all that the portal keeps, into a folder of its own below FOLDER; removes what has expired."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from costofcare.management.commands._owner_connection import owner_connection
from costofcare.servers.backups import folders, manifest
from costofcare.servers.backups.expiry import DAYS
from costofcare.servers.backups.seal import NEW_KEY, BackupKeys, backup_keys, new_key
from costofcare.servers.backups.whole import make_backup, still_missing
from costofcare.servers.failures import ServerFailed

KEYS = (
    "Not in it: SECRET_KEY, SEALING_KEYS, LEDGER_KEY and BACKUP_KEYS. Keep them apart: without the sealing keys "
    "{}no upload opens."
)
NO_KEY = (
    f"There is no key to seal the backup with: set BACKUP_KEYS ({NEW_KEY} makes one). Where you encrypt it yourself: "
    "--in-the-clear."
)
OPEN = "It lies open: whoever has the folder reads all but uploads, which are sealed."
NOT_THERE = (
    "The backup is made, but {n} files of visits are not in it, as they are not in VISITS_FOLDER ({folder}), such as "
    "{first}. Make it on the machine whose worker keeps them."
)
MADE = """Secret, opens backups; keep it in the council's safe for passwords:
{}
Public, seals them; this one alone is enough in BACKUP_KEYS on the machine:
{}"""


class Command(BaseCommand):
    help = (
        "Back up the database and the visits, which is all that the portal keeps, while it serves. The keys are not in "
        "it and must be kept elsewhere. Of earlier backups the newest of each day stays for a week and of each week "
        "for the days given; what was erased from the portal leaves its backups so, too."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?")
        parser.add_argument("--in-the-clear", action="store_true", help="although there is no key: not sealed")
        parser.add_argument("--new-key", action="store_true", help="only make a pair of keys, and say them")
        parser.add_argument("--keep-days", type=int, default=DAYS, help=f"how long a backup is kept ({DAYS})")
        parser.add_argument("--verify", action="store_true", help="only look whether the newest backup is as written")

    def handle(self, *, folder: Path | None, keep_days: int, verify: bool, new_key: bool, **options: Any) -> None:
        if new_key:
            return self._say_new_key()
        if keep_days < 1 or folder is None:
            raise CommandError("Name the folder." if folder is None else "--keep-days is at least 1.")
        try:
            self._verify(folder) if verify else self._back_up(folder, keep_days, options["in_the_clear"])
        except (ServerFailed, manifest.BadBackup, OSError) as trouble:
            raise CommandError(str(trouble)) from trouble

    def _say_new_key(self) -> None:
        self.stdout.write(MADE.format(*new_key()))

    def _verify(self, folder: Path) -> None:
        newest = folders.newest_in(folder)
        said = manifest.read(newest)
        self.stdout.write(f"{newest}: as it was written. {summary(said)}")

    def _back_up(self, folder: Path, keep_days: int, in_the_clear: bool) -> None:
        now, keys = timezone.now(), keys_to_seal_with(in_the_clear)
        folders.sweep_begun(folder)
        with owner_connection() as own:
            made, said = make_backup(own, folder, now, settings.SEALING_KEYS, keys, Path(settings.VISITS_FOLDER))
            lost = still_missing(own, said.visits) if said.visits else []
        manifest.read(made)
        self.stdout.write(f"{made}: {summary(said)}")
        self.stdout.write(f"Sealed for {said.sealed_for}." if said.sealed_for else OPEN)
        self.stdout.write(KEYS.format(f"{', '.join(said.keys)} " if said.keys else ""))
        for gone in folders.remove_expired(folder, now, keep_days):
            self.stdout.write(f"Removed, as it has expired: {gone}")
        if lost:
            raise CommandError(NOT_THERE.format(n=len(lost), folder=settings.VISITS_FOLDER, first=lost[0]))


def keys_to_seal_with(in_the_clear: bool) -> BackupKeys:
    if settings.PRODUCTION and not settings.BACKUP_KEYS and not in_the_clear:
        raise CommandError(NO_KEY)
    return backup_keys([] if in_the_clear else settings.BACKUP_KEYS)


def summary(said: manifest.Manifest) -> str:
    rows = sum(count for count, _ in said.contents.tables.values())
    when = said.made_at.strftime("%d %B %Y %H:%M UTC")
    visits = f", {said.visits.files:,} files of visits ({said.visits.bytes:,} bytes)" if said.visits else ""
    return f"{rows:,} rows of {len(said.contents.tables)} tables, {said.dump_bytes:,} bytes{visits}, of {when}."
