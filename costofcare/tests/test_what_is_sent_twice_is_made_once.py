"""A double click, or a page sent again without JavaScript: one event, one question, one e-mail.

Each page is opened, and what it sends is sent twice; then once more with a change, which is meant.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.domain.idempotency import key_of
from accounts.models import AuditEvent, Invitation, Role
from accounts.tests.pages import client_of
from benchmarking.models import LeverVersion
from costing.tests.hostile.expectation import mostly_nightly
from engagement.contacts.actions import contacts
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.interviews.tests.made_study import a_study
from engagement.models import (
    Campaign,
    Contact,
    Event,
    FrameMember,
    Interview,
    InterviewStudy,
    Slot,
    Step,
    StudyFinding,
    StudyQuote,
)
from markets.models import (
    FeeScenario,
    MarketProgramme,
    MarketTable,
    PayAnswer,
    PayPlace,
    PaySurvey,
    RateCard,
    ServiceUserQuestions,
    VisitRun,
)
from markets.programme.tests.made_programme import a_frozen_plan, a_programme
from markets.tests.asked_market import TYPED as PAY
from markets.tests.asked_market import asked_rows
from markets.tests.made_rows import a_fee_scenario
from register.models import ContactPerson
from submissions.models import ColleagueNote, Recheck, ReturnQuestion
from submissions.tests.cast import Cast, submitted

ONCE = re.compile(r'name="once" value="([0-9a-f-]{36})"')
DAY = timezone.localdate() + timedelta(days=7)
FIRST_DAY = {"day_0": DAY.day, "day_1": DAY.month, "day_2": DAY.year}


@dataclass(frozen=True)
class Page:
    who: str
    address: str
    about: Callable[[Cast], tuple[Any, ...]]
    sends: Callable[[Cast], dict[str, Any]]
    rows: Any
    changed: dict[str, Any]
    mails: int = 0
    opened: str = ""


def exercise(cast: Cast) -> tuple[Any, ...]:
    return (cast.exercise.id,)


def location(cast: Cast) -> tuple[Any, ...]:
    return (cast.exercise.id, cast.at_elm.id)


def asked(cast: Cast) -> tuple[Any, ...]:
    return (cast.at_elm.id,)


def slots(cast: Cast) -> dict[str, Any]:
    day = {f"first_{name}": value for name, value in FIRST_DAY.items()}
    times = {"begins": "09:00", "ends": "10:00", "minutes": "30", "gap": "0", "medium": "phone"}
    return {**day, **times, "exercises": [str(cast.exercise.id)]}


def event(cast: Cast) -> dict[str, Any]:
    said = {"title": "Workshop", "kind": "session", "begins": "10:00", "minutes": "60", "where": "online"}
    return {**FIRST_DAY, **said, "place": "https://meet.example", "exercises": [str(cast.exercise.id)]}


WAGES = {"name": "Wages", "zones": "moor", "visit_minutes": "30"} | {
    f"{name}_{part}": value
    for name, year in (("reference_date", "2026"), ("opens_on", "2026"), ("closes_on", "2027"))
    for part, value in enumerate(("1", "4", year))
}
CAMPAIGN = {
    "name": "Reminders",
    "officer_name": "Ned",
    "officer_phone": "020 7946 0000",
    "officer_email": "ned@team.example",
}
RATES = {
    **{f"valid_from_{n}": part for n, part in enumerate(("1", "4", "2026"))},
    **{f"valid_until_{n}": part for n, part in enumerate(("31", "3", "2027"))},
    "name": "A year",
    "basis": "visit",
    "lines": "Zone;Minutes;Rate\nurban;30;13.87",
}
PERIOD = {f"{end}_{n}": part for end in ("first", "last") for n, part in enumerate(("1", "6", "2025"))}
LEVER = {
    "name": "A call a month", "aims": ["workforce"], "what": "It rings", "cost": "an hour", "kind_0": "opinion",
    "what_0": "They like it", "source_0": "",
}  # fmt: skip
PACKAGES = "Client;Provider;From;Hours\nA;Elm;1/4/2025;10\n"


def keeper(cast: Cast) -> tuple[Any, ...]:
    """Let Carol look after tables."""
    Role.objects.filter(person_id=cast.carol.person_id).update(with_visits=True)
    return ("packages",)


def planned(cast: Cast) -> tuple[Any, ...]:
    """Plan a programme once, however often the address is asked for."""
    keeper(cast)
    row = MarketProgramme.objects.first()
    return (row.id if row else a_programme(cast.carol)["programme_id"],)


def asked_about_pay(cast: Cast) -> tuple[Any, ...]:
    """Ask Elm once, however often the address is asked for."""
    place = PayPlace.objects.filter(participation=cast.at_elm).first()
    return (place.id if place else asked_rows(cast.dev, cast.ada, cast.at_elm).place.id,)


def studied(cast: Cast) -> tuple[Any, ...]:
    """Keep one study, however often the address is asked for."""
    found = InterviewStudy.objects.filter(name="Why they leave").first()
    return (found.id if found else a_study(cast.dev)["study_id"],)


def finding(cast: Cast) -> dict[str, Any]:
    interview = Interview.objects.get(study_id=studied(cast)[0])
    said = {"sentence": "Trust holds people here", "looked_for_opposite": "All who left"}
    return {**said, "themes": ["quality"], "speak_for": [str(interview.id)]}


def quote(cast: Cast) -> dict[str, Any]:
    interview = Interview.objects.get(study_id=studied(cast)[0])
    FrameMember.objects.bulk_create(
        FrameMember(study_id=interview.study_id, authority_id=interview.authority_id, key=f"I-1{n}", cell="North",
                    kind="provider", organisation=f"Firm 1{n}", place=9 + n, descriptions=["a provider"])
        for n in range(4)
    )  # fmt: skip
    return {"interview": str(interview.id), "theme": "quality", "text": "They stay for each other."}


TOGETHER = {"channel": "session", "direction": "in", "outcome": "attended", "listed": "Elm Home Care"}
PAGES = {
    "a contact": Page(
        "ned", "engagement:location_detail", location,
        lambda _: {"channel": "call", "direction": "out", "outcome": "spoke"}, Contact, {"words": "More."},
    ),
    "a contact that is put right": Page(
        "ned", "engagement:contact_edit",
        lambda cast: (cast.exercise.id, contacts.log(by=cast.ned, contacted=a_call(cast)).id),
        lambda cast: {"channel": "call", "direction": "out", "outcome": "spoke", "next": "/here/"}, Contact, {},
    ),
    "a contact with many": Page(
        "ned", "engagement:contacts_together", exercise,
        lambda _: {**TOGETHER, "seen": "Elm Home Care"}, Contact, {"words": "More."},
    ),
    "an event": Page("ned", "engagement:event_new", exercise, event, Event, {"title": "Another"}),
    "slots": Page("ned", "engagement:slot_open", exercise, slots, Slot, {}),
    "a campaign": Page(
        "carol", "engagement:campaign_new", exercise,
        lambda _: {**CAMPAIGN, "begin_with": "usual"}, Campaign, {"name": "Others"},
    ),
    "somebody to contact": Page(
        "ned", "engagement:person_new", location,
        lambda cast: {"full_name": "Kim", "locations": [str(cast.at_elm.id)]}, ContactPerson, {"full_name": "Jo"},
    ),
    "a question of the provider": Page(
        "ada", "submissions:ask", asked,
        lambda _: {"words": "Is VAT in it?"}, ReturnQuestion, {"words": "And rent?"}, mails=1,
    ),
    "a query of the analyst": Page(
        "dev", "submissions:ask", asked,
        lambda _: {"words": "Is VAT in it?"}, ReturnQuestion, {"words": "And rent?"}, mails=1,
    ),
    "a colleague": Page(
        "ada", "accounts:colleague_list", lambda _: (),
        lambda _: {"email": "new@elm.example", "role": "provider_user"}, Invitation,
        {"email": "x@elm.example"}, mails=1,
    ),
    "anybody": Page(
        "alex", "invite_person", lambda _: (), lambda _: {"email": "new@team.example", "role": "auditor"}, Invitation,
        {"email": "x@team.example"}, mails=1,
    ),
    "a return shared with somebody new": Page(
        "ada", "submissions:share", asked, lambda _: {"email": "new@elm.example", "new_words": "Please."},
        ColleagueNote, {"email": "x@elm.example"}, mails=1,
    ),
    "a return shared with a colleague": Page(
        "ada", "submissions:share", asked, lambda cast: {"to": str(cast.tom.person_id), "words": "Please."},
        ColleagueNote, {"words": "Soon."}, mails=1,
    ),
    "a fee scenario": Page(
        "carol", "markets:scenario_new", lambda _: (),
        lambda _: {"name": "New", "price_date_0": "1", "price_date_1": "4", "price_date_2": "2026"}, FeeScenario,
        {"name": "Another"},
    ),
    "a copy of a fee scenario": Page(
        "carol", "markets:scenario_copy", lambda cast: (a_fee_scenario(cast.carol).id,), lambda _: {"name": "Copy"},
        FeeScenario, {"name": "Another"}, opened="markets:scenario_lab",
    ),
    "a rate card": Page(
        "carol", "markets:card_new", lambda _: (), lambda _: RATES | {"keep": "1"}, RateCard,
        {"valid_from_2": "2027", "valid_until_2": "2028"},
    ),
    "a wage survey": Page(
        "dev", "markets:pay_survey_new", lambda _: (), lambda cast: WAGES | {"exercise": str(cast.exercise.id)},
        PaySurvey, {"name": "Another"},
    ),
    "a market profile": Page(
        "carol", "markets:profile_new", lambda _: (), lambda _: {"holder": "council"}, VisitRun, PERIOD,
    ),
    "a table of the market": Page(
        "carol", "markets:table_new", keeper, lambda _: {"file": PACKAGES}, MarketTable, {},
    ),
    "an answer about pay": Page(
        "ada", "markets:own_pay", asked_about_pay, lambda _: PAY | {"before": json.dumps(PAY)}, PayAnswer, {}, mails=1,
    ),
    "a programme": Page(
        "carol", "markets:programme_new", lambda cast: keeper(cast)[1:],
        lambda cast: {"name": "New", "zone_plan": str(a_frozen_plan(cast.carol).id)}, MarketProgramme,
        {"name": "Another"},
    ),
    "questions to people who use care": Page(
        "carol", "markets:question_set_new", planned, lambda _: {"name": "New", "shipped": ["missed_visit"]},
        ServiceUserQuestions, {"name": "Another"},
    ),
    "a study": Page(
        "dev", "engagement:study_new", lambda _: (),
        lambda _: {"name": "New", "theme_set": "regional_study", "cells": "North, 2"}, InterviewStudy,
        {"name": "Another"},
    ),
    "a finding": Page("dev", "engagement:finding_list", studied, finding, StudyFinding, {"sentence": "Pay holds them"}),
    "a lever": Page("dev", "benchmarking:lever_new", lambda _: (), lambda _: LEVER, LeverVersion, {"name": "Another"}),
    "a quote": Page("dev", "engagement:quote_list", studied, quote, StudyQuote, {"text": "They like it."}),
    "all returns checked again": Page(
        "dev", "submissions:recheck_begin", exercise, lambda _: {}, Recheck, {}, opened="submissions:recheck_list",
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize("named", mostly_nightly([*PAGES]))
def test_what_is_sent_twice_is_made_once_and_what_was_changed_is_another(
    cast: Cast, named: str, django_capture_on_commit_callbacks: Any
) -> None:
    page = PAGES[named]
    if page.rows in (ReturnQuestion, Recheck):
        submitted(cast.ada, cast.at_elm)
    mail.outbox.clear()
    client, address = client_of(getattr(cast, page.who)), reverse(page.address, args=page.about(cast))
    opened = reverse(page.opened or page.address, args=page.about(cast))
    given = page.sends(cast) | {"once": ONCE.findall(client.get(opened).content.decode())[0]}
    rows = page.rows.objects
    before = rows.count()

    def send(**more: Any) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address, as_posted(given | more))
        assert answer.status_code == 302, answer.content.decode()
        return answer.url

    first = send()
    made, trail, steps = rows.count() - before, AuditEvent.objects.count(), Step.objects.count()
    assert made >= 1 and len(mail.outbox) == page.mails
    assert send() == first
    assert (rows.count() - before, AuditEvent.objects.count(), Step.objects.count()) == (made, trail, steps)
    assert len(mail.outbox) == page.mails
    if page.changed:
        send(**page.changed)
        assert rows.count() - before == 2 * made


def as_posted(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is sent, a file from its first byte."""
    text = given.get("file")
    return given | {"file": SimpleUploadedFile("table.csv", text.encode())} if text else given


def test_the_key_is_of_the_page_and_of_what_is_sent_with_it() -> None:
    once = [str(uuid4())]
    sent = {"once": once, "words": ["a"], "csrfmiddlewaretoken": ["1"]}
    key = key_of(sent.items())
    assert key is not None and key == key_of((sent | {"csrfmiddlewaretoken": ["2"]}).items())
    others = [sent | {"words": ["b"]}, sent | {"words": ["a", "b"]}, sent | {"once": [str(uuid4())]}]
    assert len({key, *(key_of(each.items()) for each in others)}) == 4
    assert key_of({"words": ["a"]}.items()) is None and key_of({"once": ["x"]}.items()) is None
