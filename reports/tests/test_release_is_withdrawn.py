"""A release is withdrawn: by a second person, with a reason from a list, for good, and it gives nothing back."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import TestCase
from django.urls import reverse

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from costing.figure_words import gbp
from reports import queries, tasks
from reports.actions import releases, withdrawals
from reports.actions.release_mails import untold_withdrawals
from reports.models import LedgerRow, Release, WithdrawalNotice
from reports.tests.accepted_returns import Market, make_market, medians, words_of
from submissions.tests.cast import as_worker, behind_the_wall, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NOTE = "Branch 3 had typed its weekly miles as yearly ones"
SAID = "because an error was found in it"


def withdrawn(market: Market, release: Release, by: Context | None = None) -> Release:
    done = withdrawals.withdraw(by=by or market.fay, release_id=release.id, because="error", note=NOTE)
    assert isinstance(done, Release), done
    return done


def reader(market: Market) -> Context:
    return person("Pia Provider", RoleName.PROVIDER_USER, market.accepted[0].provider)


def test_others_read_that_it_was_withdrawn_and_why_in_the_place_of_every_page_and_file(market: Market):
    release, pia = market.release(), reader(market)
    withdrawn(market, release)
    figures = [gbp(Decimal(figure)) for figure in medians(release).values() if figure]
    for who in (market.cast.carol, market.cast.reg, market.cast.alex, pia):
        for page in ("release_detail", "release_print", "release_file"):
            text = text_of(get(who, f"reports:{page}", release.id))
            assert SAID in text and "No release of this exercise stands now" in text
            assert NOTE not in text and not [figure for figure in figures if figure in text]
        assert "release 1 of" in text_of(get(who, "reports:release_list"))
    for who in (market.cast.carol, market.cast.reg, pia):
        home = text_of(client_of(who).get(reverse("home")))
        assert "Withdrawn" in home and not [figure for figure in figures if figure in home]
    own = text_of(get(pia, "reports:comparison", market.accepted[0].id))
    assert SAID in own and not [figure for figure in figures if figure in own]


def test_it_is_recorded_and_the_team_reads_what_happened(market: Market):
    release = withdrawn(market, market.release())
    text = text_of(get(market.ana, "reports:release_detail", release.id))
    assert "Withdrawn" in text and NOTE in text and market.fay.person_name in text
    event = AuditEvent.objects.get(verb="withdrew a release")
    assert event.words == "Release 1 of Home care 2026: an error was found in it"
    assert (event.by_id, event.subject_id) == (market.fay.person_id, str(release.id))


def test_whoever_drafted_it_asks_a_colleague(market: Market):
    release = market.release()
    refused = withdrawals.withdraw(by=market.ana, release_id=release.id, because="error", note=NOTE)
    assert "You drafted this release" in words_of(refused)
    with pytest.raises(IntegrityError, match="withdrawn_by_a_second_person"), transaction.atomic():
        Release.objects.filter(id=release.id).update(
            state="withdrawn",
            withdrawn_by_id=market.ana.person_id,
            withdrawn_at=release.approved_at,
            withdrawn_because="error",
            withdrawal_note="x",
        )
    assert isinstance(withdrawals.withdraw(by=market.sam, release_id=release.id, because="other", note="x"), Release)


@pytest.mark.nightly
def test_a_reason_that_is_not_of_the_list_or_no_word_of_what_happened_is_refused(market: Market):
    release, many = market.release(), "x" * 501
    for because, note, words in (
        ("", NOTE, "Choose from the list"),
        ("They cheated", NOTE, "Choose from the list"),
        ("error", "  ", "Say in up to 500 characters"),
        ("error", many, "Say in up to 500 characters"),
    ):
        refused = withdrawals.withdraw(by=market.fay, release_id=release.id, because=because, note=note)
        assert words in words_of(refused)
        page = text_of(post(market.fay, "reports:release_withdraw", release.id, because=because, note=note))
        assert "Withdraw release 1?" in page
    assert Release.objects.get().state == "released"


def test_a_page_with_absurd_words_loses_nothing_and_says_so(market: Market):
    release = market.release()
    for note in ("x" * 10_000, "a\0b"):
        page = post(market.fay, "reports:release_withdraw", release.id, because="error", note=note)
        assert page.status_code == 200 and "Withdraw release 1?" in text_of(page)
    assert not WithdrawalNotice.objects.exists()


def test_it_gives_nothing_back(market: Market):
    """The ledger stands; what is released again shows the same figures, carried, though a return came."""
    first = market.release()
    rows = LedgerRow.objects.count()
    withdrawn(market, first)
    assert LedgerRow.objects.count() == rows and queries.ledger_is_whole(market.ana, market.exercise.id)
    market.accept(1)
    second = market.release()
    assert (second.number, second.state, second.supersedes_id) == (2, "released", None)
    shown = {line: median for line, median in medians(first).items() if median is not None}
    assert {line: medians(second)[line] for line in shown} == shown
    assert queries.ledger_is_whole(market.ana, market.exercise.id)
    text = text_of(get(market.cast.carol, "reports:release_detail", first.id))
    assert SAID in text and "Release 2 of" in text


@pytest.mark.nightly
def test_the_release_before_it_does_not_come_back(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    withdrawn(market, second)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert queries.standing_release(market.ana, second) is None
    assert get(reader(market), "reports:release_detail", first.id).status_code == 404
    assert get(market.cast.carol, "reports:release_detail", first.id).status_code == 200


@pytest.mark.nightly
def test_one_that_was_superseded_can_be_withdrawn_too_and_providers_hear_nothing_of_it(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    withdrawn(market, first)
    assert SAID in text_of(get(market.cast.carol, "reports:release_detail", first.id))
    assert get(reader(market), "reports:release_detail", first.id).status_code == 404
    assert queries.standing_release(market.ana, first) == second


def test_a_draft_that_was_to_take_its_place_is_drafted_again(market: Market):
    first = market.release()
    market.accept(1)
    draft = market.draft()
    withdrawn(market, first)
    refused = releases.approve(by=market.fay, release_id=draft.id)
    assert "Release 1, whose place this draft would take, has been withdrawn since" in words_of(refused)


def test_a_second_tab_and_what_is_not_out_are_refused_in_words(market: Market):
    draft = market.draft()
    assert "is not out: waiting for approval" in text_of(get_on(market, draft))
    releases.approve(by=market.fay, release_id=draft.id)
    assert "Release 1 is withdrawn." in text_of(give(market, draft))
    assert "Release 1 has been withdrawn already." in text_of(give(market, draft))
    assert WithdrawalNotice.objects.count() == 1


def get_on(market: Market, release: Release) -> Any:
    return client_of(market.fay).get(reverse("reports:release_withdraw", args=[release.id]), follow=True)


def give(market: Market, release: Release) -> Any:
    return post(market.fay, "reports:release_withdraw", release.id, because="error", note=NOTE)


@pytest.mark.nightly
def test_others_withdraw_nothing(market: Market):
    release = market.release()
    for name in ("carol", "reg", "ada", "ned", "gus", "alex", "una"):
        other = getattr(market.cast, name)
        assert withdrawals.withdraw(by=other, release_id=release.id, because="error", note=NOTE) is None
        assert post(other, "reports:release_withdraw", release.id, because="error", note=NOTE).status_code == 404


def test_behind_the_wall_the_row_is_gone_and_the_notice_is_for_those_who_read_it(market: Market):
    release = market.release()
    with behind_the_wall(market.fay):
        withdrawn(market, release)
    seen = {"carol": 1, "reg": 1, "ada": 1, "alex": 1, "ned": 0, "gus": 0, "una": 0, "everybody": 1}
    for name, notices in seen.items():
        with behind_the_wall(getattr(market.cast, name, None)):
            assert (Release.objects.count(), WithdrawalNotice.objects.count()) == (0, notices), name
            with connection.cursor() as cursor:
                cursor.execute("UPDATE reports_withdrawalnotice SET number = 9")
                assert cursor.rowcount == 0
    type(market.exercise).objects.filter(id=market.exercise.id).update(has_public_page=False)
    with behind_the_wall(None):
        assert not WithdrawalNotice.objects.exists()
    with behind_the_wall(person("Cora Elsewhere", RoleName.COMMISSIONER, market.cast.elsewhere)):
        assert not WithdrawalNotice.objects.exists()


@pytest.mark.nightly
def test_the_database_lets_neither_the_notice_nor_the_release_move_again(market: Market):
    release = withdrawn(market, market.release())
    for change in ({"state": "released"}, {"withdrawal_note": "y"}, {"table": {}}):
        with pytest.raises(ProgrammingError, match=r"frozen|does not go"), transaction.atomic():
            Release.objects.filter(id=release.id).update(**change)
    with pytest.raises(ProgrammingError, match="a notice is frozen"), transaction.atomic():
        WithdrawalNotice.objects.update(because="other")
    with pytest.raises(ProgrammingError, match="a notice is frozen"), transaction.atomic(), connection.cursor() as now:
        now.execute("DELETE FROM reports_withdrawalnotice")


def told(release: Release) -> list[str]:
    mail.outbox.clear()
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        tasks.tell_of_withdrawal(str(release.id))
        tasks.tell_of_releases()
    return sorted(address for one in mail.outbox for address in one.to)


def test_those_who_were_told_are_told_once_without_figure_or_note(market: Market):
    release = market.release()
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        tasks.tell_of_release(str(release.id))
    withdrawn(market, release)
    assert told(release) == ["carol.council@example.org", "reg.region@example.org"]
    for one in mail.outbox:
        whole = f"{one.subject} {one.body} {one.alternatives}"
        assert SAID in whole and f"/releases/{release.id}/" in whole
        assert "£" not in whole and NOTE not in whole
    assert told(release) == []


def test_nobody_is_told_of_what_they_had_not_been_told_of(market: Market):
    release = withdrawn(market, market.release())
    assert told(release) == [] and untold_withdrawals() == []


@pytest.mark.nightly
def test_a_statutory_table_is_withdrawn_without_any_notice(db: None):
    market = make_market(14, preset="statutory")
    draft = market.draft()
    for who in (market.fay, market.sam):
        releases.approve(by=who, release_id=draft.id)
    assert withdrawn(market, draft).state == "withdrawn"
    assert not WithdrawalNotice.objects.exists()
