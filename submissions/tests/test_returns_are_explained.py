"""An unusual figure is changed or explained; the explanation is remembered while the figure stays."""

import pytest

from accounts.tests.in_turn import first_by_day
from register.models import Participation
from submissions import queries
from submissions.actions import explanations
from submissions.domain.explanations import unexplained
from submissions.domain.reasons import reason_label, reasons_for
from submissions.models import Explanation, Return
from submissions.tests.cast import (
    OUTSIDERS,
    hand_in,
    mostly_by_night,
    on_page,
    outsider,
    refused,
    submitted,
    workbook_for,
)

pytestmark = pytest.mark.django_db


def low_pay(cast, rate="11.00", **more) -> Return:
    version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate=rate, **more))
    return Return.objects.get(id=version.submission_id)


def explain(context, submission, *, code="H05", key="basic_pay_rate", reason="apprentices", words="Two apprentices."):
    with on_page(context):
        return explanations.explain(by=context, return_id=submission.id, code=code, key=key, reason=reason, words=words)


def asked(cast, submission) -> list[str]:
    with on_page(cast.ada):
        return [found.code for found in queries.still_to_explain(cast.ada, queries.return_for(cast.ada, submission.id))]


def test_what_is_explained_is_asked_no_more(cast):
    submission = low_pay(cast)
    assert asked(cast, submission) == ["H05"]
    explanation = explain(cast.tom, submission)
    assert asked(cast, submission) == []
    assert (explanation.value, explanation.reason, explanation.words) == ("11", "apprentices", "Two apprentices.")
    assert explanation.explained_by_id == cast.tom.person_id


def test_it_is_remembered_in_the_next_version_while_the_figure_stays(cast):
    submission = low_pay(cast)
    explain(cast.ada, submission)
    low_pay(cast, marketing_cost="301")
    assert asked(cast, submission) == []


def test_another_figure_is_asked_anew(cast):
    submission = low_pay(cast)
    explain(cast.ada, submission)
    low_pay(cast, rate="10.50")
    assert asked(cast, submission) == ["H05"]


def test_and_the_first_figure_is_still_remembered_when_it_comes_back(cast):
    submission = low_pay(cast)
    explain(cast.ada, submission)
    low_pay(cast, rate="10.50")
    low_pay(cast, marketing_cost="302")
    assert asked(cast, submission) == []


def test_a_better_explanation_replaces_the_first(cast):
    submission = low_pay(cast)
    explain(cast.ada, submission)
    explain(cast.tom, submission, reason="under_age", words="Three school leavers.")
    (explanation,) = Explanation.objects.all()
    assert (explanation.reason, explanation.words) == ("under_age", "Three school leavers.")


def test_a_total_out_of_range_is_remembered_by_the_total(cast):
    """A finding of the whole return has no answer of its own; another total is another thing to explain."""
    submission = low_pay(cast, rate="13.10", insurance_cost="2000000")
    assert "H16" in asked(cast, submission)
    explain(cast.ada, submission, code="H16", key="", reason="specialist", words="Complex care.")
    assert "H16" not in asked(cast, submission)
    low_pay(cast, rate="13.10", insurance_cost="3000000")
    assert "H16" in asked(cast, submission)


@pytest.mark.parametrize(
    ("given", "because"),
    first_by_day(
        [
            ({"words": "   "}, "say in a few words"),
            ({"words": "x" * 1001}, "at most 1,000"),
            ({"reason": "because"}, "reason from the list"),
            ({"reason": ""}, "reason from the list"),
            ({"code": "H01", "key": "visits_30"}, "nothing to explain"),
            ({"key": "careworkers"}, "nothing to explain"),
        ],
        2,
    ),
)
def test_what_explains_nothing_is_refused_in_words(cast, given, because):
    assert because in refused(explain(cast.ada, low_pay(cast), **given))
    assert not Explanation.objects.exists()


def test_a_reason_of_another_check_does_not_do(cast):
    assert "from the list" in refused(explain(cast.ada, low_pay(cast), reason="rural"))


def test_not_what_must_be_put_right_nor_what_is_for_analysts(cast):
    Participation.objects.update(weight=1)
    submission = low_pay(cast, careworkers="")
    assert refused(explain(cast.ada, submission, code="R03", key="careworkers", reason="other"))
    assert refused(explain(cast.ada, submission, code="H11", key="share_this_authority", reason="other"))


def test_nothing_is_explained_in_a_return_that_was_handed_in(cast):
    done = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00"))
    assert "Take it back first" in refused(explain(cast.ada, done, words="On second thoughts."))


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS[:-1], "dev", "fay"))
def test_nobody_explains_for_a_provider(cast, name):
    assert explain(outsider(cast, name), low_pay(cast)) is None


def test_the_team_reads_explanations(cast):
    submission = low_pay(cast)
    explain(cast.ada, submission)
    for context, count in ((cast.dev, 1), (cast.fay, 1), (cast.bea, 0), (cast.carol, 0), (cast.gus, 0)):
        with on_page(context):
            assert queries.explanations_of(context, submission).count() == count


def test_low_pay_may_be_that_of_apprentices_or_of_the_young():
    assert [reason.value for reason in reasons_for("H05")][:2] == ["apprentices", "under_age"]
    assert "Apprentices" in reason_label("H05", "apprentices")


def test_every_check_has_reasons_and_none_twice():
    for code in ("H01", "C12", "P02", "R07", "X99"):
        values = [reason.value for reason in reasons_for(code)]
        assert values[-1] == "other"
        assert len(values) == len(set(values))


class Found:
    def __init__(self, code, key, value, severity="explain", audience="provider"):
        self.code, self.key, self.value, self.severity, self.audience = code, key, value, severity, audience


def test_code_key_and_value_must_all_agree():
    found = Found("H05", "basic_pay_rate", "11")
    given = [Found("H05", "basic_pay_rate", "11.5"), Found("H19", "basic_pay_rate", "11"), Found("H05", "", "11")]
    assert unexplained([found], given) == [found]
    assert unexplained([found], [*given, Found("H05", "basic_pay_rate", "11")]) == []


def test_only_what_asks_the_provider_counts():
    notes = [
        Found("H06", "", "", "note"),
        Found("H11", "", "", "explain", "analyst"),
        Found("R03", "a", "", "must_fix"),
    ]
    assert unexplained(notes, []) == []
