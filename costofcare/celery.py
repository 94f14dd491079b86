"""Celery for tasks that take an id, over a broker that may be down."""

from typing import Any

import structlog
from celery import Celery, signals
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


class Portal(Celery):
    """A Celery that ignores a broker that is down: a task is only a nudge, and the sweeper finds the row later."""

    def send_task(self, name: str, *arguments: Any, **how: Any) -> Any:
        try:
            return super().send_task(name, *arguments, **how)
        except OperationalError:
            log.warning("the broker is gone; the sweeper will come back for it", task=name, exc_info=True)
            return None


app = Portal("costofcare", task_cls="celery.contrib.django.task:DjangoTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Do nothing: Celery sets up no logs of its own once anybody answers this signal."""
