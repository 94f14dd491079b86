"""One id follows a request through its answer, its log and the tasks that it leaves behind."""

from types import SimpleNamespace
from unittest import mock

import pytest
import structlog
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from costofcare import celery
from costofcare.middleware.request_ids import id_for

OURS = "0123456789abcdef0123456789abcdef"


@pytest.mark.django_db
def test_an_answer_carries_it_and_the_log_has_it():
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        answer = Client().get("/health/live?figure=1")
    assert len(answer["X-Request-ID"]) == 32
    assert entries == []  # a load balancer asks too often to be logged
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        answer = Client().get("/accessibility/?q=secret")
    (entry,) = [one for one in entries if one["event"] == "answered"]
    assert entry["request"] == answer["X-Request-ID"]
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/accessibility/", 200)
    assert "secret" not in str(entry)


@pytest.mark.parametrize("given", ["short", "a" * 65, "new\nline-0000", "<script>00000"])
def test_only_our_own_proxy_is_believed_and_only_with_a_good_one(settings, given):
    settings.PROXIES = 0
    assert id_for(RequestFactory().get("/", headers={"X-Request-ID": OURS})) != OURS
    settings.PROXIES = 1
    assert id_for(RequestFactory().get("/", headers={"X-Request-ID": OURS})) == OURS
    assert id_for(RequestFactory().get("/", headers={"X-Request-ID": given})) != given


def test_a_task_takes_it_along_and_logs_under_it():
    headers: dict[str, str] = {}
    with structlog.contextvars.bound_contextvars(request=OURS):
        celery.send_request_along(headers=headers)
    task = mock.Mock(request=SimpleNamespace(id="of-the-task", **headers))
    task.name = "submissions.tasks.process_upload"
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        celery.take_request_up(task=task)
        celery.lay_request_down(task=task, state="SUCCESS")
    assert [(one["event"], one["request"], one["state"]) for one in entries] == [("a task ended", OURS, "SUCCESS")]
    assert structlog.contextvars.get_contextvars() == {}
