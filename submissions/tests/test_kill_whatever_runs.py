"""Whatever is killed, and wherever: what has a receipt is worked on once, what has none leaves nothing behind.

Real processes on a real database and broker. One test a disaster, as starting a worker is what takes the time.
"""

import os
import signal

import pytest
from django.db import connection

from accounts.models import AuditEvent, Mail
from submissions.models import Return, Upload, Version
from submissions.tests.cast import Cast, make_cast, send_in, take_part, workbook_for
from submissions.tests.pause_points import POINTS
from submissions.tests.processes import House, house, kill, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
# How an upload stands whose worker was killed at each of the points.
AS_KILLED = {
    "before the claim": ("received", ""),
    "claimed": ("claimed", "reading"),
    "checking": ("claimed", "checking"),
    "costing": ("claimed", "costing"),
    "before the commit": ("claimed", "costing"),
    "before the letter": ("done", "done"),
}


@pytest.fixture
def at_home(servers, tmp_path) -> House:
    with house(servers, tmp_path) as opened:
        yield opened


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


def all_done() -> bool:
    return not Upload.objects.exclude(state="done").exists()


def how_they_stand() -> list[tuple[object, ...]]:
    return list(Upload.objects.order_by("number").values_list("reference", "state", "station", "tries"))


def bring_home(at_home: House) -> None:
    wait_until(all_done, lambda: f"{how_they_stand()}\n{at_home.said()}")


def assert_each_was_worked_on_once() -> None:
    uploads = Upload.objects.count()
    assert Version.objects.count() == uploads
    assert Version.objects.values("upload").distinct().count() == uploads
    assert AuditEvent.objects.filter(verb="checked a file").count() == uploads
    assert not Return.objects.filter(current=None).exists()


@pytest.mark.parametrize(
    "points",
    [
        pytest.param(("before the letter",), id="one station", marks=pytest.mark.nightly),
        pytest.param(tuple(POINTS), id="every station", marks=pytest.mark.proof),
    ],
)
def test_a_worker_killed_at_its_stations_loses_nothing_and_does_nothing_twice(played, at_home, points):
    """All of them stand at once, one at each point; then the power goes."""
    standing = {}
    for i, point in enumerate(points):
        location = take_part(played.exercise, played.elm, f"Branch {i}", f"1-20000000{i}")
        at_home.stop_at(standing.setdefault(point, send_in(played.ada, location).upload_id), point)
    worker = at_home.worker(concurrency=len(points))
    for upload_id in standing.values():
        at_home.stands(upload_id)
    before = {row.id: (row.state, row.station) for row in Upload.objects.all()}
    kill(worker)
    assert {point: before[upload_id] for point, upload_id in standing.items()} == {
        point: AS_KILLED[point] for point in points
    }
    at_home.go_on()
    at_home.worker(concurrency=min(len(points), 2), with_timetable=True)
    bring_home(at_home)
    assert_each_was_worked_on_once()
    tries = dict(Upload.objects.values_list("id", "tries"))
    assert all(tries[standing[point]] > 1 for point in points if before[standing[point]][0] == "claimed")
    # Also the one that was killed between its commit and the nudge for its letter: the row is there, the sweeper comes.
    wait_until(lambda: Mail.objects.filter(state="sent").count() == len(points), at_home.said)
    assert at_home.sent().count("Subject:") == len(points)


@pytest.mark.proof
def test_a_single_process_of_the_worker_may_die_too(played, at_home):
    upload_id = send_in(played.ada, played.at_elm).upload_id
    at_home.stop_at(upload_id, "checking")
    at_home.worker()
    at_home.sweeper()
    child = at_home.stands(upload_id)
    at_home.go_on()
    os.kill(child, signal.SIGKILL)
    bring_home(at_home)
    assert_each_was_worked_on_once()


@pytest.mark.proof
def test_fifty_in_the_queue_come_home_when_the_broker_has_forgotten_them(played, at_home, servers):
    for i in range(47):
        send_in(played.ada, played.at_elm, f"not a workbook, number {i}".encode())
    for location in (played.at_elm_too, played.at_oak):
        send_in(played.bea if location == played.at_oak else played.ada, location)
    last = send_in(played.ada, played.at_elm)
    servers.redis.client().flushall()
    at_home.worker()
    at_home.sweeper()
    bring_home(at_home)
    assert Upload.objects.count() == 50
    assert_each_was_worked_on_once()
    assert Return.objects.get(participation=played.at_elm).current.upload_id == last.upload_id
    wait_until(lambda: at_home.sent().count("Subject:") == 50, at_home.said)


@pytest.mark.proof
def test_a_broker_that_is_away_for_a_while_stops_nobody(played, at_home, servers):
    """Not even a worker in the middle of a task, which it can acknowledge to nobody and cannot hand back."""
    first = send_in(played.ada, played.at_elm)
    at_home.stop_at(first.upload_id, "checking")
    worker = at_home.worker()
    at_home.sweeper()
    child = at_home.stands(first.upload_id)
    servers.redis.stop()
    try:
        second = send_in(played.ada, played.at_elm_too)
        assert Upload.objects.get(id=second.upload_id).state == "received"
        wait_until(lambda: "Connection to broker lost" in at_home.said(), at_home.said)
    finally:
        servers.redis.start()
    at_home.go_on()
    os.kill(child, signal.SIGKILL)
    bring_home(at_home)
    assert worker.poll() is None, at_home.said()
    assert_each_was_worked_on_once()


@pytest.mark.proof
def test_a_worker_that_is_stopped_for_a_while_and_wakes_up_late_does_nothing_twice(played, at_home, monkeypatch):
    """SIGSTOP, as a machine that is paused or starved: the database lets go what it holds, and another takes over."""
    monkeypatch.setenv("IDLE_TRANSACTION_SECONDS", "10")
    upload_id = send_in(played.ada, played.at_elm).upload_id
    at_home.stop_at(upload_id, "before the commit")
    sleeper = at_home.worker()
    at_home.sweeper()
    child = at_home.stands(upload_id)
    os.killpg(sleeper.pid, signal.SIGSTOP)
    at_home.go_on()
    at_home.worker()
    meanwhile = send_in(played.bea, played.at_oak).upload_id
    wait_until(lambda: Upload.objects.get(id=meanwhile).state == "done", at_home.said)
    bring_home(at_home)
    os.kill(child, signal.SIGKILL)
    os.killpg(sleeper.pid, signal.SIGCONT)
    wait_until(lambda: Mail.objects.filter(state="sent").count() == 2, at_home.said)
    second = send_in(played.ada, played.at_elm_too).upload_id
    bring_home(at_home)
    assert Upload.objects.get(id=second).state == "done"
    assert sleeper.poll() is None
    assert_each_was_worked_on_once()


@pytest.mark.proof
def test_a_database_that_stops_at_once_in_the_middle_of_the_work_ends_neither_worker_nor_timetable(
    played, at_home, servers
):
    """An immediate shutdown just before the commit: it is not written, and after a while it is, once."""
    upload_id = send_in(played.ada, played.at_elm).upload_id
    at_home.stop_at(upload_id, "before the commit")
    running = [at_home.worker(), at_home.sweeper()]
    child = at_home.stands(upload_id)
    connection.close()
    servers.postgres.process.send_signal(signal.SIGQUIT)
    servers.postgres.process.wait()
    at_home.go_on()
    os.kill(child, signal.SIGKILL)
    servers.postgres.stop()
    servers.postgres.start()
    bring_home(at_home)
    assert [process.poll() for process in running] == [None, None], at_home.said()
    assert_each_was_worked_on_once()


@pytest.mark.parametrize(
    ("point", "is_kept"),
    [
        pytest.param("before the row", False, marks=pytest.mark.proof),
        pytest.param("before the commit", False, marks=pytest.mark.nightly),
        pytest.param("before the nudge", True, marks=pytest.mark.proof),
    ],
)
def test_a_web_process_killed_on_the_way_leaves_all_or_nothing(played, at_home, tmp_path, point, is_kept):
    file = tmp_path / "return.xlsx"
    file.write_bytes(workbook_for(played.at_elm))
    at_home.stop_at("receiving", point)
    web = at_home.web("ada.elm@example.org", played.at_elm.id, file)
    at_home.stands("receiving")
    kill(web)
    wait_until(lambda: not connections_of("portal_web"), "the killed process still holds the database")
    events = AuditEvent.objects.filter(verb="uploaded a file").count()
    assert (Upload.objects.count(), Return.objects.count(), events) == ((1, 1, 1) if is_kept else (0, 0, 0))
    if is_kept:
        at_home.worker(concurrency=1)
        at_home.sweeper()
        bring_home(at_home)
        assert_each_was_worked_on_once()


def connections_of(role: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", [role])
        return cursor.fetchone()[0]
