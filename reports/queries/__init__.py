"""The only reader of the reports tables; every function takes the asker and returns what they may see."""

from reports.queries.calculations import (
    calculated,
    calculation_for,
    calculations_for,
    changed_since,
    inputs_of,
    latest_calculation,
    left_out_at_review,
    listed_calculations,
    returns_of,
)
from reports.queries.exercises import eligible_in, exercise_for, exercises_for, weight_in
from reports.queries.ledger import ledger_faults, ledger_head, ledger_is_whole, ledger_of
from reports.queries.releases import (
    public_release_for,
    public_releases_for,
    release_for,
    releases_for,
    releases_that_are_out,
    review_of,
    standing_release,
    standing_releases,
    waiting_draft,
)

__all__ = [
    "calculated",
    "calculation_for",
    "calculations_for",
    "changed_since",
    "eligible_in",
    "exercise_for",
    "exercises_for",
    "inputs_of",
    "latest_calculation",
    "ledger_faults",
    "ledger_head",
    "ledger_is_whole",
    "ledger_of",
    "left_out_at_review",
    "listed_calculations",
    "public_release_for",
    "public_releases_for",
    "release_for",
    "releases_for",
    "releases_that_are_out",
    "returns_of",
    "review_of",
    "standing_release",
    "standing_releases",
    "waiting_draft",
    "weight_in",
]
