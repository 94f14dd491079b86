"""`verify_ledger` reads the market's ledger: a row that somebody changed is found, and where."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from markets.marketreleases.tests.held_figures import branches, held_run
from markets.marketreleases.tests.test_market_is_released import released
from markets.models import MarketLedgerRow
from markets.tests.council import make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def test_a_changed_row_is_named():
    cast = make_council()
    released(cast, held_run(cast, branches(cast, 14)))
    rows, out = MarketLedgerRow.objects.count(), StringIO()
    call_command("verify_ledger", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert (found["whole"], found["rows"], found["others"]) == (True, rows, {"market": 1})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE markets_marketledgerrow DISABLE TRIGGER append_only")
        cursor.execute("UPDATE markets_marketledgerrow SET measure = 'x' WHERE position = 2")
        cursor.execute("ALTER TABLE markets_marketledgerrow ENABLE TRIGGER append_only")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_ledger", stdout=out)
    assert "Testshire, figures of the market: row 2 of the ledger was changed. It is of release 1:" in out.getvalue()
