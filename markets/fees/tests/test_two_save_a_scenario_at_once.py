"""Two save the same scenario at the same moment: who had to wait is told who was first, and nothing is lost unsaid."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.domain.refusal import Refusal
from accounts.tests.row_locks import until_somebody_waits
from markets.fees.actions import scenarios
from markets.fees.domain.term_list import usual_inputs
from markets.models import FeeScenario
from markets.tests.council import make_council
from markets.tests.made_rows import DAY, a_fee_scenario

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_is_told_who_was_first():
    council = make_council()
    row, inputs = a_fee_scenario(council.carol), usual_inputs(DAY)
    is_saved, told = Event(), []

    def save(by: Any) -> Any:
        return scenarios.save(by=by, scenario_id=row.id, edition=row.edition, inputs=inputs, council={})

    def second() -> None:
        try:
            assert is_saved.wait(20)
            told.append(save(council.carol))
        finally:
            connection.close()

    other = Thread(target=second)
    other.start()
    with transaction.atomic():
        assert isinstance(save(council.dev), FeeScenario)
        is_saved.set()
        until_somebody_waits()
    other.join(20)
    assert isinstance(told[0], Refusal)
    assert "was changed by Dev" in told[0].because
