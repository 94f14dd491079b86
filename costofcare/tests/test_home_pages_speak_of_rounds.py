"""Whoever has to do with a round meets it at home: what is to do, until when, and who has returned; no answer."""

import pytest

from accounts.actions import roles
from accounts.domain.roles import RoleName
from accounts.models import User
from accounts.tests.pages import client_of, get, text_of
from benchmarking.models import CouncilReturn, RoundMember
from benchmarking.returns.actions import drafts, versions
from benchmarking.returns.queries import versions_of
from benchmarking.tests.made_return import given
from benchmarking.tests.office import Office, at, make_office, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def cast() -> Office:
    return make_office()


def home(who) -> str:
    return text_of(get(who, "home"))


def test_office_sees_who_has_returned_and_what_is_next(cast: Office):
    row = make_round(cast, is_open=False)
    assert "Open the round to its councils" in home(cast.ann) and "Open the round" not in home(cast.ned)
    row.state, row.hypotheses_locked_at = "open", row.made_at
    row.save()
    member = at(row, cast.ashgrove)
    drafts.keep(cast.dora, member, given())
    assert isinstance(versions.send(by=cast.dora, member_id=member.id), CouncilReturn)
    for who in (cast.ann, cast.fay, cast.ned, cast.reg):
        text = home(who)
        assert "1 of 2 councils have returned so far" in text and "Ashgrove Yes," in text and "Barrow No" in text
        assert "21.50" not in text
    for who in (cast.ann, cast.ned):
        assert "Chase: 1 council has not returned" in home(who)
    assert "Chase" not in home(cast.reg) + home(cast.fay)
    row.state = "checking"
    row.save()
    assert "Check what came in, then lock it" in home(cast.ann)
    row.state = "locked"
    row.save()
    assert "Analyse the round, and draft an edition" in home(cast.ann)


def test_council_is_told_what_is_to_do_at_each_step(cast: Office):
    member = at(make_round(cast), cast.ashgrove)
    assert "Fill in your council’s return for “Spring 2025”" in home(cast.carol)
    drafts.keep(cast.carol, member, given())
    assert "Begun" in home(cast.carol)
    assert isinstance(versions.send(by=cast.carol, member_id=member.id), CouncilReturn)
    assert "Waits for Dora Director" in home(cast.carol) and "Read and approve version 1" in home(cast.dora)
    versions.approve(by=cast.dora, member_id=member.id, version_id=CouncilReturn.objects.get().id)
    assert "your return is approved" in home(cast.carol) and "Read and approve" not in home(cast.dora)


def test_menu_of_an_office_has_its_rounds_and_no_returns(cast: Office):
    for who, there in ((cast.ann, True), (cast.reg, True), (cast.ned, True), (cast.dev, False)):
        page = client_of(who).get("/home/").content.decode()
        assert ('href="/benchmarking/rounds/"' in page.partition("<main")[0]) == there
    menu = client_of(cast.ann).get("/home/").content.decode().partition("<main")[0]
    assert "Calculations" not in menu and "Desk" not in menu


def test_nobody_reads_a_round_and_commissions_for_a_council_in_it(cast: Office):
    row = make_round(cast)
    member = at(row, cast.ashgrove)
    drafts.keep(cast.dora, member, given())
    assert isinstance(versions.send(by=cast.dora, member_id=member.id), CouncilReturn)
    assert versions_seen(cast) == 1
    ann = User.objects.get(id=cast.ann.person_id)
    held = roles.grant(
        by=None, person=ann, name=RoleName.COMMISSIONER, authority_id=cast.barrow.id, scope_label="Barrow"
    )
    assert versions_seen(cast) == 0
    client = client_of(cast.ann)
    client.post("/account/role/", {"role": str(ann.roles.get(name="analyst").id)})
    answer = client.get(f"/benchmarking/rounds/{row.id}/councils/{member.id}/", follow=True)
    assert "You are a commissioner of Barrow as well" in text_of(answer) and "21.50" not in text_of(answer)
    roles.end(by=cast.ann, role=held)
    assert versions_seen(cast) == 1


def versions_seen(cast: Office) -> int:
    return versions_of(cast.ann, RoundMember.objects.get(authority=cast.ashgrove)).count()
