"""Those who wait hear that figures were released: once, by e-mail, and without a figure."""

import re
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import TestCase

from accounts.actions import outbox, task_queue
from accounts.domain.roles import RoleName
from accounts.models import Mail
from costing.figure_words import day_in_words
from reports import tasks
from reports.actions import release_mails
from reports.domain.exclusions import Exclusion
from reports.models import Release
from reports.tests.accepted_returns import Market
from submissions.tests.cast import as_worker, person


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What workers were nudged to do."""
    nudges: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(task_queue.current_app, "send_task", lambda name, args: nudges.append((name, args)))
    return nudges


@pytest.fixture
def release(market: Market) -> Release:
    person("Pia Provider", RoleName.PROVIDER_USER, market.accepted[0].provider)
    person("Paul Provider", RoleName.PROVIDER_ADMINISTRATOR, market.accepted[0].provider)
    made = market.release()
    mail.outbox.clear()
    return made


def told() -> list[str]:
    return sorted(address for one in mail.outbox for address in one.to)


def tell(release: Release) -> None:
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        tasks.tell_of_release(str(release.id))


def test_the_council_and_who_took_part_are_told(release: Release):
    tell(release)
    assert told() == [
        "carol.council@example.org",
        "paul.provider@example.org",
        "pia.provider@example.org",
        "reg.region@example.org",
    ]


def test_each_e_mail_is_for_one_person_and_has_a_link_and_no_figure(market: Market, release: Release):
    tell(release)
    cells = release.table["table"]["homecare"].values()
    figures = {f"{float(cell['median']):.2f}" for cell in cells if cell["median"]}
    for one in mail.outbox:
        assert len(one.to) == 1 and not one.cc and not one.bcc
        assert f"/releases/{release.id}/" in one.body
        whole = f"{one.subject} {one.body} {one.alternatives}"
        assert "£" not in whole
        assert figures.isdisjoint(re.findall(r"\d+\.\d\d", whole))
        assert not any(submission.participation.location_name in whole for submission in market.accepted)


def test_each_e_mail_names_the_exercise_and_its_closing_day_in_text_and_html(release: Release):
    tell(release)
    line = f"Exercise: {release.exercise.name}; closing date: {day_in_words(release.exercise.closes_on)}."
    assert mail.outbox
    for one in mail.outbox:
        (html,) = [content for content, kind in one.alternatives if kind == "text/html"]
        assert line in one.body and line in unescape(html)


def test_nobody_is_told_twice(release: Release):
    tell(release)
    once = told()
    tell(release)
    tasks.tell_of_releases()
    assert told() == once


def test_a_provider_whose_return_was_left_out_hears_of_it_as_well(market: Market):
    person("Pia Provider", RoleName.PROVIDER_USER, market.accepted[0].provider)
    left_out = [Exclusion(str(market.accepted[0].current_id), "In doubt")]
    made = market.release(market.calculate(exclusions=left_out))
    tell(made)
    assert "pia.provider@example.org" in told()


def test_whoever_has_left_is_not_told(market: Market, release: Release):
    market.cast.of(market.cast.carol).roles.update(ended_at=release.approved_at)
    tell(release)
    assert "carol.council@example.org" not in told()


def test_the_letters_are_rows_of_the_same_commit_and_go_out_without_a_broker(
    release: Release, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outbox, "nudge", lambda _: None)
    tell(release)
    assert told() == [] and release_mails.untold() == [] and Mail.objects.count() == 4
    with as_worker():
        outbox.sweep()
        outbox.sweep()
    assert len(told()) == 4


def test_a_worker_is_nudged_once_the_release_is_out(
    market: Market, sent: list[Any], django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        made = market.release()
    assert sent == [("reports.tasks.tell_of_release", [str(made.id)])]


def test_without_a_broker_it_is_out_and_the_timetable_tells(
    market: Market, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    monkeypatch.setattr(task_queue.current_app, "send_task", lambda *_, **__: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        made = market.release()
    assert made.state == "released"
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        tasks.tell_of_releases()
    assert "carol.council@example.org" in told()


def test_a_draft_and_a_superseded_table_are_told_of_to_nobody(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    market.draft()
    tell(first)
    assert told() == []
    assert release_mails.untold() == [second.id]
