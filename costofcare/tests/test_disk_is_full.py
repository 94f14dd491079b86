"""A database on a disk that is really full: what has a receipt is there, what has none is not, and it goes on."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from costofcare.servers import blank
from costofcare.servers.postgres import Postgres
from costofcare.servers.sockets import TEMPORARY

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a disk of its own (tmpfs)"),
]
MEGABYTES = 160
ROW = (
    "INSERT INTO kept (number, bytes) SELECT %s, string_agg(sha256(n::text::bytea), '') FROM generate_series(1, 8000) n"
)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="costofcare-disk-", dir=TEMPORARY))
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0711", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a tmpfs")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
        place.rmdir()


def numbers(server: Postgres) -> list[int]:
    with contextlib.closing(psycopg2.connect(server.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT number FROM kept ORDER BY number")
        return [number for (number,) in cursor.fetchall()]


def fill(server: Postgres) -> tuple[list[int], int]:
    """Write a row a transaction until one is refused; return those that were acknowledged, and the one refused."""
    acknowledged: list[int] = []
    for number in range(1, 4000):
        try:
            with (
                contextlib.closing(psycopg2.connect(server.url)) as connection,
                connection,
                connection.cursor() as cursor,
            ):
                cursor.execute(ROW, [number])
        except psycopg2.Error:
            return acknowledged, number
        acknowledged.append(number)
    raise AssertionError("the disk was never full")


def test_a_disk_that_fills_up_loses_nothing_acknowledged_and_goes_on_when_there_is_room(small_disk, servers):
    ballast = small_disk / "ballast"
    server = Postgres(small_disk / "postgres")
    blank.copy_to(server, servers.environment())
    ballast.write_bytes(b"\0" * 8 * 2**20)
    with server:
        with contextlib.closing(psycopg2.connect(server.url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept (number int PRIMARY KEY, bytes bytea)")
            cursor.execute("ALTER TABLE kept ALTER bytes SET STORAGE EXTERNAL")
        acknowledged, refused = fill(server)
        assert len(acknowledged) > 10
        ballast.unlink()
        server.stop()
        server.start()
        assert numbers(server) == acknowledged
        with contextlib.closing(psycopg2.connect(server.url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(ROW, [refused])
        assert numbers(server) == [*acknowledged, refused]
