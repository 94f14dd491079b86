"""The queries of this room by themselves, as the owner of the tables, for whom no wall stands."""

import pytest

from accounts.domain.context import Context
from reports import queries
from reports.tests.accepted_returns import Market

OUTSIDE = ["ada", "bea", "carol", "reg", "ned", "gus", "alex", "una", "nobody"]


def everything_asked(context: Context | None, market: Market) -> dict[str, bool]:
    """What the team alone may know."""
    release = queries.release_for(market.ana, market.exercise.releases.first().id)
    calculation = release.calculation
    return {
        "calculations": queries.calculations_for(context).exists(),
        "calculation": bool(queries.calculation_for(context, calculation.id)),
        "latest": bool(queries.latest_calculation(context, market.exercise.id)),
        "inputs": bool(queries.inputs_of(context, calculation).returns),
        "calculated": bool(queries.calculated(context, calculation).used),
        "returns": queries.returns_of(context, calculation).exists(),
        "releases": queries.releases_for(context).exists(),
        "release": bool(queries.release_for(context, release.id)),
        "review": bool(queries.review_of(context, release)),
        "draft": bool(queries.waiting_draft(context, market.exercise.id)),
        "ledger": bool(queries.ledger_of(context, market.exercise.id).entries),
    }


def test_the_team_of_the_authority_gets_all_of_it(market: Market):
    market.release()
    market.draft()
    assert all(everything_asked(market.ana, market).values())


def test_others_get_none_of_it(market: Market):
    market.release()
    market.draft()
    for name in OUTSIDE:
        context = None if name == "nobody" else getattr(market.cast, name)
        found = everything_asked(context, market)
        assert not any(found.values()), (name, found)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("carol", 2),
        ("ada", 1),
        ("ned", 0),
        *(
            pytest.param(*each, marks=pytest.mark.nightly)
            for each in (("reg", 2), ("bea", 1), ("gus", 0), ("alex", 2), ("una", 0), ("nobody", 0))
        ),
    ],
)
def test_released_tables_are_for_the_council_and_for_who_takes_part(market: Market, name: str, count: int):
    market.release()
    market.accept(5)
    market.release()
    market.draft()
    context = None if name == "nobody" else getattr(market.cast, name)
    assert queries.public_releases_for(context).count() == count
