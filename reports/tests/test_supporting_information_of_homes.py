from decimal import Decimal

from costing.forms import CURRENT
from costing.tests.returns import report_on
from reports.domain.supporting_information import ASKED, asked_in, named


def asked(name: str, **changed: str):
    answers = report_on(name, **changed).answers.by_key
    return asked_in("care_home", {key: answer.normal for key, answer in answers.items()})


def test_residents_hours_and_pay_stand_beside_the_lines():
    found = asked("care_home_1")
    assert found["occupied_residential_enhanced"] == 10
    assert found["care_hours_nursing"] == 22
    assert found["nurse_hours_nursing_enhanced"] == Decimal("12.5")
    assert found["freehold_value_per_bed"] == 75000


def test_a_category_without_residents_is_no_figure_rather_than_zero():
    found = asked("care_home_2")
    missing = {key for key, value in found.items() if value is None}
    nursing = {
        f"{kind}_{c}" for kind in ("occupied", "care_hours", "nurse_hours") for c in ("nursing", "nursing_enhanced")
    }
    assert missing == nursing | {"nurse_basic_pay_rate", "freehold_value_per_bed"}


def test_everything_that_is_shown_has_a_name_and_a_unit():
    for service, keys in ASKED.items():
        form = CURRENT[service]
        drivers = report_on(f"{service}_1").costs.drivers
        assert set(keys) <= set(form.by_key)
        assert all(named(form, key).unit for key in (*keys, *drivers))
