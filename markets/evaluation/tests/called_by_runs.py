"""Test support: what a run calls of an invented county, from its files to what the page is made of."""

from django.db import transaction

from markets.evaluation.domain.evaluation_terms import judged_measures
from markets.evaluation.domain.look_document import changes_in
from markets.evaluation.tests.held_change import begun, changed, hold_county, worked_out
from markets.evaluation.tests.held_tables import hold_tables
from markets.models import EvaluationLook
from markets.synthetic.domain.truth import truth_of
from markets.tests.council import Council


def called_by_run(council: Council, seed: int, hours: int, look: int) -> tuple[set[str], set[str], int]:
    """Return what a run calls, what truth says that moved, and how many measures were judged; leaves nothing."""
    county = changed(seed, hours, look)
    with transaction.atomic():
        hold_county(council, county, look)
        hold_tables(council.carol, county)
        row = begun(council, weeks=str(look), measures=list(judged_measures()))
        run = worked_out()
        assert run.state == "done", run.words
        changes = changes_in(EvaluationLook.objects.get(evaluation=row, months=3).document)
        transaction.set_rollback(True)
    found = {key for key, change in changes.items() if change.is_called}
    return found, set(truth_of(county, {})["moved"]), len(changes)
