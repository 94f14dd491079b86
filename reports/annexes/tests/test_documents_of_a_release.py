"""The documents of a release: asked for once, made by a worker, kept, downloaded and made again."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils.http import http_date
from openpyxl import load_workbook

from accounts.actions.encryption import unseal
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, is_kept_out, post, text_of
from register.models import Exercise
from reports.actions import releases
from reports.annexes.actions import document_worker
from reports.annexes.domain.editions import DocumentKind
from reports.annexes.domain.report.facts import EngagementFacts
from reports.annexes.queries.document_facts import facts_of
from reports.annexes.tests.made_documents import make_all
from reports.domain.exclusions import Exclusion
from reports.models import AnnexDocument, Justification, Release
from reports.tests.accepted_returns import Market, make_market, words_of
from submissions.decisions.actions import line_decisions
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def justify(market: Market, words: str) -> None:
    now = market.accepted[0].changed_at
    of = {"exercise": market.exercise, "authority": market.exercise.authority, "changed_by_id": market.ana.person_id}
    number = Justification.objects.count() + 1
    Justification.objects.create(number=number, roo_words=words, changed_at=now, **of)


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        made = make_market(14)
        justify(made, "A return of 5 % is what the returns show.")
        made.release()
        yield made


def test_documents_are_asked_for_made_and_downloaded(market: Market):
    release = Release.objects.get()
    assert "Make the documents" in text_of(get(market.ana, "reports:document_list", release.id))
    leads = text_of(get(market.fay, "reports:calculation_detail", release.calculation_id))
    assert "Annex A and Annex B of release 1 , public edition" in leads
    rows = make_all(market, release)
    assert {row.state for row in rows} == {"made"} and [row.kind for row in rows] == [
        "annex_a",
        "annex_b_pdf",
        "annex_b_word",
    ]
    assert b"5 % is what" not in b"".join(bytes(row.source) + bytes(row.sealed) for row in rows)
    page = get(market.ana, "reports:document_list", release.id)
    assert "SHA-256" in text_of(page) and "Public edition" in text_of(page)
    workbook = next(row for row in rows if row.kind == DocumentKind.ANNEX_A)
    answer = get(market.ana, "reports:document_file", workbook.id)
    assert "annex-a" in answer["Content-Disposition"] and "public" in answer["Content-Disposition"]
    printed = load_workbook(BytesIO(answer.content))["Section 3"]
    assert printed["B6"].value == pytest.approx(float(release.table["table"]["homecare"]["careworker_costs"]["median"]))
    assert AuditEvent.objects.filter(verb="downloaded a document", subject_id=str(workbook.id)).count() == 1


@pytest.mark.nightly
def test_the_page_asks_for_its_list_until_all_is_made(market: Market):
    release = Release.objects.get()
    post(market.ana, "make_documents", release.id)
    address = reverse("reports:document_list", args=[release.id])
    waiting = client_of(market.ana).get(address, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{address}"' in waiting and "<html" not in waiting
    make_all(market, release)
    assert "hx-get" not in client_of(market.ana).get(address, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.nightly
def test_a_second_click_makes_nothing_twice(market: Market):
    release = Release.objects.get()
    first = {row.id: row.sha256 for row in make_all(market, release)}
    assert {row.id: row.sha256 for row in make_all(market, release)} == first


@pytest.mark.nightly
def test_made_again_it_is_the_same_and_what_came_since_is_not_in_it(market: Market):
    rows = make_all(market, Release.objects.get())
    market.accept(1)
    justify(market, "Other words.")
    for row in rows:
        text = text_of(post(market.fay, "reports:document_make_again", row.id))
        assert "Made again: the same, byte for byte." in text


def test_council_and_providers_read_the_public_ones_and_make_none(market: Market):
    release = Release.objects.get()
    rows = make_all(market, release)
    for reader in (market.cast.carol, market.cast.reg, market.cast.ada, market.cast.alex):
        assert "Annex B, report (pdf)" in text_of(get(reader, "reports:release_detail", release.id))
        assert "SHA" not in text_of(get(reader, "reports:document_list", release.id))
        assert [get(reader, "reports:document_file", row.id).status_code for row in rows] == [200] * 3
        for page, key in (("make_documents", release.id), ("reports:document_make_again", rows[0].id)):
            assert post(reader, page, key).status_code == 404
    body = get(None, "reports:published_release", market.exercise.id, 1).content.decode()
    for row, name in zip(rows, ("annex-a.xlsx", "annex-b.pdf", "annex-b.docx"), strict=True):
        file = ("reports:published_file", market.exercise.id, 1, name)
        assert reverse(file[0], args=file[1:]) in body, "everybody has them from the public page"
        answer = get(None, *file)
        assert (answer.content, answer["Cache-Control"]) == (unseal(row.sealed), "public, no-cache")
        assert answer["Last-Modified"] == http_date(int(max(one.finished_at for one in rows).timestamp()))
    Exercise.objects.update(has_public_page=False)
    assert get(None, *file).status_code == 404


def test_public_documents_name_nobody_and_print_nobody_s_own_figure(market: Market):
    said = ""
    for row in make_all(market, Release.objects.get()):
        said += unseal(row.source).decode()
        if row.kind != DocumentKind.ANNEX_B_PDF:
            with ZipFile(BytesIO(unseal(row.sealed))) as parts:
                said += b"".join(parts.read(part) for part in parts.infolist()).decode(errors="replace")
    for one in market.accepted:
        asked, costs = one.participation, one.current.costs["columns"]["homecare"]
        names = (asked.location_name, asked.provider_name, asked.owner.name, asked.location.cqc_location_id)
        assert not [name for name in names if re.search(rf"{re.escape(name)}(?!\d)", said)]
        own = [f"£{Decimal(value):.2f}" for value in costs.values() if value and Decimal(value) >= 4]
        assert not [figure for figure in own if re.search(rf"{figure}(?!\d)", said)]


def test_strangers_and_engagement_officers_find_nothing(market: Market):
    release = Release.objects.get()
    row = make_all(market, release)[0]
    for name in ("ned", "gus", "una", "nobody"):
        who = None if name == "nobody" else getattr(market.cast, name)
        assert is_kept_out(who, get(who, "reports:document_list", release.id))
        assert is_kept_out(who, get(who, "reports:document_file", row.id))
        assert is_kept_out(who, post(who, "make_documents", release.id))


def test_a_draft_has_no_documents_and_shows_its_words_to_the_approver(market: Market):
    market.accept(5)
    draft = market.draft()
    assert "A return of 5 % is what the returns show." in text_of(get(market.fay, "reports:release_detail", draft.id))
    assert "not approved" in text_of(post(market.ana, "make_documents", draft.id))
    assert not AnnexDocument.objects.filter(release=draft).exists()


def test_a_line_left_out_at_review_is_counted_once(market: Market):
    line_decisions.leave_out(
        by=market.ana, return_id=market.accepted[0].id, lines=["it"], reason="one_off", words="Moved office"
    )
    version = str(market.accepted[0].current_id)
    it, ppe = "IT (hardware, software, CRM, ECM): A one-off cost", "PPE: Decided at review"
    for lines, counted in (({"it", "ppe"}, {it: 1, ppe: 1}), ({"ppe"}, {ppe: 1})):
        left_out = Exclusion(version, "Decided at review", frozenset(lines))
        draft = market.draft(market.calculate(exclusions=[left_out]))
        facts = facts_of(market.ana, draft, EngagementFacts(), 14)
        assert facts is not None and facts.process.lines_left_out == counted
        releases.reject(by=market.fay, release_id=draft.id, reason="Once more")


def test_words_that_name_a_provider_are_not_drafted(market: Market):
    justify(market, "As branch 3  LTD told us, 9 %.")
    refused = releases.draft(by=market.ana, calculation_id=market.calculate().id)
    assert "Branch 3 Ltd. They go out" in words_of(refused)


def test_what_fails_three_times_can_be_tried_again(market: Market, monkeypatch):
    release = Release.objects.get()
    post(market.ana, "make_documents", release.id)
    row = AnnexDocument.objects.get(kind=DocumentKind.ANNEX_B_PDF)
    with monkeypatch.context() as broken:
        broken.setattr(document_worker, "rendered", lambda *_: 1 / 0)
        for _ in range(4):
            document_worker.make(row.id)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("failed", 3)
    assert "Try again" in text_of(get(market.ana, "reports:document_list", release.id))
    make_all(market, release)
    row.refresh_from_db()
    assert row.state == "made"


def test_nobody_changes_what_is_made(market: Market):
    row = make_all(market, Release.objects.get())[0]
    for change in ({"sha256": "0" * 64}, {"state": "received"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            AnnexDocument.objects.filter(id=row.id).update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        row.delete()
