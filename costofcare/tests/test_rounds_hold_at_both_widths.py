"""The pages of rounds and returns in a browser, at both widths: axe finds nothing and nothing hangs over the side.

PICTURES=<folder> keeps a picture of each.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from benchmarking.models import CouncilQuery, CouncilReturn, PublicFile
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.tests.made_project import fill
from benchmarking.public_files.actions import public_files
from benchmarking.public_files.tests import golden
from benchmarking.questions.actions import council_queries
from benchmarking.questions.domain.council_queries import subject_called
from benchmarking.returns.actions import drafts, versions
from benchmarking.tests.made_return import PRICE, PROVIDER, given
from benchmarking.tests.office import at, make_office, make_round
from benchmarking.toolkit.actions import lever_versions
from benchmarking.toolkit.domain.levers import shipped_levers
from costofcare.tests.reflow import faults_of_page, sign_in

SLIP = {**PRICE, "priced_by": "visit", "visit_minutes": "15", "price": "24.10", "hours_per_week": "0"}


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_pages_of_a_round(live_server: Any, new_page: Callable[..., Page]):
    cast = make_office()
    row = make_round(cast)
    member = at(row, cast.ashgrove)
    drafts.keep(cast.dora, member, given())
    version = versions.send(by=cast.dora, member_id=member.id)
    assert isinstance(version, CouncilReturn)
    slips = given(prices=[PRICE, SLIP], providers=[PROVIDER, PROVIDER], zones="four", packages_handed_back="281")
    drafts.keep(cast.carol, member, slips)
    about = council_queries.NewQuery(subject_called("zones"), "Four zones?", timezone.localdate())
    query = council_queries.ask(by=cast.ann, round_id=row.id, member_id=member.id, asked=about)
    assert isinstance(query, CouncilQuery)
    project = fill(cast, row)
    told = replace(next(one for one in shipped_levers() if one.key == "continuity"), name="One of three workers")
    lever_versions.change(by=cast.ann, lever="continuity", told=told, why="Shorter", after=0)
    files = [golden.msif(), golden.msif({**golden.FEES, "Colne": "!"}, mark="(final)")]
    kept, read = (public_files.read(by=cast.ann, sent=public_files.SentPublicFile("fees.xlsx", data)) for data in files)
    assert isinstance(kept, PublicFile) and isinstance(read, PublicFile)
    public_files.keep(by=cast.ann, file_id=kept.id)
    pages = (
        (cast.ann, "round_list", ()),
        (cast.ann, "round_new", ()),
        (cast.ann, "round_detail", (row.id,)),
        (cast.ann, "round_add_councils", (row.id,)),
        (cast.ann, "round_council", (row.id, member.id)),
        (cast.carol, "own_round_list", ()),
        (cast.carol, "own_return", (member.id,)),
        (cast.carol, "own_page", (member.id, 3)),
        (cast.carol, "own_table", (member.id, "prices")),
        (cast.carol, "own_row", (member.id, "prices", 2)),
        (cast.carol, "own_upload", (member.id,)),
        (cast.dora, "own_consent", (member.id,)),
        (cast.dora, "own_version", (member.id, version.id)),
        (cast.ann, "council_ask", (row.id, member.id)),
        (cast.ann, "council_query", (query.id,)),
        (cast.carol, "council_query", (query.id,)),
        (cast.ann, "project_detail", (row.id,)),
        (cast.ann, "project_brief", (row.id,)),
        *((cast.ann, "project_entry_new", (row.id, part.value)) for part in ProjectPart),
        *(
            (cast.ann, "project_entry", (row.id, part.value, one.id))
            for part, one in project.items()
            if part.is_changed
        ),
        (cast.reg, "project_entry", (row.id, "risks", project[ProjectPart.RISKS].id)),
        (cast.carol, "own_project", (member.id,)),
        (cast.ann, "toolkit", ()),
        (cast.carol, "toolkit", ()),
        (cast.ann, "lever_new", ()),
        (cast.fay, "lever_detail", ("continuity",)),
        (cast.ann, "lever_change", ("continuity",)),
        (cast.ann, "public_file_list", ()),
        (cast.ann, "public_file_send", ()),
        (cast.ann, "public_file_detail", (read.id,)),
        (cast.carol, "public_figure_list", ()),
    )
    page, found = new_page(), list[str]()
    for who, name, keys in pages:
        sign_in(page, live_server.url, who)
        label = "-".join([name, *(key for key in keys if isinstance(key, str))])
        found += faults_of_page(page, live_server.url + reverse(f"benchmarking:{name}", args=keys), label)
    assert not found, "\n".join(found)
