"""A return typed online comes to the same answers, findings and costs as its workbook, to the penny."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.text import slugify

from accounts.tests.pages import post
from costing.forms import CURRENT
from costing.formulas.costs import Costs
from costing.report import check_raw
from costing.sandbox import read_bytes
from costing.serialisation import costs_from
from costing.tests.returns import EXAMPLES as FOLDER
from costing.tests.returns import every_example, example, expected_columns
from costing.workbook import write_workbook
from register.models import Participation
from submissions.domain.online.differences import differences
from submissions.domain.online.typed_answers import answers_of, as_prefilled, typed_from
from submissions.models import Version
from submissions.tests.cast import hand_in, make_exercise, take_part, workbook_for
from submissions.tests.online import answers_of_example, standing, typed_of

EXAMPLES = every_example()
# One of the other service by night, and all of them as proofs.
MARKS = {"care_home_1": pytest.mark.nightly}
OTHERS = [pytest.param(name, marks=MARKS.get(name, pytest.mark.proof)) for name in EXAMPLES if name != "homecare_3"]
TOLERANCE = Decimal("0.00005")  # the worked examples are printed to six places


@pytest.fixture
def place_of(cast):
    """A location that owes the return of an example, at the prices of the example's own day."""

    def made(named: str) -> Participation:
        given = example(named)
        day = date.fromisoformat(given["answers"]["price_date"])
        exercise = make_exercise(cast.authority, "Exercise", service=given["service"], price_date=day)
        return take_part(exercise, cast.elm, "Elm Tree Place", "1-100000009")

    return made


def fill_in_pages(by, place, typed) -> Version:
    """Each page as a browser sends it, and then the button that finishes."""
    form = standing(by, place).form
    for sheet in form.sheets:
        on_sheet = {question.key: typed[question.key] for question in form.questions_on(sheet)}
        post(by, "submissions:online_section", place.id, slugify(sheet), **{"on-number": "0"}, **on_sheet)
    post(by, "submissions:online_answers", place.id)
    return Version.objects.get(submission__participation=place)


def test_every_example_that_there_is_is_tried():
    assert sorted(EXAMPLES) == sorted(file.stem for file in FOLDER.glob("*.json"))
    assert {example(named)["service"] for named in EXAMPLES} == set(CURRENT)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize("named", ["homecare_3", *OTHERS])
def test_an_example_entered_online_gives_what_its_workbook_gives(cast, place_of, named):
    place = place_of(named)
    online = fill_in_pages(cast.ada, place, typed_of(named, place))
    uploaded = hand_in(cast.tom, place, workbook_for(place, named))
    assert online.upload is None
    assert {key: one["value"] for key, one in online.answers.items()} == {
        key: one["value"] for key, one in uploaded.answers.items()
    }
    assert online.is_accepted
    assert costs_from(online.costs) == costs_from(uploaded.costs)
    assert far_from(costs_from(online.costs), expected_columns(named)) == []
    assert serious(online) == serious(uploaded)
    assert (online.layer, online.is_accepted) == (uploaded.layer, uploaded.is_accepted)


def far_from(costs: Costs, expected: dict[str, dict[str, str | None]]) -> list[tuple[str, str]]:
    """Lines that are not what was worked out for the example, or are in one of the two alone."""
    ours = {(column, line): cost for column, lines in costs.columns.items() for line, cost in lines.items()}
    theirs = {(column, line): figure for column, lines in expected.items() for line, figure in lines.items()}
    both = ours.keys() & theirs.keys()
    return [key for key in sorted(ours.keys() | theirs.keys()) if key not in both or not agree(ours[key], theirs[key])]


def agree(ours: Decimal | None, theirs: str | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return abs(ours - Decimal(theirs)) <= TOLERANCE


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
