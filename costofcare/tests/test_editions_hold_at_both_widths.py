"""The pages of analyses and editions in a browser, at both widths: axe finds nothing and nothing hangs over the side.

PICTURES=<folder> keeps a picture of each.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from benchmarking.editions.actions import editions
from benchmarking.models import BenchmarkEdition, EditionCopy
from benchmarking.tests.demo_region import demo_inputs
from benchmarking.tests.region import analysed, make_region
from costofcare.tests.reflow import faults_of_page, sign_in


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_pages_of_an_edition(live_server: Any, new_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(editions, "inputs_of_round", lambda by, row: demo_inputs())
    region = make_region()
    row, analysis = region.round, analysed(region)
    edition = editions.draft(by=region.ann, round_id=row.id, analysis_id=analysis.id)
    assert isinstance(edition, BenchmarkEdition)
    drafted = (
        (region.ann, "analysis_list", (row.id,)),
        (region.ann, "analysis_detail", (row.id, analysis.id)),
        (region.fay, "edition_detail", (row.id, edition.id)),
        (region.fay, "edition_reject", (row.id, edition.id)),
    )
    page, found = new_page(), list[str]()

    def look(who: Any, name: str, keys: tuple[Any, ...]) -> None:
        if who is not None:
            sign_in(page, live_server.url, who)
        found.extend(faults_of_page(page, live_server.url + reverse(f"benchmarking:{name}", args=keys), name))

    for one in drafted:
        look(*one)
    assert isinstance(editions.approve(by=region.fay, round_id=row.id, edition_id=edition.id), BenchmarkEdition)
    copies = EditionCopy.objects.filter(authority_id=region.members[6].authority_id)
    public = EditionCopy.objects.get(kind="public")
    for one in (
        (region.fay, "edition_withdraw", (row.id, edition.id)),
        (region.gai, "copy_list", ()),
        *((region.gai, "copy_detail", (copy.id,)) for copy in copies.order_by("-kind")),
        (None, "public_edition_list", ()),
        (None, "public_edition_detail", (public.id,)),
    ):
        look(*one)
    assert not found, "\n".join(found)
