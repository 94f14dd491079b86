"""The fee lab: start, change, try, compare, copy, freeze and throw away, each for whom it is meant."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from accounts.domain.context import Context
from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.fees.actions import scenarios
from markets.fees.domain.saved_scenario import digest_of
from markets.fees.forms import typed_from
from markets.fees.queries import scenarios_for
from markets.fees.tests.typed_fees import worked_example
from markets.models import FeeScenario
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def as_kept(value: Any) -> Any:
    """Return a document as pages keep it: numbers as texts."""
    return {key: as_kept(one) for key, one in value.items()} if isinstance(value, dict) else str(value)


INPUTS = as_kept(worked_example()["inputs"])


@pytest.fixture
def cast() -> Council:
    return make_council()


def a_scenario(by: Context, name: str = "First") -> FeeScenario:
    done = scenarios.start(by=by, name=name, inputs=INPUTS)
    assert isinstance(done, FeeScenario)
    return done


def typed(row: FeeScenario, **changed: str) -> dict[str, str]:
    row.refresh_from_db()
    return {**typed_from(row.inputs, row.council, name=row.name, note=row.note), "edition": str(row.edition), **changed}


def test_nothing_yet(cast: Council):
    assert "No scenario yet" in text_of(get(cast.carol, "markets:scenario_list"))


def test_a_new_one_begins_with_the_rates_of_its_day_and_is_made_once(cast: Council):
    page = {"name": "New", "price_date_0": "1", "price_date_1": "4", "price_date_2": "2026", "once": str(uuid4())}
    first, second = (post(cast.carol, "markets:scenario_new", **page) for _ in range(2))
    row = scenarios_for(cast.dev).get()
    assert row.inputs["nlw"] == row.inputs["pay"] == "12.71"
    assert "A fair fee" in text_of(first) and first.redirect_chain == second.redirect_chain
    page |= {"price_date_2": "1990"}
    assert "The statutory rates of that day are not known" in text_of(post(cast.carol, "markets:scenario_new", **page))


def test_what_is_typed_is_worked_out_and_kept_only_if_asked(cast: Council):
    row = a_scenario(cast.carol)
    assert "£29.78" in text_of(get(cast.dev, "markets:scenario_lab", row.id))
    tried = text_of(post(cast.carol, "markets:scenario_lab", row.id, **typed(row, pay="13.45")))
    assert "£31.04" in tried and "Nothing is kept until you save" in tried
    assert "£29.78" in text_of(get(cast.carol, "markets:scenario_lab", row.id))
    given = typed(row, pay="£13.45", note="Real Living Wage", zone_1_fee="28.50", zone_1_hours="1,000", save="1")
    kept = text_of(post(cast.carol, "markets:scenario_lab", row.id, **given))
    assert "First is saved." in kept and "£31.04" in kept and "Not carried" in kept
    assert "£131,8" in kept  # (31.035397 − 28.50) · 52,000


def test_two_tabs_do_not_overwrite_each_other(cast: Council):
    row = a_scenario(cast.carol)
    first, second = typed(row, pay="13", save="1"), typed(row, pay="14", save="1")
    assert "is saved" in text_of(post(cast.carol, "markets:scenario_lab", row.id, **first))
    answer = text_of(post(cast.dev, "markets:scenario_lab", row.id, **second))
    assert "was changed by" in answer and "£32" in answer
    row.refresh_from_db()
    assert row.inputs["pay"] == "13"


@pytest.mark.parametrize(
    ("changed", "said"),
    first_by_day(
        [
            ({"pay": "lots"}, "“lots” is not a number"),
            ({"pay": ""}, "Enter pay per contact hour"),
            ({"pay": "9" * 27}, "is not possible; expected is a number from 0 to 1,000"),
            ({"pay": "1e400"}, "“1e400” is not a number"),
            ({"hours_per_week": "0"}, "0 is not possible"),
            (
                {"margin": "100"},
                "100 % of the price is not possible; expected is less, as it leaves nothing for the cost",
            ),
            ({"sick_share": "101"}, "Sickness: 101 is not possible; expected is a number from 0 to 100 per cent"),
            ({"length_0_share": "120"}, "Per cent of visits, length 1: 120 is not possible"),
            ({"length_0_share": "20"}, "The visit lengths have to add up to 100 %: they are 110 %"),
            (
                dict.fromkeys([f"length_{n}{end}" for n in range(8) for end in ("", "_share")], ""),
                "Enter at least one length",
            ),
            ({"length_0": "30"}, "Two rows are of 30 minutes"),
            ({"length_0": ""}, "Enter minutes and per cent of length 1"),
            ({"zone_0": "mixed"}, "Two zones are called “mixed”"),
            ({"zone_0": ""}, "Name zone 1, or clear its row"),
            ({"zone_0_t": ""}, "Enter travel minutes a visit in “urban”"),
            ({"zone_0_fee": "-3"}, "Enter Today’s fee"),
            ({"name": ""}, "Give the scenario a name"),
            ({"margin_basis": "luck"}, "Choose what the return on operations is a share of"),
        ],
        4,
    ),
)
def test_what_cannot_be_is_said_and_nothing_is_lost(cast: Council, changed: dict[str, str], said: str):
    row = a_scenario(cast.carol)
    answer = post(cast.carol, "markets:scenario_lab", row.id, **typed(row, save="1", note="Kept", **changed))
    assert said in text_of(answer) and "Kept" in answer.content.decode()
    row.refresh_from_db()
    assert row.edition == 1


def test_side_by_side_what_differs_comes_first_then_what_it_comes_to(cast: Council):
    one, two = a_scenario(cast.carol, "One"), a_scenario(cast.carol, "Two")
    post(cast.carol, "markets:scenario_lab", two.id, **typed(two, pay="13.45", name="Two", save="1"))
    page = text_of(get(cast.carol, "markets:scenario_compare", scenario=[str(one.id), str(two.id), "nonsense"]))
    assert "mixed: fair fee an hour £29.78 £31.04 (+£1.26)" in page
    assert page.index("What differs") < page.index("What it comes to")
    assert "Pay per contact hour, £ per hour 12.6 13.45" in page and "Mileage" not in page
    assert "Nothing to compare" in text_of(get(cast.carol, "markets:scenario_compare"))


def test_a_frozen_one_never_changes_and_its_copy_does(cast: Council):
    row = a_scenario(cast.carol)
    assert "is frozen" in text_of(post(cast.carol, "markets:scenario_freeze", row.id))
    row.refresh_from_db()
    assert row.digest == digest_of(row.inputs, row.council, row.result)
    assert "never changes" in text_of(post(cast.dev, "markets:scenario_lab", row.id, **typed(row, save="1")))
    assert "never changes" in text_of(post(cast.dev, "markets:scenario_throw_away", row.id))
    for change in ("UPDATE markets_feescenario SET name = 'x'", "DELETE FROM markets_feescenario"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert "Copied" in text_of(post(cast.dev, "markets:scenario_copy", row.id, name="Copied"))
    copied = scenarios_for(cast.carol).get(name="Copied")
    assert not copied.is_frozen and copied.inputs == row.inputs


def test_what_a_colleague_has_changed_meanwhile_is_not_frozen_unseen(cast: Council):
    row = a_scenario(cast.carol)
    seen = str(row.edition)
    assert "is saved" in text_of(post(cast.dev, "markets:scenario_lab", row.id, **typed(row, pay="13", save="1")))
    answer = text_of(post(cast.carol, "markets:scenario_freeze", row.id, edition=seen))
    assert "was changed by Dev Analyst" in answer and "before you freeze it" in answer
    row.refresh_from_db()
    assert not row.is_frozen
    assert "is frozen" in text_of(post(cast.carol, "markets:scenario_freeze", row.id, edition=str(row.edition)))


def test_what_is_thrown_away_is_gone_and_its_copies_stay(cast: Council):
    row = a_scenario(cast.carol)
    copied = scenarios.copy(by=cast.carol, scenario_id=row.id, name="Copy")
    assert "First is thrown away" in text_of(post(cast.carol, "markets:scenario_throw_away", row.id))
    assert [one.id for one in scenarios_for(cast.carol)] == [copied.id]
    assert AuditEvent.objects.filter(subject_kind="fee scenario").count() == 3


def test_nobody_else_finds_it(cast: Council):
    row = a_scenario(cast.carol)
    for who in (cast.ada, cast.ned, cast.reg, cast.alex, cast.una, cast.eve, None):
        assert is_kept_out(who, get(who, "markets:scenario_list"))
    for who in (cast.ada, cast.gus, cast.cora, cast.eve, None):
        assert is_kept_out(who, get(who, "markets:scenario_lab", row.id))
        for act in ("copy", "freeze", "throw_away"):
            assert is_kept_out(who, post(who, f"markets:scenario_{act}", row.id, name="x"))
    assert str(row.id) not in get(cast.gus, "markets:scenario_list").content.decode()
