"""Whoever is told how much there is to do is told the same: the letter, the pages and the analysts' list."""

import pytest
from django.core import mail

from accounts.tests.pages import get, post, text_of
from submissions import queries
from submissions.models import Explanation
from submissions.tests.cast import as_worker, behind_the_wall, hand_in, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
# One figure that two checks call unusual, one of its own, and one answer that is missing.
SLIPS = {"back_office_cost": "2538", "basic_pay_rate": "12.10", "branch_name": ""}


def sent(cast, **more):
    return hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **SLIPS | more)).submission


def listed(cast):
    with behind_the_wall(cast.dev):
        row = queries.analyst_list(cast.dev, cast.exercise.id, search="Elm Home Care").first()
        assert row is not None
        return row.to_fix, row.to_explain


def left(cast, submission) -> int:
    return len({one.key for one in queries.still_to_explain(cast.ada, submission)})


def test_of_a_figure_that_is_unusual_twice_it_is_one(cast):
    submission = sent(cast)
    found = queries.still_to_explain(cast.ada, submission)
    figures = left(cast, submission)
    assert len(found) > figures > 1
    words = f"{figures} unusual figures to change or explain"
    assert f"1 thing to put right, {words}" in text_of(get(cast.ada, "submissions:findings", submission.id))
    assert f"1 thing to put right and {words}" in mail.outbox[-1].body
    place = text_of(get(cast.ada, "submissions:participation_detail", cast.at_elm.id))
    assert f"1 to put right, {figures} to explain" in place
    assert listed(cast) == (1, figures)


def test_what_is_explained_already_is_left_out_of_the_letter_about_the_next_file(cast):
    submission = sent(cast)
    before = left(cast, submission)
    finding = next(one for one in queries.still_to_explain(cast.ada, submission) if one.key == "basic_pay_rate")
    post(cast.ada, "submissions:explain", submission.id, finding.id, reason="checked", words="So it is.")
    submission = sent(cast, service_users="31")
    assert left(cast, submission) == before - 1
    shown = text_of(get(cast.ada, "submissions:findings", submission.id))
    noun = "figure" if before == 2 else "figures"
    assert f"{before - 1} unusual {noun} to change or explain" in shown
    assert f"{before - 1} unusual {noun} to change or explain" in mail.outbox[-1].body


def test_the_worker_who_writes_the_letter_reads_what_was_explained(cast):
    submission = sent(cast)
    finding = queries.still_to_explain(cast.ada, submission)[0]
    post(cast.ada, "submissions:explain", submission.id, finding.id, reason="checked", words="So it is.")
    with as_worker():
        assert Explanation.objects.count() >= 1
