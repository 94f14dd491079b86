"""A second click, or two people at once, on the same releases: one datasheet, and the other reads that there is one."""

import pytest

from accounts.domain.refusal import Refusal
from reports.datasheets.actions import datasheets
from reports.datasheets.queries.datasheets import release_groups
from reports.datasheets.tests.region import make_region
from reports.models import Datasheet, DatasheetCopy
from reports.tests.test_release_races import at_once


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_made_and_no_copy_twice():
    region = make_region(6)
    (group,) = release_groups(region.lead)
    outcomes = at_once(
        *(
            lambda by=by: datasheets.make(by=by, releases_sha256=group.sha256)
            for by in (region.lead, region.alex, region.lead)
        )
    )
    made = [one for one in outcomes if isinstance(one, Datasheet)]
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    assert (len(made), len(refused)) == (1, 2), outcomes
    assert all("already" in one.because for one in refused)
    assert (Datasheet.objects.count(), DatasheetCopy.objects.count()) == (1, 6)
