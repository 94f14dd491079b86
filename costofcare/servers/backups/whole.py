"""Make a backup of the portal's database and visits and put one back; each says what it did by hashes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from costofcare.servers.backups import contents, dump, folders, tools, visit_files, visits_held
from costofcare.servers.backups.manifest import DUMP, VISITS, Manifest, VisitArchive, file_sha256, key_mark
from costofcare.servers.backups.seal import BackupKeys
from costofcare.servers.failures import ServerFailed

MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
OTHERS = """SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database()
AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND usename IS NOT NULL"""
# What a database that was only migrated holds as well.
NO_DATA = ("django_", "auth_", "costofcare_cache")


def make_backup(
    connection: Any, folder: Path, moment: datetime, sealing_keys: Sequence[str], keys: BackupKeys, store: Path
) -> tuple[Path, Manifest]:
    """Make a backup below ``folder``: dump and hashes are of one snapshot. ``connection`` is the owner's, idle.

    ``store`` is where the visits lie; files of the snapshot's datasets go into an archive of their own.
    """
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
    parameters = {**connection.info.dsn_parameters, "password": connection.info.password}
    programs = tools.folder_for(connection.server_version)
    with folders.new_backup(folder, moment) as begun, connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, server = cursor.fetchone()
        dump.dump(programs, tools.environment(parameters), snapshot, begun / DUMP, keys)
        found = contents.contents(cursor)
        cursor.execute(MIGRATIONS)
        migrations = [name for (name,) in cursor.fetchall()]
        held = _files_held(cursor) if visits_held.TABLE in found.tables else []
        connection.rollback()
        visits = visit_files.pack(store, held, begun / VISITS, keys) if held else None
        size, sha = (begun / DUMP).stat().st_size, file_sha256(begun / DUMP)
        marks = [key_mark(key) for key in sealing_keys]
        made_at = moment.replace(microsecond=0)
        manifest = Manifest(made_at, server, migrations, marks, size, sha, found, keys.sealed_for, visits)
        manifest.write(begun)
    return folder / folders.name_of(moment), manifest


def _files_held(cursor: Any) -> list[str]:
    cursor.execute(visits_held.HELD)
    return visits_held.names_held(cursor.fetchall())


def still_missing(connection: Any, visits: VisitArchive) -> list[str]:
    """Return the files that were not there although their datasets still hold them: nobody has deleted them since."""
    with connection.cursor() as cursor:
        held = _files_held(cursor)
    connection.rollback()
    return sorted({*visits.missing} & {*held})


def unpack_visits(backup: Path, manifest: Manifest, keys: BackupKeys, into: Path) -> None:
    """Write the visits of a backup below ``into``, if it has any. Raises ServerFailed if they are not what was kept."""
    if manifest.visits is None:
        return
    digest = visit_files.unpack(backup / VISITS, into, keys, is_sealed=bool(manifest.sealed_for))
    if digest != manifest.visits.contents:
        raise ServerFailed("The backup's visits are not what was backed up. Nothing was changed.")


def put_back(connection: Any, backup: Path, manifest: Manifest, keys: BackupKeys) -> None:
    """Replace all that the database holds. Raises ServerFailed, also where what came back is not what was kept."""
    programs = tools.folder_for(connection.server_version)
    parameters: Mapping[str, Any] = {**connection.info.dsn_parameters, "password": connection.info.password}
    environment = tools.environment(parameters)
    dump.restore(programs, environment, backup / DUMP, keys, is_sealed=bool(manifest.sealed_for))
    with connection.cursor() as cursor:
        differences = manifest.contents.differences(contents.contents(cursor))
    connection.rollback()
    if differences:
        raise ServerFailed("What came back is not what was backed up: " + "; ".join(differences) + ".")


def tables_with_data(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(contents.TABLES)
        names = [name for (name,) in cursor.fetchall() if not name.startswith(NO_DATA)]
        found = [name for name in names if _has_rows(cursor, name)]
    connection.rollback()
    return found


def _has_rows(cursor: Any, name: str) -> bool:
    cursor.execute(f'SELECT EXISTS (SELECT FROM public."{name}")')
    return bool(cursor.fetchone()[0])


def others_connected(connection: Any) -> list[str]:
    """Return the roles that are connected to the database beside this connection."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        found = sorted(name for (name,) in cursor.fetchall())
    connection.rollback()
    return found
