"""`verify_ledger`: one byte changed in any ledger is found, and where; what nobody touched is whole."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.tests.in_turn import first_by_day
from reports.models import LedgerRow
from reports.tests.accepted_returns import Market
from reports.tests.test_ledger_tells_who_tampered import go_round_the_guards

# What is changed in row 3, by one byte.
ONE_BYTE = {
    "a figure": "figures = jsonb_set(figures, '{median}', to_jsonb(overlay(figures ->> 'median' placing '9' from 1)))",
    "n": "figures = jsonb_set(figures, '{n}', to_jsonb((figures ->> 'n')::int + 1))",
    "a member": "members = jsonb_set(members, '{2,1}', to_jsonb(overlay(members #>> '{2,1}' placing 'x' from 5)))",
    "the line": "measure = overlay(measure placing 'x' from 1 for 1)",
    "the column": '"column" = overlay("column" placing \'x\' from 1 for 1)',
    "a group": "\"group\" = 'x'",
    "the policy": "policy_sha256 = overlay(policy_sha256 placing 'x' from 9 for 1)",
    "the seal": "sha256 = overlay(sha256 placing 'x' from 9 for 1)",
    "the seal before": "previous_sha256 = overlay(previous_sha256 placing 'x' from 9 for 1)",
    "the authority": "authority_id = (SELECT id FROM register_authority WHERE name = 'Elsewhere')",
}


def verified() -> tuple[int, dict]:
    out = StringIO()
    try:
        call_command("verify_ledger", "--json", stdout=out)
    except SystemExit as left:
        return int(left.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_what_nobody_touched_is_whole(market: Market):
    assert verified() == (0, {"whole": True, "exercises": 0, "rows": 0, "first_wrong": None, "others": {}})
    market.release()
    market.accept(5)
    market.release()
    rows = LedgerRow.objects.count()
    assert verified() == (0, {"whole": True, "exercises": 1, "rows": rows, "first_wrong": None, "others": {}})


@pytest.mark.parametrize("what", first_by_day(ONE_BYTE, 4))
def test_one_byte_is_found_and_where(market: Market, what: str):
    market.release()
    row = LedgerRow.objects.get(position=3)
    go_round_the_guards(f"UPDATE reports_ledgerrow SET {ONE_BYTE[what]} WHERE position = 3")
    status, found = verified()
    wrong = found["first_wrong"]
    assert status == 1 and not found["whole"]
    assert (wrong["authority"], wrong["exercise"], wrong["row"]) == ("Testshire", market.exercise.name, 3)
    assert wrong["release"] == 1
    if what not in ("the line", "the column"):
        assert (wrong["column"], wrong["line"]) == (row.column, row.measure)


def test_the_last_row_s_number_is_found(market: Market):
    market.release()
    last = LedgerRow.objects.count()
    go_round_the_guards(f"UPDATE reports_ledgerrow SET position = {last + 1} WHERE position = {last}")
    assert verified()[1]["first_wrong"]["row"] == last


def test_rows_cut_off_and_a_table_that_was_changed_are_found(market: Market):
    market.release()
    go_round_the_guards(
        'UPDATE reports_release SET "table" = jsonb_set("table", \'{table,homecare,total,median}\', \'"1.000000"\')'
    )
    assert verified()[1]["first_wrong"]["fault"] == "release 1 shows other figures than the ledger"
    go_round_the_guards("DELETE FROM reports_ledgerrow WHERE position > 5")
    status, found = verified()
    assert (status, found["rows"], found["first_wrong"]["row"]) == (1, 5, None)
    assert "the ledger lacks the row that release 1 ended with" in found["first_wrong"]["fault"]


def test_in_words_and_without_a_key(market: Market, settings):
    market.release()
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue().strip() == f"{LedgerRow.objects.count()} rows of 1 exercises are as they were written."
    go_round_the_guards("UPDATE reports_ledgerrow SET measure = 'x' WHERE position = 2")
    with pytest.raises(SystemExit):
        call_command("verify_ledger", stdout=out)
    assert (
        "Testshire, Home care 2026: row 2 of the ledger was changed. It is of release 1: homecare, x." in out.getvalue()
    )
    settings.LEDGER_KEY = ""
    with pytest.raises(CommandError, match="LEDGER_KEY is not set"):
        call_command("verify_ledger", stdout=out)
