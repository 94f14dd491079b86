"""The result of a release in one figure: released words alone, and blank where the release says nothing."""

import copy

import pytest

from costing.figure_words import gbp
from reports.domain.headline import headline_figures
from reports.domain.released_table import released_columns
from reports.tests.accepted_returns import make_market
from reports.views.lookups import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return make_market(14).release()


def total_key(form) -> str:
    return next(line.key for line in form.lines if line.kind == "total")


def test_it_is_the_released_total_with_its_range(release):
    form = form_of(release)
    (figure,) = headline_figures(form, release.table)
    total = released_columns(form, release.table)[0].total
    assert figure.median == gbp(total.median) and figure.unit == "per contact hour" and figure.moved == ""
    assert figure.spread == (
        f"{gbp(total.lower_quartile)} to {gbp(total.upper_quartile)}" if total.has_quartiles else ""
    )


def test_what_is_withheld_stays_so(release):
    form, table = form_of(release), copy.deepcopy(release.table)
    cell = next(iter(table["table"].values()))[total_key(form)]
    cell |= {"n": None, "median": None, "lower_quartile": None, "upper_quartile": None}
    (figure,) = headline_figures(form, table, release.table)
    assert (figure.median, figure.spread, figure.moved) == ("", "", "")


def test_it_says_how_it_moved_since_the_release_before(release):
    form, table = form_of(release), copy.deepcopy(release.table)
    assert headline_figures(form, table, table)[0].moved == "as in the release before"
    cell = next(iter(table["table"].values()))[total_key(form)]
    cell["median"] = str(float(cell["median"]) - 1)
    assert headline_figures(form, release.table, table)[0].moved == "£1.00 more than in the release before"
