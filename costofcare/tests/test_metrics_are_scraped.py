"""Metrics are for who holds the token, and add up over the processes of a machine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from costofcare.queries import queues

TOKEN = "for-the-scraper-alone"
COUNT = "import os; from costofcare.metrics import count_answer as c; [c('home', 'GET', 200, 0.2) for _ in range({})]"


@pytest.mark.django_db
def test_without_a_token_nobody_finds_them(settings):
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404


@pytest.mark.django_db
def test_they_tell_of_pages_and_queues_and_of_nobody(settings):
    settings.METRICS_TOKEN = TOKEN
    Client().get("/accessibility/")
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"].split(";")[0], answer.cookies) == (200, "text/plain", {})
    assert re.search(r'^portal_answers_total{method="GET",page="accessibility",status="200"} \d', text, re.MULTILINE)
    assert 'portal_waiting{work="uploads"} 0.0' in text
    assert 'portal_up{part="database"} 1.0' in text
    assert {queue.work for queue in queues()} == set(re.findall(r'portal_failed{work="(\w+)"}', text))


@pytest.mark.nightly
def test_what_several_processes_counted_is_added_up_also_when_they_have_ended(tmp_path: Path):
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for times in (2, 3):
        subprocess.run([sys.executable, "-c", COUNT.format(times)], env=env, check=True)
    asked = "from costofcare.metrics import exposition; print(exposition(list).decode())"
    done = subprocess.run([sys.executable, "-c", asked], env=env, check=True, capture_output=True, text=True)
    assert 'portal_answers_total{method="GET",page="home",status="200"} 5.0' in done.stdout
    assert 'portal_answer_seconds_bucket{le="0.25",page="home"} 5.0' in done.stdout
