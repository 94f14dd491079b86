"""Whom a message goes to, and who is left out and why; held to a slow, plain twin."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagement.campaigns.domain.audience import (
    AtALocation,
    AudienceRule,
    LocationNow,
    MessageAudience,
    Missed,
    PersonNow,
    Who,
    Why,
    audience,
    rules_for,
)
from engagement.campaigns.domain.audience_rules import document_of, rule_from
from engagement.domain.owner_team import OwnerTeam

TODAY = date(2026, 11, 23)
ELM, OAK = UUID(int=1), UUID(int=2)


def place(key: UUID = ELM, **changed: object) -> LocationNow:
    values = {"name": f"Place {key.int}", "provider": "Elm", "last_day": TODAY + timedelta(days=30)}
    return LocationNow(participation_id=key, **(values | changed))


def person(number: int = 1, *at: UUID, address: str = "", **changed: object) -> PersonNow:
    values = {"name": f"Person {number}", "participation_ids": frozenset(at or (ELM,))}
    return PersonNow(
        person_id=UUID(int=100 + number), address=address or f"p{number}@example.org", **(values | changed)
    )


def addresses(of: MessageAudience) -> list[str]:
    return [each.address for each in of.recipients]


def whys(of: MessageAudience) -> list[Why]:
    return [each.why for each in of.left_out]


def test_one_who_answers_for_two_locations_gets_one_mail_that_names_both():
    found = audience(AudienceRule(), [place(ELM), place(OAK)], [person(1, ELM, OAK)], TODAY)
    assert [each.participation_ids for each in found.recipients] == [(ELM, OAK)]


def test_one_address_of_two_people_gets_one_mail():
    people = [person(1, address="Office@example.org"), person(2, address="office@EXAMPLE.org")]
    assert len(audience(AudienceRule(), [place()], people, TODAY).recipients) == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"is_relevant": False}, Why.NOT_RELEVANT),
        ({"is_received": True}, Why.RETURN_IN),
        ({"has_declined": True}, Why.DECLINED),
        ({"has_one_to_one": True}, Why.ONE_TO_ONE),
    ],
)
def test_a_location_that_is_not_written_to_is_listed_with_the_reason(changed, why):
    found = audience(AudienceRule(), [place(**changed)], [person()], TODAY)
    assert found.recipients == () and whys(found) == [why]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"marks": frozenset({"opted_out"})}, Why.OPTED_OUT),
        ({"marks": frozenset({"bad_address"})}, Why.BAD_ADDRESS),
        ({"marks": frozenset({"left"})}, Why.LEFT),
        ({"address": "no at"}, Why.MALFORMED),
        ({"address": "a@b.org\nBcc: all@b.org"}, Why.MALFORMED),
        ({"address": " "}, Why.NO_ADDRESS),
    ],
)
def test_so_is_a_person(changed, why):
    found = audience(AudienceRule(), [place()], [person(**changed)], TODAY)
    assert found.recipients == () and whys(found) == [why]


def test_a_location_without_anybody_is_listed_too():
    assert whys(audience(AudienceRule(), [place()], [], TODAY)) == [Why.NO_ADDRESS]


def test_the_right_person_gets_it_alone_unless_they_cannot_be_written_to():
    right = person(1, right_for=frozenset({ELM}))
    assert addresses(audience(AudienceRule(), [place()], [right, person(2)], TODAY)) == ["p1@example.org"]
    everybody = AudienceRule(at_a_location=AtALocation.EVERYBODY)
    assert len(audience(everybody, [place()], [right, person(2)], TODAY).recipients) == 2
    gone = person(1, right_for=frozenset({ELM}), marks=frozenset({"bad_address"}))
    found = audience(AudienceRule(), [place()], [gone, person(2)], TODAY)
    assert addresses(found) == ["p2@example.org"] and whys(found) == [Why.BAD_ADDRESS]


def test_whoever_has_had_the_step_does_not_get_it_again():
    found = audience(
        AudienceRule(), [place()], [person(1, address="P1@Example.org")], TODAY, frozenset({"p1@example.org"})
    )
    assert found.recipients == () and whys(found) == [Why.HAD_IT]


@pytest.mark.parametrize(
    ("who", "yes", "no"),
    [
        (Who.NOT_OPENED, {}, {"used_on": TODAY}),
        (Who.OPENED, {"used_on": TODAY}, {}),
        (Who.OLD_DRAFT, {"last_used_on": TODAY - timedelta(days=8)}, {"last_used_on": TODAY - timedelta(days=7)}),
        (Who.CLOSING_SOON, {"last_day": TODAY + timedelta(days=7)}, {"last_day": TODAY + timedelta(days=8)}),
        (Who.CLOSING_SOON, {"last_day": TODAY}, {"last_day": TODAY - timedelta(days=1)}),
        (Who.FEW_EMAILS, {"emails": 2}, {"emails": 3}),
    ],
)
def test_each_rule_reaches_just_whom_it_says(who, yes, no):
    found = audience(AudienceRule(who), [place(ELM, **yes), place(OAK, **no)], [person(1, ELM), person(2, OAK)], TODAY)
    assert addresses(found) == ["p1@example.org"] and found.left_out == ()


def test_filters_hold_beside_the_rule():
    places = [place(ELM, zone="North", is_contracted=True), place(OAK, zone="South", is_contracted=None)]
    people = [person(1, ELM), person(2, OAK)]
    assert addresses(audience(AudienceRule(contracted=True), places, people, TODAY)) == ["p1@example.org"]
    assert addresses(audience(AudienceRule(contracted=False), places, people, TODAY)) == []
    assert addresses(audience(AudienceRule(zones=("South",)), places, people, TODAY)) == ["p2@example.org"]
    missed = [place(ELM, has_missed=True), place(OAK)]
    assert addresses(audience(AudienceRule(missed=Missed(ELM, "A forum")), missed, people, TODAY)) == ["p1@example.org"]


def test_the_council_is_offered_no_rule_about_drafts():
    assert set(rules_for(OwnerTeam.TEAM)) - set(rules_for(OwnerTeam.COUNCIL)) == {Who.OLD_DRAFT}


def test_a_rule_is_kept_whole_and_an_unknown_one_is_no_rule():
    rule = AudienceRule(
        Who.OPENED, AtALocation.EVERYBODY, False, ("North",), ("Large",), Missed(UUID(int=7), "Workshop")
    )
    assert rule_from(document_of(rule)) == rule
    with pytest.raises(ValueError):
        rule_from(document_of(rule) | {"who": "all_the_world"})


MARKS = st.frozensets(st.sampled_from(["opted_out", "bad_address", "left", "wrong_number"]), max_size=1)
PLACES = st.lists(
    st.builds(
        place,
        st.sampled_from([UUID(int=key) for key in range(1, 6)]),
        is_received=st.booleans(),
        has_declined=st.booleans(),
        used_on=st.sampled_from([None, TODAY]),
    ),
    unique_by=lambda each: each.participation_id,
    max_size=5,
)
PEOPLE = st.lists(
    st.builds(
        lambda number, at, address, marks: person(number, *at, address=address, marks=marks),
        st.integers(1, 8),
        st.lists(st.sampled_from([UUID(int=key) for key in range(1, 6)]), min_size=1, max_size=3),
        st.sampled_from(["a@x.org", "A@X.org", "b@x.org", "c@x.org", "nobody", ""]),
        MARKS,
    ),
    unique_by=lambda each: each.person_id,
    max_size=5,
)


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(PLACES, PEOPLE)
def test_it_agrees_with_a_plain_twin(places, people):
    found = audience(AudienceRule(Who.NOT_OPENED), places, people, TODAY)
    expected: dict[str, set[UUID]] = {}
    for location in places:
        for somebody in people:
            may = not (location.is_received or location.has_declined or location.used_on)
            fit = "@" in somebody.address and not somebody.marks & {"opted_out", "bad_address", "left"}
            if may and fit and location.participation_id in somebody.participation_ids:
                expected.setdefault(somebody.address.lower(), set()).add(location.participation_id)
    assert {each.address.lower(): set(each.participation_ids) for each in found.recipients} == expected
    accounted = {key for each in found.recipients for key in each.participation_ids}
    accounted |= {each.participation_id for each in found.left_out}
    assert accounted == {each.participation_id for each in places if not each.used_on}
