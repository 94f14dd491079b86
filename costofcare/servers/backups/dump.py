"""A database into a file and back: out in one snapshot, back in one transaction, or not at all."""

import contextlib
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from costofcare.servers.backups.contents import WITHOUT_ROWS
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


def dump(programs: Path, environment: Mapping[str, str], snapshot: str, to: Path) -> None:
    without = [f"--exclude-table-data={name}" for name in WITHOUT_ROWS]
    command = [programs / "pg_dump", *OUT, *without, f"--snapshot={snapshot}", f"--file={to}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise ServerFailed(f"pg_dump failed, and nothing was kept: {done.stderr.strip()}")


def restore(programs: Path, environment: Mapping[str, str], dumped: Path) -> None:
    """Replace what is in the database. Where anything goes wrong, or this is killed, all is as it was before."""
    out = [programs / "pg_restore", "--no-owner", "--file=-", dumped]
    into = [programs / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    quiet: dict[str, Any] = {"env": environment, "stderr": subprocess.PIPE}
    reading = subprocess.Popen(out, stdout=subprocess.PIPE, **quiet)
    writing = subprocess.Popen(into, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, **quiet)
    try:
        # Where psql has stopped at an error nobody takes the rest.
        with contextlib.suppress(BrokenPipeError):
            pass_on(reading, writing)
        said = writing.communicate()[1]
        reading.stdout.close()  # type: ignore[union-attr]
        said += reading.communicate()[1]
    finally:
        for process in (reading, writing):
            process.kill()
            process.wait()
    if reading.returncode or writing.returncode:
        raise ServerFailed(f"The database could not be restored; it is as it was: {said.decode(errors='replace')}")


def pass_on(reading: subprocess.Popen[bytes], writing: subprocess.Popen[bytes]) -> None:
    """Hand SQL on line by line. What was cut off has no COMMIT at its end, so that the server forgets it."""
    read, write = reading.stdout, writing.stdin
    assert read is not None and write is not None
    write.write(b"BEGIN;\n" + CLEAR.encode())
    is_data = False
    for line in read:
        is_data = is_data or line.startswith(b"COPY ")
        if is_data or not line.startswith(NOT_FOR_ALL):
            write.write(line)
    if reading.wait() == 0:
        write.write(b"COMMIT;\n")
    write.flush()
