"""gunicorn's settings for the pages: nginx stands in front and speaks TLS."""

import os
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("RUNTIME_DIRECTORY", "/run/portal-web"))
# A way that nobody but nginx may take (its group is the unit's); a container listens on a port of its own network.
bind = os.environ.get("PORTAL_BIND", f"unix:{FOLDER}/web.sock")
umask = 0o007
wsgi_app = "costofcare.wsgi"
preload_app = True
workers = int(os.environ.get("WEB_PROCESSES", "3"))
threads = 4
worker_class = "gthread"
# Longer than the slowest page; a process whose threads all hang is ended and another started.
timeout = 60
graceful_timeout = 30
keepalive = 5
# A process is let go after so many requests, so that what a library leaks does not grow for months.
max_requests, max_requests_jitter = 5_000, 500
limit_request_line, limit_request_fields, limit_request_field_size = 4_094, 60, 8_190
worker_tmp_dir = "/dev/shm"
# The portal logs each answer itself, as JSON and without figures.
accesslog, errorlog, loglevel = None, "-", "warning"
control_socket_disable = True

# Before the application is imported: each process counts into files here, and a scrape adds them up.
METRICS = FOLDER / "metrics"
if FOLDER.is_dir():
    METRICS.mkdir(mode=0o700, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS)


def child_exit(server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
