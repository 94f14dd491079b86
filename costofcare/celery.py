"""Celery for tasks that take an id, over a broker that may be down."""

from typing import Any

import structlog
from celery import Celery, signals
from kombu.exceptions import OperationalError
from kombu.transport import redis
from redis.exceptions import ConnectionError as BrokerGone

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


redis.Channel.QoS = HandedOut
redis.Transport.Channel = BrokerLine
app = Portal("costofcare", task_cls="celery.contrib.django.task:DjangoTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Do nothing: Celery sets up no logs of its own once anybody answers this signal."""


@signals.celeryd_init.connect
@signals.beat_init.connect
def refuse_unsafe_start(**_: Any) -> None:
    """Look at the settings and at the database before a worker or its timetable begins; Django is set up by then."""
    from costofcare.deployment import start

    start.refuse_unsafe_start("worker")
