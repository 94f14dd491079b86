"""A datasheet of a region's releases: made once, kept as made, its rows known to each authority's own people alone."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from openpyxl import load_workbook

from accounts.actions.encryption import unseal
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import text_of
from costing.forms.homecare import HOMECARE
from register.models import Authority
from reports.datasheets.actions import datasheets
from reports.datasheets.domain.bands import Third
from reports.datasheets.domain.datasheet_text import digest_of, text_from
from reports.datasheets.queries.datasheets import datasheets_for, release_groups
from reports.datasheets.tests.region import Region, a_release, invented_table, make_region
from reports.models import Datasheet, DatasheetCopy, DatasheetMember, Release
from submissions.tests.cast import behind_the_wall, make_exercise, on_page, person, refused
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
HIDDEN = "ppe"


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        yield make_region(7, hidden=(HIDDEN,))


def made(region: Region, by=None) -> Datasheet:
    by = by or region.lead
    with behind_the_wall(by):
        (group,) = release_groups(by)
        done = datasheets.make(by=by, releases_sha256=group.sha256)
    assert isinstance(done, Datasheet), done
    return done


@pytest.mark.parametrize("name", ["lead", "alex"])
def test_a_lead_and_an_administrator_make_it_behind_the_wall(region, name):
    datasheet = made(region, getattr(region, name))
    assert (DatasheetMember.objects.count(), DatasheetCopy.objects.count()) == (7, 7)
    assert datasheet.sha256 == digest_of(Datasheet.objects.get().document)
    assert AuditEvent.objects.filter(verb="made a datasheet", subject_id=str(datasheet.id)).count() == 1


@pytest.mark.parametrize("name", ["carol", "ana"])
def test_nobody_else_makes_one(region, name):
    with behind_the_wall(region.lead):
        (group,) = release_groups(region.lead)
    assert datasheets.make(by=getattr(region, name), releases_sha256=group.sha256) is None
    assert region.client(getattr(region, name)).get("/datasheets/make/").status_code == 404


def test_rows_are_the_thirds_of_the_released_medians_and_of_a_line_that_is_hidden_there_is_no_sheet(region):
    text = text_from(made(region).document)
    assert [one.topic.key for one in text.withheld] == [f"homecare/{HIDDEN}"]
    assert len(text.sheets) == len(HOMECARE.lines) - 1
    for sheet in text.sheets:
        assert Counter(sheet.rows) == {Third.LOWER: 2, Third.MIDDLE: 3, Third.UPPER: 2}


def test_each_copy_has_the_authoritys_own_rows_and_they_are_right(region):
    datasheet = made(region)
    text = text_from(datasheet.document)
    copies = {copy.authority_id: json.loads(unseal(copy.sealed)) for copy in DatasheetCopy.objects.all()}
    for sheet in text.sheets:
        numbers = sorted(int(own[sheet.topic.key]) for own in copies.values())
        assert numbers == list(range(1, 8))
        line = sheet.topic.key.split("/")[1]
        for release in region.releases:
            third = sheet.rows[int(copies[release.authority_id][sheet.topic.key]) - 1]
            median = Decimal(release.table["table"]["homecare"][line]["median"])
            assert (median < sheet.lower_below, median >= sheet.upper_from) == (
                third == Third.LOWER,
                third == Third.UPPER,
            )
    assert len({len(copy.sealed) for copy in DatasheetCopy.objects.all()}) == 1


def test_each_sheet_has_an_order_of_its_own_and_nothing_that_is_kept_in_the_open_tells_it(region):
    datasheet = made(region)
    copies = [json.loads(unseal(copy.sealed)) for copy in DatasheetCopy.objects.all()]
    orders = {tuple(own[key] for own in copies) for key in copies[0]}
    assert len(orders) > 20, "the orders of 26 sheets of seven are hardly ever the same"
    names = {one.name for one in region.authorities}
    rows = json.dumps(json.loads(datasheet.document)["sheets"])
    assert not any(name in rows for name in names)
    assert not any(str(one.id) in datasheet.document for one in (*region.authorities, *region.releases))


def test_of_the_same_releases_there_is_one_and_of_new_ones_another(region):
    first = made(region)
    client, (group,) = region.client(region.lead), release_groups(region.lead)
    assert "already" in refused(datasheets.make(by=region.lead, releases_sha256=group.sha256))
    answer = client.post("/datasheets/make/", {"releases": group.sha256}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/datasheets/{first.id}/"
    assert "There is a datasheet of these releases already" in text_of(answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Datasheet.objects.create(
            service="homecare", price_date=date(2026, 4, 1), releases_sha256=first.releases_sha256,
            document="{}", sha256="", made_at=first.made_at, made_by_id=region.lead.person_id,
        )  # fmt: skip
    newest(region)
    assert "changed since this page was opened" in refused(
        datasheets.make(by=region.lead, releases_sha256=group.sha256)
    )
    assert made(region).id != first.id


def newest(region: Region) -> Release:
    """Let another release take the place of the first one."""
    old = region.releases[0]
    Release.objects.filter(id=old.id).update(state="superseded")
    return a_release(region, old.authority, invented_table(Random(9)), exercise=old.exercise, number=2)


def test_commissioners_are_told_without_a_figure_or_a_row(region):
    with on_page(region.lead):
        (group,) = release_groups(region.lead)
        made_now = datasheets.make(by=region.lead, releases_sha256=group.sha256)
    assert isinstance(made_now, Datasheet)
    told = {one.to[0]: one.body for one in mail.outbox}
    assert sorted(told) == ["carol.council@example.org", "colin.council@example.org"]
    for body in told.values():
        assert f"/datasheets/{made_now.id}/" in body
        assert "£" not in body and "LA " not in body


def test_with_five_authorities_it_says_how_many_more_are_needed(region):
    Release.objects.filter(id__in=[one.id for one in region.releases[:2]]).update(state="superseded")
    (group,) = release_groups(region.lead)
    assert "at least 6 authorities" in refused(datasheets.make(by=region.lead, releases_sha256=group.sha256))
    assert "1 more authority is needed" in text_of(region.client(region.lead).get("/datasheets/make/"))


def test_other_prices_and_another_occupancy_stand_apart_and_an_authority_counts_once(region):
    first, second = region.authorities[:2]
    a_release(region, first, invented_table(Random(3)), price_date=date(2025, 4, 1))
    a_release(region, second, invented_table(Random(3)), price_date=date(2025, 4, 1), occupancy=Decimal("0.9"))
    again = make_exercise(second, "Again")
    newer = a_release(region, second, invented_table(Random(4)), exercise=again)
    groups = release_groups(region.lead)
    assert [(group.price_date.year, len(group.releases)) for group in groups] == [(2026, 7), (2025, 1), (2025, 1)]
    assert newer in groups[0].releases


def test_what_is_not_for_publication_or_no_longer_stands_is_not_in_it(region):
    Release.objects.filter(id=region.releases[0].id).update(state="superseded")
    (group,) = release_groups(region.alex)
    assert region.releases[0] not in group.releases


class TestWhoOpens:
    def test_own_rows_are_opened_by_the_authoritys_own_commissioners(self, region):
        datasheet = made(region)
        with behind_the_wall(region.carol):
            rows = datasheets.open_own(by=region.carol, datasheet_id=datasheet.id)
        assert rows is not None and len(rows) == len(HOMECARE.lines) - 1
        assert AuditEvent.objects.filter(verb="opened the own copy of a datasheet").count() == 1
        text = text_of(region.client(region.carol).get(f"/datasheets/{datasheet.id}/own/"))
        assert f"{HOMECARE.lines[0].label} {rows[0].label} {rows[0].third.value} of 7" in text

    @pytest.mark.parametrize("name", ["lead", "alex", "ana"])
    def test_nobody_else_opens_any(self, region, name):
        datasheet, who = made(region), getattr(region, name)
        assert region.client(who).get(f"/datasheets/{datasheet.id}/own/").status_code == 404
        with behind_the_wall(who):
            assert DatasheetCopy.objects.count() == 0

    def test_the_wall_gives_a_council_its_own_copy_alone(self, region):
        made(region)
        with behind_the_wall(region.colin):
            assert [one.authority_id for one in DatasheetCopy.objects.all()] == [region.colin.authority_id]

    def test_a_council_that_is_not_in_it_and_the_team_find_nothing(self, region):
        datasheet = made(region)
        zoe = person("Zoe Elsewhere", RoleName.COMMISSIONER, elsewhere())
        for who in (zoe, region.ana):
            assert region.client(who).get(f"/datasheets/{datasheet.id}/").status_code == 404
            with behind_the_wall(who):
                assert not Datasheet.objects.exists()
        assert not datasheets_for(None).exists()

    def test_it_never_changes(self, region):
        datasheet = made(region)
        for change in (
            lambda: Datasheet.objects.filter(id=datasheet.id).update(document="{}"),
            lambda: DatasheetCopy.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def elsewhere() -> Authority:
    return Authority.objects.create(name="Elsewhere", cqc_name="Elsewhere")


class TestPagesAndFiles:
    def test_the_page_shows_a_topic_with_its_thirds_and_where_they_end(self, region):
        datasheet, client = made(region), region.client(region.lead)
        sheet = text_from(datasheet.document).sheets[0]
        text = text_of(client.get(f"/datasheets/{datasheet.id}/", {"topic": sheet.topic.key}))
        assert all(f"LA {number} {third.value}" in text for number, third in enumerate(sheet.rows, 1))
        assert f"below £{sheet.lower_below:.2f}" in text
        assert datasheet.sha256 in text
        assert "No such sheet" in text_of(client.get(f"/datasheets/{datasheet.id}/", {"topic": "x\0" * 5000}))
        assert "prices as at 1 April 2026" in text
        assert "1 datasheet" in text_of(client.get("/datasheets/"))

    def test_before_there_is_any_the_list_says_how_there_comes_one(self, region):
        assert "you can make one" in text_of(region.client(region.lead).get("/datasheets/"))
        assert "it stands here" in text_of(region.client(region.carol).get("/datasheets/"))
        offer = text_of(region.client(region.lead).get("/datasheets/make/"))
        assert "would name on average 3 of 7 rows of a sheet" in offer

    @pytest.mark.parametrize("sent", first_by_day(["", "nonsense", "\0" * 99, "9" * 10_000]))
    def test_what_no_page_sent_makes_nothing(self, region, sent):
        answer = region.client(region.lead).post("/datasheets/make/", {"releases": sent}, follow=True)
        assert "Look again at what would be in it" in text_of(answer)
        assert not Datasheet.objects.exists()

    def test_files_are_the_same_bytes_each_time_and_hold_the_sheets_and_nothing_of_who_is_who(self, region):
        datasheet, client = made(region), region.client(region.lead)
        text = text_from(datasheet.document)
        for kind in ("xlsx", "zip"):
            address = f"/datasheets/{datasheet.id}/sheets.{kind}"
            assert client.get(address).content == client.get(address).content
        book = load_workbook(BytesIO(client.get(f"/datasheets/{datasheet.id}/sheets.xlsx").content))
        assert len(book.sheetnames) == 1 + len(text.sheets)
        assert (book.properties.creator or "") == ""
        rows = [tuple(row) for row in book.worksheets[1].iter_rows(min_row=5, values_only=True)]
        assert rows == [(f"LA {number}", third.value) for number, third in enumerate(text.sheets[0].rows, 1)]
        folder = ZipFile(BytesIO(client.get(f"/datasheets/{datasheet.id}/sheets.zip").content))
        assert len(folder.namelist()) == 1 + len(text.sheets)
        sheets = "".join(folder.read(name).decode() for name in folder.namelist() if name != "contents.csv")
        assert not any(one.name in sheets for one in region.authorities)
        assert AuditEvent.objects.filter(verb="downloaded a datasheet").count() == 6
