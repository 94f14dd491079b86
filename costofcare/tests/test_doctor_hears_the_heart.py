"""A worker with its timetable leaves a heartbeat in Redis, and the doctor hears it from a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare import heartbeat

ROOT = Path(__file__).resolve().parents[2]
WORKER = ("-m", "celery", "--quiet", "-A", "costofcare.celery", "worker", "--pool", "solo", "--beat", "--schedule")


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_a_worker_and_its_timetable_are_heard(servers: Any, tmp_path: Path):
    environment = os.environ | servers.environment(connection.settings_dict["NAME"]) | {"HEARTBEAT_SECONDS": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "costofcare.settings"
    command = [sys.executable, *WORKER, str(tmp_path / "beat")]
    with heartbeat.broker() as redis:
        redis.flushall()
    with subprocess.Popen(command, cwd=ROOT, env=environment | {"PORTAL_PROCESS": "worker"}) as worker:
        try:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not heartbeat.hearts() and time.monotonic() < deadline and worker.poll() is None:
                time.sleep(0.2)
            asked = [sys.executable, "manage.py", "doctor", "--json"]
            done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True)
        finally:
            worker.send_signal(signal.SIGTERM)
    signs = {sign["name"]: sign for sign in json.loads(done.stdout)}
    for name in ("database", "version", "roles", "wall", "migrations", "Redis", "worker", "sealing keys", "clock"):
        assert signs[name]["state"] == "ok", signs[name]
