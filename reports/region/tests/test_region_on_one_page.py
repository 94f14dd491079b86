"""A regional lead sees all authorities of the region on one page: counts as elsewhere, and released figures alone."""

import csv
from datetime import date
from io import BytesIO, StringIO
from random import Random

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.domain.roles import RoleName
from accounts.models import Role
from accounts.tests.pages import text_of
from register.models import Authority
from reports.datasheets.tests.region import Region, a_release, invented_table, lead_of, make_region
from reports.models import Release, WithdrawalNotice
from reports.region.domain.region_pictures import region_pictures
from reports.region.domain.region_rows import HEADS
from reports.region.queries import region_exercises
from reports.tests.accepted_returns import accepted_row, market_report
from submissions import queries as submissions
from submissions.tests.cast import behind_the_wall, make_exercise, person, provider, take_part
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        made = make_region(7, hidden=("ppe",))
        lead_of(made.lead, Authority.objects.create(name="Zennor", cqc_name="Zennor"))
        yield made


def asked_and_received(region: Region, number: int, asked: int, received: int) -> None:
    exercise = region.releases[number].exercise
    for place in range(asked):
        of = provider(f"Branch {number} {place} Ltd")
        owed = take_part(exercise, of, f"Branch {place}", f"1-{number}00{place}")
        if place < received:
            accepted_row(owed, market_report(3, 0), region.ana)


def page(region: Region, who=None, **query: str):
    return region.client(who or region.lead).get("/region/", query)


def rows_in(answer) -> list[dict[str, str]]:
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    return [dict(zip(HEADS, row, strict=True)) for row in rows[3:]]


def test_every_authority_stands_with_its_released_total_its_range_and_how_much_is_shown(region):
    text = text_of(page(region))
    assert "8 authorities" in text
    for release in region.releases:
        total = release.table["table"]["homecare"]["total"]
        found = [f"£{float(total[name]):.2f}" for name in ("median", "lower_quartile", "upper_quartile")]
        assert f"{found[0]} {found[1]} to {found[2]} Release 1 of {release.exercise.name}" in text
    shown = len(region.releases[0].table["table"]["homecare"]) - 1
    assert f"{shown} of {shown + 1} medians shown" in text
    assert "Zennor No exercise yet" in text


def test_counts_are_those_that_a_lead_may_see_in_every_authority(region):
    asked_and_received(region, 1, asked=8, received=6)
    asked_and_received(region, 2, asked=5, received=3)
    with behind_the_wall(region.lead):
        found = {one.authority: (one.asked, one.received_words) for one in region_exercises(region.lead) if one.name}
    assert found == {
        **{one.name: (0, "0") for one in region.authorities},
        region.authorities[1].name: (8, "6"),
        region.authorities[2].name: (5, "fewer than 5"),
    }
    assert "6 of 8" in text_of(page(region))


def test_what_no_longer_stands_is_not_there(region):
    last = make_exercise(region.authorities[3], "Next year", price_date=date(2027, 4, 1))
    newest = a_release(region, region.authorities[3], invented_table(Random(77)), exercise=last)
    median = newest.table["table"]["homecare"]["total"]["median"]
    assert f"£{float(median):.2f}" in text_of(page(region)), "it is released"
    Release.objects.filter(id=newest.id).update(state="superseded")
    text = text_of(page(region))
    assert f"£{float(median):.2f}" not in text
    assert "Nothing yet" in text


def test_a_release_that_is_withdrawn_leaves_no_figure_and_says_when(region):
    release, now = region.releases[4], timezone.now()
    total = release.table["table"]["homecare"]["total"]["median"]
    Release.objects.filter(id=release.id).update(
        state="withdrawn", withdrawn_at=now, withdrawn_by_id=region.fay.person_id, withdrawn_because="error",
        withdrawal_note="A wrong table",
    )  # fmt: skip
    WithdrawalNotice.objects.create(
        release=release, exercise=release.exercise, authority=release.authority, number=1, because="error",
        was_standing=True, released_at=now, withdrawn_at=now,
    )  # fmt: skip
    text = text_of(page(region, q=release.authority.name))
    assert "Withdrawn" in text and f"£{float(total):.2f}" not in text
    assert "withdrawn on" in region.client(region.lead).get("/region/exercises.csv").content.decode()


@pytest.mark.parametrize("name", ["carol", "alex", "ana"])
def test_nobody_but_the_lead_finds_it(region, name):
    for address in ("/region/", "/region/exercises.csv", "/region/exercises.xlsx"):
        assert region.client(getattr(region, name)).get(address).status_code == 404
    assert region_exercises(getattr(region, name)) == []
    with behind_the_wall(getattr(region, name)):
        assert submissions.received_in_region(region.lead) == [], "the door itself looks at who asks"


def test_an_authority_whose_role_has_ended_is_gone(region):
    gone = region.authorities[6]
    Role.objects.filter(person_id=region.lead.person_id, authority_id=gone.id).update(ended_at=timezone.now())
    with behind_the_wall(region.lead):
        assert Release.objects.filter(authority=gone).count() == 0
        assert Release.objects.count() == 6
    assert gone.name not in text_of(page(region))


def test_a_lead_of_one_authority_sees_that_one(region):
    only = person("Otto Only", RoleName.REGIONAL_LEAD, region.authorities[2])
    with behind_the_wall(only):
        assert [one.authority for one in Release.objects.all()] == [region.authorities[2]]
    text = text_of(page(region, only))
    assert "1 authority" in text and region.authorities[3].name not in text


def test_a_lead_opens_the_release_of_any_authority_of_the_region(region):
    assert f"/published/{region.releases[0].exercise_id}/" in page(region).content.decode()
    for release in region.releases[:2]:
        assert region.client(region.lead).get(f"/releases/{release.id}/").status_code == 200


def test_search_filter_and_order(region):
    assert "1 row" in text_of(page(region, q="cedar"))
    assert "Nothing found" in text_of(page(region, q="zebra"))
    assert "7 rows" in text_of(page(region, released="yes"))
    assert "1 row" in text_of(page(region, released="no"))
    assert "Nothing found" in text_of(page(region, service="care_home"))
    assert page(region, sort="\0", q="x" * 10_000, page="9" * 27, service="?").status_code == 200
    client = region.client(region.lead)
    found = [
        one["Median"] for one in rows_in(client.get("/region/exercises.csv", {"sort": "-median"})) if one["Median"]
    ]
    assert [float(one) for one in found] == sorted(map(float, found), reverse=True)


def test_the_file_has_the_rows_of_the_page(region):
    client = region.client(region.lead)
    rows = rows_in(client.get("/region/exercises.csv"))
    assert [row["Authority"] for row in rows] == [*(one.name for one in region.authorities), "Zennor"]
    total = region.releases[0].table["table"]["homecare"]["total"]
    assert rows[0]["Median"] == f"{float(total['median']):.2f}"
    assert rows[0]["Figures shown"] == str(int(rows[0]["Figures in all"]) - 1)
    book = load_workbook(BytesIO(client.get("/region/exercises.xlsx").content))
    assert book.active.max_row == 3 + len(rows)


def test_released_totals_are_drawn_side_by_side_the_dearest_first(region):
    with behind_the_wall(region.lead):
        (picture,) = region_pictures(region_exercises(region.lead))
    medians = {one.authority.name: float(one.table["table"]["homecare"]["total"]["median"]) for one in region.releases}
    drawn = [bar.label for bar in picture.chart.ranges]
    assert drawn == sorted(medians, key=lambda name: medians[name], reverse=True)
    assert "Home care, total per contact hour, prices as at 1 April 2026: released by 7." in picture.says


def test_a_total_that_is_hidden_says_so(region):
    hidden = invented_table(Random(5), hidden=("total",))
    a_release(region, Authority.objects.get(name="Zennor"), hidden)
    assert rows_in(region.client(region.lead).get("/region/exercises.csv"))[-1]["Median"] == "[c]"
    assert "[c]" in text_of(page(region, q="zennor"))
