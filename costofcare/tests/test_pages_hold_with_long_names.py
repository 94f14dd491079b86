"""Every page with names of 150 characters, one of them without a space, at 200 % zoom and at 400 % (a small phone).

Nothing hangs over the side and no text lies upon other text; axe, too, on the pages of providers. The pages are those
that the address tables know. PICTURES=<folder> keeps a picture of each, to be looked at for docs/screens/CHECKLIST.md.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import get_resolver, reverse
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import Role
from accounts.tests.pages import client_of
from costofcare.tests.addresses import of_objects, patterns
from costofcare.tests.browser import CONTRAST, HEIGHT, PHONE, assert_axe_clean
from costofcare.tests.reflow import faults_at
from costofcare.tests.test_walk_others_find_nothing import make_objects
from markets.models import (
    Dataset,
    FeeScenario,
    MarketTable,
    PayCounts,
    PayPlace,
    PaySurvey,
    RateCard,
    VisitFigure,
)
from register.models import Location, Participation, Provider
from reports.tests.accepted_returns import Market, make_market
from submissions.actions import submit_draft
from submissions.allocation.actions import allocations
from submissions.models import (
    Allocation,
    Return,
    Upload,
    VersionFinding,
)
from submissions.tests.cast import Cast, behind_the_wall, hand_in, take_part, workbook_for
from submissions.tests.online import save, type_in, typed_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
ZOOMED, ZOOMED_TWICE = 640, 320  # a desktop's 1280 pixels at 200 % and at 400 %
SPACED = (
    "The Old Rectory and Saint Bartholomew’s Care, Reablement and Live-in Support Service for Elm, Ashfield, Great "
    "Oakley and the Villages around Them All"
)
UNSPACED = "Elmcarereablementandsupportpartnership" * 4  # longer than a line of any window
OTHERS = (
    "dev",
    "ned",
    "alex",
    "carol",
    "reg",
)  # who between them see every page of the team, the portal and the council
# The same address is another page for each role, or for each state of a return.
SEEN_APART = {"home", "reports:release_list", "reports:release_detail"}
SEEN_IN_EACH_STATE = {
    f"submissions:{name}" for name in ("participation_detail", "online", "online_section", "online_answers", "findings")
}
TALLEST = 7_000
PICTURES = os.environ.get("PICTURES", "")


@dataclass
class Stage:
    """A return in one state, with what belongs to it."""

    name: str
    objects: dict[str, Any]


@pytest.fixture
def market(transactional_db) -> Market:
    return make_market(6)


@pytest.fixture
def objects(market: Market) -> dict[str, Any]:
    """Elm, which is renamed, waits to be erased, too."""
    made = make_objects(market)
    asked = erasures.ask(by=market.cast.alex, kind=ErasureKind.PROVIDER, subject_id=made["subject_id"])
    return made | {"erasure_id": asked.id, "subject_id": market.cast.oak.id}


@pytest.fixture
def cast(market: Market) -> Cast:
    return market.cast


@pytest.fixture
def stages(cast, objects) -> list[Stage]:
    """Submitted; with things to put right, two answers and a workbook that waits; ready to sign; not begun."""
    wrong = take_part(cast.exercise, cast.elm, UNSPACED, "1-100000011")
    ready = take_part(cast.exercise, cast.elm, SPACED, "1-100000012")
    fresh = take_part(cast.exercise, cast.elm, UNSPACED, "1-100000013")
    put_in_a_muddle(cast, wrong)
    hand_in(cast.ada, ready)
    share_costs(cast, objects["division_id"], (wrong, fresh))
    rename(cast)
    asked = {"wrong": wrong, "ready": ready, "fresh": fresh}
    return [Stage("submitted", objects)] + [
        Stage(name, objects | objects_of(participation)) for name, participation in asked.items()
    ]


def put_in_a_muddle(cast, place: Participation) -> None:
    type_in(cast.ada, place, typed_of("homecare_3", place, share_nhs="50", basic_pay_rate="12.10"))
    with behind_the_wall(cast.ada):
        submit_draft.finish(by=cast.ada, participation_id=place.id)
    save(cast.tom, place, "Careworker pay", {"basic_pay_rate": "12.90"})
    hand_in(cast.tom, place, workbook_for(place, basic_pay_rate="13.50"))


def share_costs(cast, division_id, places: tuple[Participation, ...]) -> None:
    """As far as the preview, so that each of its steps has something to show."""
    with behind_the_wall(cast.ada):
        division = Allocation.objects.get(id=division_id)
        costs = {"insurance_cost": "22000", "it_cost": "18400.50"}
        divided = allocations.set_costs(by=cast.ada, division=division, totals=costs, key="hours", measure="")
        assert isinstance(divided, Allocation), divided
        figures = {str(place.id): "31200" for place in places}
        divided = allocations.set_figures(by=cast.ada, division=divided, figures=figures)
        assert isinstance(divided, Allocation), divided


def rename(cast) -> None:
    """After the fact, as a directory of the CQC may."""
    Location.objects.filter(participations__in=[cast.at_elm]).update(name=SPACED)
    Participation.objects.filter(id=cast.at_elm.id).update(location_name=SPACED)
    Participation.objects.filter(provider=cast.elm).update(provider_name=UNSPACED)
    Provider.objects.filter(id=cast.elm.id).update(name=UNSPACED)
    Role.objects.filter(provider_id=cast.elm.id).update(scope_label=UNSPACED)
    Upload.objects.update(file_name=f"{UNSPACED}.xlsx")
    rename_fees()
    rename_wages()
    rename_visits()


def rename_fees() -> None:
    """A scenario, each of its zones, and a rate card, as long as may be typed."""
    for row in FeeScenario.objects.all():
        zones = {f"{number} {UNSPACED}"[:60]: way for number, way in enumerate(row.inputs["zones"].values())}
        council = {name: {"fee": "24.10", "hours": "1000"} for name in zones}
        FeeScenario.objects.filter(id=row.id).update(
            name=UNSPACED[:100], inputs=row.inputs | {"zones": zones, "zone_order": [*zones]}, council=council
        )
    for card in RateCard.objects.all():
        lines = [line | {"zone": f"0 {UNSPACED}"[:60]} for line in card.lines]
        RateCard.objects.filter(id=card.id).update(name=UNSPACED[:100], lines=lines)


def rename_wages() -> None:
    """A wage survey, its zones, and the counts of one, as long as may be typed."""
    zones = [f"{number} {UNSPACED}"[:60] for number in range(3)]
    PaySurvey.objects.update(name=UNSPACED[:80], zones=zones)
    PayPlace.objects.update(location_name=SPACED, provider_name=UNSPACED)
    for counts in PayCounts.objects.all():
        cells = [cell | {"zone": zone} for cell, zone in zip(counts.table["cells"], ["", *zones], strict=False)]
        PayCounts.objects.filter(id=counts.id).update(table=counts.table | {"survey": UNSPACED[:80], "cells": cells})


def rename_visits() -> None:
    """A file of visits with its columns, a table with what it says, and the zones of a profile."""
    columns = [{"name": UNSPACED, "field": "provider_ref", "why": "Its name says so.", "looks": [UNSPACED]}]
    for row in Dataset.objects.all():
        layout = row.layout | {"names": [UNSPACED], "columns": columns}
        Dataset.objects.filter(id=row.id).update(file_name=f"{UNSPACED}.csv", layout=layout)
    for table in MarketTable.objects.all():
        rows = [row | {"client": UNSPACED, "provider": UNSPACED, "zone": UNSPACED} for row in table.rows]
        MarketTable.objects.filter(id=table.id).update(
            file_name=f"{UNSPACED}.csv", rows=rows, unread=[UNSPACED], unknown=[UNSPACED], faults=[UNSPACED]
        )
    VisitFigure.objects.filter(level="zone").update(ref=UNSPACED[:100])


def objects_of(participation: Participation) -> dict[str, Any]:
    """Only what there is; for the rest the address of another return stands, and is tried there."""
    found: dict[str, Any] = {"participation_id": participation.id}
    submission = Return.objects.filter(participation=participation).first()
    if submission is not None:
        found["return_id"] = submission.id
        upload = Upload.objects.filter(submission=submission).first()
        finding = VersionFinding.objects.filter(version=submission.current, severity="explain").first()
        found |= {"upload_id": upload.id} if upload else {}
        found |= {"finding_id": finding.id} if finding else {}
    return found


def addresses(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every page, by name: those of objects and those that need none."""
    yield from of_objects(stage.objects).items()
    profile = reverse("markets:provider_profile", args=[stage.objects["run_id"]])
    yield "markets:provider_profile of a branch", f"{profile}?of={stage.objects['location_id']}"
    yield "markets:table_new", reverse("markets:table_new", args=["packages"])
    yield "reports:published", reverse("reports:published", args=[stage.objects["exercise_id"]])
    for name, converters in patterns(get_resolver().url_patterns, ""):
        if not converters and not name.startswith(("admin:", "account_", "mfa_")):
            yield name, reverse(name)


def pages_for(context: Context, stages: list[Stage], seen: set[str]) -> Iterator[tuple[str, str]]:
    """Those that answer with a page: each once, and what looks different in each state in each."""
    client, asked = client_of(context), set[str]()
    for stage in stages:
        for name, address in addresses(stage):
            if name in seen - SEEN_IN_EACH_STATE or address in seen | asked:
                continue
            asked.add(address)
            answer = client.get(address)
            is_page = answer.status_code == 200 and not answer.streaming  # what is streamed is a file
            if is_page and answer.content.startswith(b"<!DOCTYPE html>"):
                seen |= {name, address}
                yield f"{name} {stage.name}", address


@pytest.fixture
def sits_down(live_server, new_page) -> Callable[[Context], Page]:
    """Signed in, at a desktop's window at 200 %."""

    def sat(context: Context) -> Page:
        page = new_page(ZOOMED, device_scale_factor=2)
        cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return sat


def faults_on(page: Page, name: str) -> list[str]:
    for width in (ZOOMED, PHONE) if PICTURES else ():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        file = re.sub(r"[^a-z0-9]+", "-", name.lower())
        tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": width, "height": tall}
        page.screenshot(path=Path(PICTURES) / f"{file}-{width}.png", full_page=True, clip=clip)
    return [f"{name}, {fault}" for width in (ZOOMED_TWICE, ZOOMED) for fault in faults_at(page, width)]


@pytest.mark.proof
def test_a_provider_s_pages_hold(cast, stages, sits_down, live_server):
    page, found, tried = sits_down(cast.ada), [], set()
    for name, address in pages_for(cast.ada, stages, set()):
        page.goto(live_server.url + address)
        found += faults_on(page, name)
        tried.add(name.split()[0])
    assert not found, "\n".join(found)
    assert len(tried) > 30
    late = ("explain", "declaration", "division_figures", "division_preview")
    assert tried >= {f"submissions:{name}" for name in late}


@pytest.mark.proof
def test_axe_finds_nothing_in_a_provider_s(cast, stages, sits_down, live_server):
    page, tried = sits_down(cast.ada), set()
    for name, address in pages_for(cast.ada, stages, set()):
        if (kind := name.split()[0]) not in tried:  # axe takes longer than all the rest
            page.goto(live_server.url + address)
            assert_axe_clean(page, but=(CONTRAST,))
        tried.add(kind)


@pytest.mark.proof
def test_so_do_everybody_else_s(cast, stages, sits_down, live_server):
    found, seen = [], set[str]()
    for _ in pages_for(cast.ada, stages[:1], seen):
        pass
    for who in OTHERS:
        page, seen = sits_down(getattr(cast, who)), seen - SEEN_APART
        for name, address in pages_for(getattr(cast, who), stages[:1], seen):
            page.goto(live_server.url + address)
            found += faults_on(page, f"{who} {name}")
        page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.nightly
def test_what_lies_upon_something_else_is_seen(page):
    page.set_content("<h1 style='margin:0'>One long title</h1><p style='margin-top:-30px'>Another text</p>")
    assert any("lies upon" in fault for fault in faults_at(page, PHONE))
    page.set_content("<h1>One long title</h1><p>Another <a href='/'>text</a> in several</p>")
    assert faults_at(page, PHONE) == []
    page.set_content(f"<p>{UNSPACED}</p>")
    assert any("over the side" in fault for fault in faults_at(page, PHONE))


@pytest.mark.nightly
@pytest.mark.parametrize(("ground", "is_fault"), [("background: #fff", False), ("", True)])
def test_what_sticks_to_a_rim_may_lie_upon_others_if_it_has_a_ground(page, ground, is_fault):
    page.set_content(f"<p>{'A long text of a form<br>' * 60}</p><p style='position:sticky;bottom:0;{ground}'>Saved</p>")
    assert any("lies upon" in fault for fault in faults_at(page, PHONE)) == is_fault
