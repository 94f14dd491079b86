"""The ledger: whoever goes round the database's own guards is found out by the chain."""

from collections.abc import Callable

import pytest
from django.db import connection

from accounts.tests.in_turn import first_by_day
from reports import queries
from reports.actions import releases
from reports.models import LedgerRow
from reports.tests.accepted_returns import Market, words_of


def go_round_the_guards(statement: str, *values: object) -> None:
    """As whoever owns the tables could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, trigger in (("reports_ledgerrow", "append_only"), ("reports_release", "frozen")):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        cursor.execute(statement, values)
        assert cursor.rowcount
        for table, trigger in (("reports_ledgerrow", "append_only"), ("reports_release", "frozen")):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


def change(statement: str) -> Callable[[], None]:
    return lambda: go_round_the_guards(statement)


TAMPERING = {
    "a figure": change(
        "UPDATE reports_ledgerrow SET figures = jsonb_set(figures, '{median}', '\"9.99\"') WHERE position = 3"
    ),
    "a member": change("UPDATE reports_ledgerrow SET members = members - 0 WHERE position = 3"),
    "where it stands": change("UPDATE reports_ledgerrow SET measure = 'other' WHERE position = 3"),
    "a row in the middle": change("DELETE FROM reports_ledgerrow WHERE position = 3"),
    "the first row": change("DELETE FROM reports_ledgerrow WHERE position = 1"),
    "the last row": change(
        "DELETE FROM reports_ledgerrow WHERE position = (SELECT max(position) FROM reports_ledgerrow)"
    ),
    "all rows": change("DELETE FROM reports_ledgerrow"),
    "the order": change("UPDATE reports_ledgerrow SET position = position + 100 WHERE position = 3"),
    "a released figure": change(
        'UPDATE reports_release SET "table" = jsonb_set("table", \'{table,homecare,total,median}\', \'"1.000000"\')'
    ),
    "a seal": change("UPDATE reports_ledgerrow SET sha256 = repeat('a', 64) WHERE position = 3"),
}


def test_what_nobody_touched_is_whole(market: Market):
    assert queries.ledger_is_whole(market.ana, market.exercise.id)
    market.release()
    market.accept(5)
    market.release()
    assert queries.ledger_faults(market.ana, market.exercise.id) == []


@pytest.mark.parametrize("what", first_by_day(TAMPERING, 3))
def test_a_change_is_found_and_stops_the_next_release(market: Market, what: str):
    market.release()
    TAMPERING[what]()
    assert not queries.ledger_is_whole(market.ana, market.exercise.id)
    market.accept(5)
    refused = releases.draft(by=market.ana, calculation_id=market.calculate().id)
    assert "Nothing can be released: " in words_of(refused)


def test_with_another_key_nothing_fits(market: Market, settings):
    market.release()
    settings.LEDGER_KEY = "another key"
    assert not queries.ledger_is_whole(market.ana, market.exercise.id)


def test_without_a_key_nothing_is_drafted(market: Market, settings):
    calculation = market.calculate()
    settings.LEDGER_KEY = ""
    with pytest.raises(RuntimeError, match="LEDGER_KEY"):
        releases.draft(by=market.ana, calculation_id=calculation.id)


def test_it_names_nobody_and_no_value(market: Market):
    market.release()
    kept = " ".join(str(row.members) for row in LedgerRow.objects.all())
    for one in market.accepted:
        assert one.participation.location.cqc_location_id not in kept
        assert str(one.participation.owner_id) not in kept
        assert one.current.costs["columns"]["homecare"]["total"][:8] not in kept
