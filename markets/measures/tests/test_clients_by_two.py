"""Clients of double-handed visits who might be reviewed: the question to the store says what its plain twin says."""

from pathlib import Path

from markets.measures.domain import sql_double_handed
from markets.measures.domain.double_handed import PairClient, clients_by_two, to_review
from markets.measures.domain.sql_care import PROVIDERS
from markets.measures.domain.visit_set import VisitSet
from markets.measures.tests.stored_visits import RELATION, stored
from markets.visits.tests.visit_rows import at, dataset, visit


def by_two(number: int, client: str, second: int, **more: str) -> list[dict[str, str]]:
    """Return a visit of half an hour planned; the second careworker is there for so many of its minutes."""
    day = number % 20 + 1
    here = {"client_ref": client, "carers_planned": "2", "planned_start": at(8, 0, day), "zone_key": "Z1", **more}
    first = visit(number, **here, actual_start=at(8, 0, day), actual_seconds="1800")
    if not second:
        return [first]
    other = {"attendance": "2", "carer_ref": "W2", "actual_start": at(8, 0, day), "actual_seconds": str(60 * second)}
    return [first, first | other]


def test_packages_to_review(tmp_path: Path):
    rows = [row for n in range(12) for row in by_two(n, "C1", 9 if n % 2 else 0)]
    rows += [row for n in range(20, 32) for row in by_two(n, "C2", 28)]
    rows += [row for n in range(40, 45) for row in by_two(n, "C3", 2)]
    read = dataset(*rows)
    plain = clients_by_two(VisitSet(read.used))
    asked = stored(read, tmp_path)(sql_double_handed.clients_by_two(RELATION, PROVIDERS), [[]])
    assert [PairClient(*row) for row in asked] == plain
    assert [(one.client, one.visits, one.alone, one.together) for one in plain] == [
        ("C1", 12, 6, 6 * 540),
        ("C2", 12, 0, 12 * 1680),
        ("C3", 5, 0, 5 * 120),
    ]
    assert [one.client for one in to_review(plain)] == ["C1"]
    assert stored(read, tmp_path)(sql_double_handed.clients_by_two(RELATION, PROVIDERS), [["P1"]]) == []
