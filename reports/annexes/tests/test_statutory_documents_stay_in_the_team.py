"""The statutory edition: after two approvals, for the independent team alone."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.tests.pages import get, post, text_of
from reports.actions import releases
from reports.annexes.tests.made_documents import make_all
from reports.models import AnnexDocument
from reports.tests.accepted_returns import make_market
from submissions.tests.cast import behind_the_wall

pytestmark = pytest.mark.usefixtures("no_second_factor")
OUTSIDE = ("carol", "reg", "ada", "ned", "gus", "una", "alex")


def test_statutory_ones_are_the_team_s_alone(db: None):
    market = make_market(12, preset="statutory")
    draft = market.draft()
    releases.approve(by=market.fay, release_id=draft.id)
    assert "not approved" in text_of(post(market.ana, "make_documents", draft.id))
    releases.approve(by=market.sam, release_id=draft.id)
    rows = make_all(market, draft)
    answer = get(market.ana, "reports:document_file", rows[0].id)
    assert "Not for publication" in load_workbook(BytesIO(answer.content))["Section 3"]["A2"].value
    assert "covering_sheet" in {row.kind for row in rows}
    for name in OUTSIDE:
        who = getattr(market.cast, name)
        assert get(who, "reports:document_list", draft.id).status_code == 404
        assert {get(who, "reports:document_file", row.id).status_code for row in rows} == {404}
        with behind_the_wall(who):
            assert not AnnexDocument.objects.exists()
