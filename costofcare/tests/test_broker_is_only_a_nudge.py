"""Sending a task never breaks what sent it, and a worker takes up what was sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare.celery import app
from costofcare.embedded_servers import Servers

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def broker(servers: Servers):
    """The session's Redis with nothing in it."""
    with servers.redis.client() as client:
        client.flushall()
        yield client
    if not servers.redis.is_alive:
        servers.redis.start()


def test_a_task_is_sent_as_json_and_holds_its_id_alone(broker):
    app.send_task("submissions.read", args=["an id"])
    (message,) = broker.lrange("celery", 0, -1)
    assert b"application/json" in message
    assert b"pickle" not in message


def test_a_broker_that_is_gone_is_no_trouble_for_who_sends(broker, servers: Servers):
    app.send_task("submissions.read", args=["an id"])
    servers.redis.stop()
    assert app.send_task("submissions.read", args=["an id"]) is None
    servers.redis.start()
    assert app.send_task("submissions.read", args=["an id"]) is not None


def test_a_broker_that_goes_while_a_task_is_under_way_ends_nobody(broker, servers: Servers):
    """The worker closes its connection, and again on its way to a new one; it cannot hand the task back."""
    app.send_task("submissions.read", args=["an id"])
    with app.connection_for_read() as connection:
        channel = connection.channel()
        taken = channel.basic_get("celery")
        assert taken.delivery_tag in channel.qos._delivered
        servers.redis.stop()
        channel.close()
        channel.qos.restore_unacked_once()
        channel.qos.ack(taken.delivery_tag)
        channel.qos.reject(taken.delivery_tag, requeue=True)


def test_a_line_whose_connection_is_taken_apart_is_a_lost_connection_to_whoever_still_holds_it(broker):
    """A timer that looks for tasks to hand out again, a task that arrives, one that ends: none of them is a bug."""
    app.send_task("submissions.read", args=["an id"])
    connection = app.connection_for_read()
    channel = connection.channel()
    taken = channel.basic_get("celery")
    channel._active_queues.append("celery")
    poller = channel.connection.cycle
    connection._transport.client = None
    channel._disconnect_pools()
    poller.maybe_restore_messages()
    for step in (lambda: channel.qos.restore_visible(interval=1), lambda: channel.qos.append(taken, "again")):
        with pytest.raises(channel.connection_errors, match="taken apart"):
            step()
    channel.qos.ack(taken.delivery_tag)


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_gone_takes_back_nothing_that_is_committed(servers: Servers, broker):
    servers.redis.stop()
    done = []
    with transaction.atomic():
        transaction.on_commit(lambda: app.send_task("submissions.read", args=["an id"]))
        transaction.on_commit(lambda: done.append("the next step"))
    assert done == ["the next step"]


def test_what_a_killed_worker_held_is_handed_out_again_and_not_while_it_runs():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > app.conf.task_time_limit


WORK = """
from costofcare.celery import app
from django.db import connection

@app.task(name="tests.who")
def who(key):
    with connection.cursor() as cursor, app.broker_connection() as broker:
        cursor.execute("SELECT current_user")
        broker.default_channel.client.rpush(key, cursor.fetchone()[0])
    app.control.shutdown()

if __name__ == "__main__":
    app.worker_main(["worker", "--pool", "solo", "--without-mingle", "--without-gossip", "--without-heartbeat"])
"""


@pytest.mark.nightly
def test_a_worker_works_as_the_worker_role(broker, servers: Servers):
    app.send_task("tests.who", args=["answer"])
    env = {**os.environ, "PORTAL_PROCESS": "worker", "DJANGO_SETTINGS_MODULE": "costofcare.settings"}
    worker = subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=env, stderr=subprocess.PIPE)
    try:
        assert broker.blpop(["answer"], timeout=PATIENCE_SECONDS) == (b"answer", b"portal_worker")
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE_SECONDS)
