"""Celery for tasks that take an id, over a broker that may be down."""

import os
import sys
from time import monotonic
from typing import Any

import structlog
from celery import Celery, signals
from celery.fixups.django import DjangoWorkerFixup
from django.db import close_old_connections
from kombu.exceptions import OperationalError
from kombu.transport import redis
from redis.exceptions import ConnectionError as BrokerGone

from costofcare.deployment.rubbish import look_seldom

log = structlog.get_logger(__name__)


class Portal(Celery):
    """A Celery that ignores a broker that is down: a task is only a nudge, and the sweeper finds the row later."""

    def send_task(self, name: str, *arguments: Any, **how: Any) -> Any:
        try:
            return super().send_task(name, *arguments, **how)
        except OperationalError:
            log.warning("the broker is gone; the sweeper will come back for it", task=name, exc_info=True)
            return None


class HandedOut(redis.QoS):
    """What a worker has taken and not yet acknowledged. A broker that is down takes nothing back, and ends nobody.

    kombu's own raises where it cannot hand a task back, or where its connection has been taken apart meanwhile, and the
    worker ends with it. Redis hands out again by itself what nobody acknowledges; the sweeper finds the row sooner.
    """

    @property
    def is_connected(self) -> bool:
        return getattr(self.channel.connection, "client", None) is not None

    def restore_unacked(self, client: Any = None) -> None:
        try:
            if self.is_connected:
                super().restore_unacked(client)
        except self.channel.connection_errors:
            log.warning("the broker is gone; what a worker was doing was not handed back", tasks=len(self._delivered))
        self._delivered.clear()

    def ack(self, delivery_tag: str) -> None:
        super().ack(delivery_tag) if self.is_connected else self._quick_ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        super().reject(delivery_tag, requeue) if self.is_connected else self._quick_ack(delivery_tag)


class BrokerLine(redis.Channel):
    """A worker's line to Redis. Where its connection has been taken apart it says so in words a worker survives.

    kombu's own looks for the address in what is no longer there ('NoneType' object has no attribute 'hostname'). A
    worker takes any trouble but that of a lost connection for a bug and ends, with what it holds.
    """

    def _connparams(self, asynchronous: bool = False) -> Any:
        if getattr(self.connection, "client", None) is None:
            raise BrokerGone("this connection to the broker has been taken apart")
        return super()._connparams(asynchronous)

    def _create_client(self, asynchronous: bool = False) -> Any:
        """Return the client of this line for its pool of connections; kombu makes another for each task it sends."""
        if asynchronous:
            return super()._create_client(asynchronous)
        pool, client = getattr(self, "_sending", (None, None))
        if client is None or pool is not self.pool:
            client = super()._create_client()
            self._sending = self.pool, client
        return client


def keep_the_database(self: DjangoWorkerFixup, sender: Any, **_: Any) -> None:
    """Keep a worker's connection from task to task, as a web process does, where Celery's own closes it each time.

    One that is too old or broken is closed; any other is asked whether it lives before its first statement.
    """
    if not getattr(sender.request, "is_eager", False):
        close_old_connections()


DjangoWorkerFixup.on_task_prerun = DjangoWorkerFixup.on_task_postrun = keep_the_database
redis.Channel.QoS = HandedOut
redis.Transport.Channel = BrokerLine
app = Portal("costofcare", task_cls="celery.contrib.django.task:DjangoTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
# The timetable names tasks and runs none: it needs neither them nor the addresses that the checks would load.
if "beat" in sys.argv[1:]:
    os.environ.setdefault("CELERY_SKIP_CHECKS", "true")
else:
    app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Do nothing: Celery sets up no logs of its own once anybody answers this signal."""


# A task carries the id of the request that left it behind, so that the log tells one story.
REQUEST = "portal_request"


@signals.before_task_publish.connect
def send_request_along(headers: dict[str, Any] | None = None, **_: Any) -> None:
    request = structlog.contextvars.get_contextvars().get("request")
    if request and headers is not None:
        headers[REQUEST] = request


@signals.task_prerun.connect
def take_request_up(task: Any = None, **_: Any) -> None:
    request = getattr(task.request, REQUEST, None) or task.request.id
    structlog.contextvars.bind_contextvars(request=str(request), task=task.name)
    task.request.portal_began = monotonic()


@signals.task_postrun.connect
def lay_request_down(task: Any = None, state: str | None = None, **_: Any) -> None:
    seconds = round(monotonic() - getattr(task.request, "portal_began", monotonic()), 3)
    log.info("a task ended", task=task.name, state=state, seconds=seconds)
    structlog.contextvars.unbind_contextvars("request", "task")


@signals.worker_init.connect
def look_for_rubbish_seldom(**_: Any) -> None:
    """Before the processes are forked that work on tasks."""
    look_seldom()


@signals.celeryd_init.connect
@signals.beat_init.connect
def refuse_unsafe_start(**_: Any) -> None:
    """Look at the settings and at the database before a worker or its timetable begins; Django is set up by then."""
    from costofcare.deployment import start

    start.refuse_unsafe_start("worker")
