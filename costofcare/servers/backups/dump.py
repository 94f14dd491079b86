"""A database into a file and back: out in one snapshot, back in one transaction, or not at all."""

import contextlib
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any

from costofcare.servers.backups.contents import WITHOUT_ROWS
from costofcare.servers.backups.seal import BackupKeys
from costofcare.servers.failures import ServerFailed

# Comments and owners are the server's own affair; who may see what is in it.
OUT = ("--format=custom", "--compress=6", "--no-owner", "--no-comments", "--schema=public", "--lock-wait-timeout=30s")
# Everything of the owner's in the schema, so that also what the backup does not know is gone.
CLEAR = """
SET lock_timeout = '15s';
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT oid::regclass AS name, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END
      AS kind FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
      OR relnamespace = 'public'::regnamespace AND relkind = 'S' AND NOT EXISTS
      (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i')) LOOP
    EXECUTE format('DROP %s IF EXISTS %s CASCADE', thing.kind, thing.name);
  END LOOP;
  FOR thing IN SELECT oid::regtype AS name FROM pg_type WHERE typnamespace = 'public'::regnamespace
      AND typtype IN ('r', 'e', 'd') AND NOT EXISTS
      (SELECT FROM pg_depend WHERE objid = pg_type.oid AND deptype = 'e') LOOP
    EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', thing.name);
  END LOOP;
  FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype IN ('e', 'i')) LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name);
  END LOOP;
END $$;
"""
# Said by newer programs, and not understood by older servers; the schema itself stays, with its owner.
NOT_FOR_ALL = (b"SET transaction_timeout = ", b"CREATE SCHEMA public;", b"ALTER SCHEMA public ")


def dump(programs: Path, environment: Mapping[str, str], snapshot: str, to: Path, keys: BackupKeys) -> None:
    """Write a dump of what a snapshot sees; sealed, if there is a key, before it reaches the disk."""
    without = [f"--exclude-table-data={name}" for name in WITHOUT_ROWS]
    command = [programs / "pg_dump", *OUT, *without, f"--snapshot={snapshot}"]
    with TemporaryFile() as said, to.open("wb") as file:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said) as dumping:
            assert dumping.stdout is not None
            try:
                (keys.seal if keys.sealed_for else shutil.copyfileobj)(dumping.stdout, file)
            except BaseException:
                dumping.kill()
                raise
        if dumping.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise ServerFailed(f"pg_dump failed, and nothing was kept: {words}")


class Opened(Thread):
    """Opens a sealed dump into a program that reads it; ``trouble`` is what it met, when it has ended."""

    def __init__(self, dumped: Path, keys: BackupKeys, into: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.dumped, self.keys, self.into = dumped, keys, into
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            with self.dumped.open("rb") as sealed, contextlib.closing(self.into):
                self.keys.unseal(sealed, self.into)
        except BrokenPipeError:
            return  # who reads has stopped, and says why
        except Exception as trouble:
            self.trouble = trouble


def restore(programs: Path, environment: Mapping[str, str], dumped: Path, keys: BackupKeys, *, is_sealed: bool) -> None:
    """Replace what is in the database. Where anything goes wrong, or this is killed, all is as it was before."""
    out = [programs / "pg_restore", "--no-owner", "--file=-", *([] if is_sealed else [dumped])]
    into = [programs / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    quiet: dict[str, Any] = {"env": environment, "stderr": subprocess.PIPE}
    fed = subprocess.PIPE if is_sealed else subprocess.DEVNULL
    reading = subprocess.Popen(out, stdin=fed, stdout=subprocess.PIPE, **quiet)
    writing = subprocess.Popen(into, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, **quiet)
    opened = Opened(dumped, keys, reading.stdin) if reading.stdin else None
    reading.stdin = None
    try:
        if opened:
            opened.start()
        # Where psql has stopped at an error nobody takes the rest.
        with contextlib.suppress(BrokenPipeError):
            pass_on(reading, writing, opened)
        said = writing.communicate()[1]
        reading.stdout.close()  # type: ignore[union-attr]
        said += reading.communicate()[1]
    finally:
        for process in (reading, writing):
            process.kill()
            process.wait()
    if opened and opened.trouble:
        raise ServerFailed(f"{opened.trouble} The database is as it was.")
    if reading.returncode or writing.returncode:
        raise ServerFailed(f"The database could not be restored; it is as it was: {said.decode(errors='replace')}")


def pass_on(reading: subprocess.Popen[bytes], writing: subprocess.Popen[bytes], opened: Opened | None) -> None:
    """Hand SQL on line by line. What was cut off has no COMMIT at its end, so that the server forgets it."""
    read, write = reading.stdout, writing.stdin
    assert read is not None and write is not None
    write.write(b"BEGIN;\n" + CLEAR.encode())
    is_data = False
    for line in read:
        is_data = is_data or line.startswith(b"COPY ")
        if is_data or not line.startswith(NOT_FOR_ALL):
            write.write(line)
    if opened:
        opened.join()
    if reading.wait() == 0 and not (opened and opened.trouble):
        write.write(b"COMMIT;\n")
    write.flush()
