"""Small cells are hidden by their rule, hand-filled minutes are grey, and what the file lacks is null."""

from typing import Any

from markets.measures.domain.figures import HiddenFigure
from markets.measures.domain.market_measures import measured
from markets.visits.tests.visit_rows import at, dataset, visit


def rows(clients: int, careworkers: int = 5, n: int = 12, provider: str = "P1") -> list[dict[str, str]]:
    """Return visits on ``n`` days of so many clients, who are cared for in turn."""
    return [
        visit(day, visit_ref=f"{provider}-{client}-{day}", client_ref=f"C{client}", provider_ref=provider)
        | {"carer_ref": f"W{day % careworkers}", "zone_key": "Z"}
        | {"planned_start": at(8 + client, 0, day), "actual_start": at(8 + client, 1, day)}
        for client in range(clients)
        for day in range(1, n + 1)
    ]


def market(*all_rows: dict[str, str]) -> Any:
    return measured(dataset(*all_rows))


def test_clients_and_careworkers_from_five_on():
    few, enough = market(*rows(4, 4)).market, market(*rows(5, 5)).market
    assert few["coc"] == HiddenFigure("C5") and few["gap"] == HiddenFigure("W5")
    assert enough["coc"].quartiles.n == 5 and enough["gap"].quartiles.n > 0


def test_minutes_of_a_hand_filled_provider_are_grey_and_in_no_mean():
    by_hand = [row | {"start_method": "manual", "actual_seconds": "1800"} for row in rows(5, provider="P2")]
    found = market(*rows(5), *by_hand)
    assert found.providers["P2"]["delivered_of_done"] == HiddenFigure("V15")
    assert found.providers["P2"]["missed"].n == found.providers["P1"]["missed"].n == 60
    assert found.market["delivered_of_done"].n == 60 and found.market["manual"].numerator == 60


def test_what_the_file_lacks_is_null():
    lacking = [
        {k: v for k, v in row.items() if k not in ("carer_ref", "start_method", "end_method")} for row in rows(5)
    ]
    found = market(*lacking).market
    assert [key for key in ("coc", "gap", "manual", "ruc_hours", "turnover") if found[key] is not None] == []
    assert found["delivered_of_done"].n == 60 and found["stretched"] is not None


def test_nights_are_left_out():
    nights = [row | {"service": "night", "client_ref": "N"} for row in rows(1, provider="P3")]
    assert "P3" not in market(*rows(5), *nights).providers


def test_new_faces_need_eight_weeks():
    assert market(*rows(5)).market["new_faces"] is None
