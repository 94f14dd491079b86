"""A council fills in, sends and approves its return; who may not is told, and nothing that was typed is lost."""

from datetime import date

import pytest
from django.core import mail
from django.test import TestCase

from accounts.domain.refusal import Refusal
from accounts.models import AuditEvent
from accounts.tests.pages import get, text_of
from benchmarking.models import CouncilReturn, MemberConsent, RoundMember
from benchmarking.returns.actions import drafts, table_rows, versions
from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.returns.queries import draft_of, read_whole, standing_typed, versions_of
from benchmarking.rounds.actions import members, rounds
from benchmarking.rounds.domain.consent import ConsentBlock
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.queries import consent_standing, own_memberships
from benchmarking.tests.made_return import PRICE, PROVIDER, given
from benchmarking.tests.office import Office, at, make_round

pytestmark = pytest.mark.usefixtures("no_second_factor")
MODEL = next(page for page in PROFILE.pages if page.title == "Model")


@pytest.fixture
def member(cast: Office) -> RoundMember:
    return at(make_round(cast), cast.ashgrove)


def because(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.because


def test_what_a_commissioner_sends_waits_for_the_delegate_who_is_written_to(cast: Office, member: RoundMember):
    drafts.keep(cast.carol, member, given())
    with TestCase.captureOnCommitCallbacks(execute=True):
        row = versions.send(by=cast.carol, member_id=member.id)
    assert isinstance(row, CouncilReturn) and row.approved_at is None
    assert [one.subject for one in mail.outbox if "waits for you" in one.subject]
    assert list(versions_of(cast.ann, member)) == []
    assert because(versions.approve(by=cast.carol, member_id=member.id, version_id=row.id)).endswith("Dora Director.")
    assert versions.approve(by=cast.bert, member_id=member.id, version_id=row.id) is None
    approved = versions.approve(by=cast.dora, member_id=member.id, version_id=row.id)
    assert isinstance(approved, CouncilReturn) and list(versions_of(cast.fay, member)) == [approved]
    assert because(versions.approve(by=cast.dora, member_id=member.id, version_id=row.id)).startswith("This version is")
    member.refresh_from_db()
    assert member.returned_at == approved.approved_at
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"round.opened", "return.sent", "return.approved", "consent.given"} <= verbs


def test_nothing_is_sent_while_something_is_wrong_or_unexplained(cast: Office, member: RoundMember):
    drafts.keep(cast.dora, member, given(zones="", packages_handed_back="281"))
    said = because(versions.send(by=cast.dora, member_id=member.id))
    assert said == "1 thing to put right and 1 thing to explain before it can be sent."
    drafts.keep(cast.dora, member, given(packages_handed_back="281"))
    words = {"B13:packages_handed_back": "Two were handed back on the last day."}
    assert not isinstance(drafts.explain(by=cast.dora, member_id=member.id, words=words), Refusal)
    assert isinstance(versions.send(by=cast.dora, member_id=member.id), CouncilReturn)


def test_the_same_is_not_sent_twice(cast: Office, member: RoundMember):
    drafts.keep(cast.dora, member, given())
    assert isinstance(versions.send(by=cast.dora, member_id=member.id), CouncilReturn)
    assert because(versions.send(by=cast.dora, member_id=member.id)).startswith("Nothing has changed")


def test_two_people_on_a_page_keep_both_words_and_are_told_of_one_that_both_changed(cast: Office, member: RoundMember):
    told = {"by": cast.carol, "member_id": member.id, "page": MODEL}
    drafts.save_page(**told, before={}, typed={"zones": "4"})
    kept = drafts.save_page(**told, before={}, typed={"zones": "7", "allocation": "rota"})
    assert kept.merged.typed["allocation"] == "rota" and kept.merged.typed["zones"] == "4"
    assert [clash.words for clash in kept.merged.clashes] == [
        "Zones or patches: “4” was saved on another page meanwhile. Save again to keep “7”."
    ]


def test_rows_are_added_changed_and_taken_out(cast: Office, member: RoundMember):
    told = {"by": cast.carol, "member_id": member.id, "slug": "prices"}
    assert table_rows.add_row(**told, row=PRICE) == 1
    assert table_rows.add_row(**told, row={**PRICE, "price": "22"}) == 2
    assert because(table_rows.add_row(**told, row={})) == "Fill in the row first."
    assert because(table_rows.change_row(**told, number=1, count=1, row=None)).startswith("The rows have changed")
    assert table_rows.change_row(**told, number=1, count=2, row=None) == 1
    assert standing_typed(cast.carol, member).prices == [{**PRICE, "price": "22"}]


def test_of_two_rows_of_a_provider_one_may_be_kept(cast: Office, member: RoundMember):
    rows = [PROVIDER, {**PROVIDER, "location_id": "1-2"}, {**PROVIDER, "hours_per_week": "38"}]
    drafts.keep(cast.carol, member, given(providers=rows))
    read = read_whole(cast.carol, member, standing_typed(cast.carol, member))
    [said] = [one for one in read.remarks if one.key == "providers" and one.guess]
    assert said.message.startswith(
        "Rows 1 and 3 are both 1-100001340: 11,250.5 and 38 hours. We add them up: 11,288.5."
    )
    assert "No, keep row 1" in text_of(get(cast.carol, "benchmarking:own_return", member.id))
    told = {"by": cast.carol, "member_id": member.id, "key": said.key, "row": said.row}
    drafts.use_guess(**told, guess="row 9")
    drafts.use_guess(**told, guess=said.guess)
    assert standing_typed(cast.carol, member).providers == rows[:2]


def test_consent_is_the_delegate_s_and_she_gets_a_letter(cast: Office, member: RoundMember):
    wanted = dict.fromkeys(ConsentBlock, True)
    with TestCase.captureOnCommitCallbacks(execute=True):
        said = because(members.say_consent(by=cast.carol, member_id=member.id, wanted=wanted))
    assert said == "Consent needs the director or her delegate. We have sent Dora Director a letter."
    assert mail.outbox[-1].to == ["dora.director@example.org"]
    assert MemberConsent.objects.count() == 0
    assert len(members.say_consent(by=cast.dora, member_id=member.id, wanted=wanted)) == 3
    made = members.say_consent(by=cast.dora, member_id=member.id, wanted=wanted | {ConsentBlock.PRICES: False})
    assert [(row.block, row.is_given) for row in made] == [("prices", False)]
    assert consent_standing(cast.ann, member)[ConsentBlock.PRACTICE] is True
    assert consent_standing(cast.reg, member) == dict.fromkeys(ConsentBlock, False)
    assert members.note_on(made, None) == ""
    assert members.note_on(made, date(2025, 6, 3)) == (
        "From the next edition on. The edition of 3 June 2025 stays; it was agreed for it."
    )


def test_a_locked_round_takes_nothing_and_loses_nothing(cast: Office, member: RoundMember):
    drafts.keep(cast.dora, member, given())
    row = member.round
    for state in (RoundState.CHECKING, RoundState.LOCKED):
        row = rounds.move(by=cast.ann, round_id=row.id, state=state, edition=row.edition)
    assert because(versions.send(by=cast.dora, member_id=member.id)).startswith("This round takes no answers now.")
    kept = drafts.save_page(by=cast.dora, member_id=member.id, page=MODEL, before={}, typed={"zones": "9"})
    assert because(kept).startswith("This round takes no answers now.")
    assert draft_of(cast.dora, member).typed["zones"] == "4"


def test_last_round_s_answers_are_offered_and_taken_one_by_one(cast: Office, member: RoundMember):
    drafts.keep(cast.dora, member, given())
    versions.send(by=cast.dora, member_id=member.id)
    later = make_round(cast, name="Spring 2026", reference_week=member.round.reference_week.replace(year=2026, day=6))
    again = at(later, cast.ashgrove)
    drafts.use_last(by=cast.carol, member_id=again.id, keys=frozenset({"zones", "prices"}))
    taken = standing_typed(cast.carol, again)
    assert (taken.typed["zones"], taken.prices, "allocation" in taken.typed) == ("4", [PRICE], False)


def test_a_round_that_is_set_up_is_not_the_council_s_yet(cast: Office):
    make_round(cast, is_open=False)
    assert list(own_memberships(cast.carol)) == []
