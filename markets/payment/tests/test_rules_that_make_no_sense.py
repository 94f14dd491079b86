"""A rule that makes no sense is refused with its row, its key and a sentence."""

import pytest

from markets.payment.domain.rule_file import rules_from

SOUND = {"key": "one", "basis": "actual", "precision": "minute_down", "rounding": "nearest", "step_minutes": "5"}
TABLE = SOUND | {"rounding": "none", "step_minutes": ""}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SOUND | {"key": ""}, "a key of its own"),
        (SOUND | {"basis": "claimed"}, "“basis” is “claimed”; expected is planned, actual, actual_ends."),
        (SOUND | {"precision": "hour"}, "“precision” is “hour”"),
        (SOUND | {"rounding": "sideways"}, "“rounding” is “sideways”"),
        (SOUND | {"rounding": "up_after_grace"}, "expected are its minutes of grace"),
        (SOUND | {"step_minutes": ""}, "to what steps is it rounded?"),
        (SOUND | {"step_minutes": "0"}, "to what steps is it rounded?"),
        (SOUND | {"step_minutes": "-5"}, "“step_minutes” is “-5”; expected are minutes from 0 to 1,440"),
        (SOUND | {"step_minutes": "0.001"}, "in whole seconds"),
        (SOUND | {"step_minutes": "9" * 30}, "expected are minutes"),
        (SOUND | {"minimum_minutes": "1e400"}, "expected are minutes"),
        (SOUND | {"tolerance_under": "5.5", "tolerance_unit": "percent"}, "whole per cent of planned"),
        (SOUND | {"tolerance_under": "5", "tolerance_unit": "miles"}, "“tolerance_unit” is “miles”"),
        (SOUND | {"cap": "planned-5"}, "expected is planned, or planned+5"),
        (SOUND | {"table": "0-1440:="}, "has a table or rounds, not both"),
        (TABLE | {"precision": "second", "table": "0-1440:="}, "A table speaks of whole minutes"),
        (TABLE | {"table": "0-4:0;6-1440:="}, "says nothing for 5 to 5 minutes"),
        (TABLE | {"table": "0-4:0;4-1440:="}, "says two things for 4 to 4 minutes"),
        (TABLE | {"table": "0-90:="}, "says nothing for 91 to 1440 minutes"),
        (TABLE | {"table": "0-4"}, "“0-4” is not read"),
        (TABLE | {"table": "9-4:0;0-1440:="}, "run from a minute to a later one"),
    ],
)
def test_what_is_said(row: dict[str, str], said: str):
    rules, faults = rules_from([row])
    assert rules == {} and len(faults) == 1
    assert said in faults[0].message and faults[0].message.startswith("Row 2, rule “")


def test_a_key_that_comes_twice():
    rules, faults = rules_from([SOUND, SOUND])
    assert list(rules) == ["one"] and [fault.row for fault in faults] == [3]


def test_one_half_of_a_tolerance_leaves_the_other_at_nothing():
    (rule,) = rules_from([SOUND | {"tolerance_under": "5", "tolerance_unit": "minutes"}])[0].values()
    assert rule.tolerance is not None and (rule.tolerance.under, rule.tolerance.over) == (300, 0)
