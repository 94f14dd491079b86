"""A return typed online comes to the same answers, findings and costs as its workbook, to the penny."""

import pytest

from submissions.actions import finishing
from submissions.domain.forms import CURRENT
from submissions.domain.online.differences import differences
from submissions.domain.online.typed import answers_of, as_prefilled, typed_from
from submissions.domain.report import check_raw
from submissions.domain.stored import costs_from
from submissions.domain.workbook import write_workbook
from submissions.models import Version
from submissions.sandbox import read_bytes
from submissions.tests.cast import behind_the_wall, hand_in, make_exercise, take_part, workbook_for
from submissions.tests.online import answers_of_example, type_in, typed_of
from submissions.tests.returns import example, example_names

EXAMPLES = [name for service in CURRENT for name in example_names(service)]


def finish(by, participation) -> Version:
    with behind_the_wall(by):
        done = finishing.finish(by=by, participation_id=participation.id)
    assert isinstance(done, Version), done
    return done


@pytest.fixture
def places(cast):
    homes = make_exercise(cast.authority, "Care homes 2026", service="care_home")
    home = take_part(homes, cast.elm, "Elm House", "1-100000009")
    return {"homecare": cast.at_elm, "care_home": home}


@pytest.mark.django_db
@pytest.mark.parametrize("named", EXAMPLES)
def test_an_example_entered_online_gives_what_its_workbook_gives(cast, places, named):
    given = example(named)
    place = places[given["service"]]
    type_in(cast.ada, place, typed_of(named, place))
    online = finish(cast.ada, place)
    uploaded = hand_in(cast.tom, place, workbook_for(place, named))
    assert online.upload is None
    assert {key: one["value"] for key, one in online.answers.items()} == {
        key: one["value"] for key, one in uploaded.answers.items()
    }
    assert costs_from(online.costs) == costs_from(uploaded.costs)
    assert serious(online) == serious(uploaded)
    assert (online.layer, online.is_accepted) == (uploaded.layer, uploaded.is_accepted)


def serious(version):
    found = version.findings.exclude(severity="note").values_list("code", "key", "message")
    return sorted(found)


@pytest.mark.parametrize("named", EXAMPLES)
def test_what_stands_online_is_the_same_after_a_round_through_a_workbook(named):
    before = answers_of_example(named)
    form = CURRENT[before.service]
    typed = typed_from(form, before)
    assert differences(form, before, answers_of(form, typed)) == ()
    book = write_workbook(form, prefilled=as_prefilled(answers_of(form, typed)))
    after = check_raw(read_bytes(book)).answers
    assert after is not None
    assert differences(form, before, after) == ()
    assert typed_from(form, after) == typed


def test_exactly_what_changed_is_named_old_and_new():
    before = answers_of_example("homecare_3")
    changed = {"basic_pay_rate": "13.25", "share_nhs": "0.0501", "payment_rule": "other", "it_cost": "9600.004"}
    after = answers_of_example("homecare_3", **changed)
    found = differences(CURRENT["homecare"], before, after)
    assert [one.key for one in found] == ["share_nhs", "basic_pay_rate", "it_cost", "payment_rule"]
    assert (found[1].before, found[1].after) == ("£13.10 per hour", "£13.25 per hour")
    assert found[0].after == "5.01 %"
    assert (found[2].before, found[2].after) == ("£9,600.00 in the cost year", "£9,600.004 in the cost year")
