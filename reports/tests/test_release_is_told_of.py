"""Those who wait hear that figures were released: once, by e-mail, and without a figure."""

import re
from typing import Any

import pytest
from django.core import mail

from accounts.domain.roles import RoleName
from reports import tasks
from reports.actions import telling
from reports.domain.exclusions import Exclusion
from reports.models import Release
from reports.tests.accepted import Market
from submissions.tests.cast import as_worker, person


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What workers were nudged to do."""
    nudges: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(telling.current_app, "send_task", lambda name, args: nudges.append((name, args)))
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


def test_the_council_and_who_took_part_are_told(release: Release):
    with as_worker():
        tasks.tell_of_release(str(release.id))
    assert told() == [
        "carol.council@example.org",
        "paul.provider@example.org",
        "pia.provider@example.org",
        "reg.region@example.org",
    ]


def test_each_e_mail_is_for_one_person_and_has_a_link_and_no_figure(market: Market, release: Release):
    tasks.tell_of_release(str(release.id))
    cells = release.table["table"]["homecare"].values()
    figures = {f"{float(cell['median']):.2f}" for cell in cells if cell["median"]}
    for one in mail.outbox:
        assert len(one.to) == 1 and not one.cc and not one.bcc
        assert f"/releases/{release.id}/" in one.body
        whole = f"{one.subject} {one.body} {one.alternatives}"
        assert "£" not in whole
        assert figures.isdisjoint(re.findall(r"\d+\.\d\d", whole))
        assert not any(submission.participation.location_name in whole for submission in market.accepted)


def test_nobody_is_told_twice(release: Release):
    tasks.tell_of_release(str(release.id))
    once = told()
    tasks.tell_of_release(str(release.id))
    tasks.tell_of_releases()
    assert told() == once


def test_a_provider_whose_return_was_left_out_hears_of_it_as_well(market: Market):
    person("Pia Provider", RoleName.PROVIDER_USER, market.accepted[0].provider)
    left_out = [Exclusion(str(market.accepted[0].current_id), "In doubt")]
    made = market.release(market.calculate(exclusions=left_out))
    tasks.tell_of_release(str(made.id))
    assert "pia.provider@example.org" in told()


def test_whoever_has_left_is_not_told(market: Market, release: Release):
    market.cast.of(market.cast.carol).roles.update(ended_at=release.approved_at)
    tasks.tell_of_release(str(release.id))
    assert "carol.council@example.org" not in told()


def test_an_address_that_takes_no_mail_keeps_nobody_waiting(release: Release, monkeypatch: pytest.MonkeyPatch):
    send = telling.mail.send

    def refusing(template: str, words: dict[str, object], *, to: str, subject: str) -> None:
        if to.startswith("carol"):
            raise OSError("no such mailbox")
        send(template, words, to=to, subject=subject)

    monkeypatch.setattr(telling.mail, "send", refusing)
    tasks.tell_of_release(str(release.id))
    assert len(told()) == 3
    assert telling.untold() == []


def test_a_worker_is_nudged_once_the_release_is_out(
    market: Market, sent: list[Any], django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        made = market.release()
    assert sent == [("reports.tasks.tell_of_release", [str(made.id)])]


def test_without_a_broker_it_is_out_and_the_timetable_tells(
    market: Market, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    monkeypatch.setattr(telling.current_app, "send_task", lambda *_, **__: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        made = market.release()
    assert made.state == "released"
    with as_worker():
        tasks.tell_of_releases()
    assert "carol.council@example.org" in told()


def test_a_draft_and_a_superseded_table_are_told_of_to_nobody(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    market.draft()
    tasks.tell_of_release(str(first.id))
    assert told() == []
    assert telling.untold() == [second.id]
