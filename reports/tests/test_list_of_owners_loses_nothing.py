"""The list of owners is read in each dialect, and refused where a row of it would be swallowed."""

import pytest

from reports.domain.cohort import CohortFault
from reports.domain.owners import owners_from


@pytest.mark.parametrize(
    "data",
    [
        b"location_id,owner,weight\n1-1,Zo\xc3\xab,5\n",
        "location_id;owner;weight\r\n1-1;Zoë;5\r\n".encode("utf-16"),
        "weight\tOwner\tLocation_ID\r5\tZoë\t1-1\r".encode("cp1252"),
        'sep=;\n"location_id";"owner";"weight"\n1-1;Zoë;5'.encode("utf-8-sig"),
    ],
)
def test_each_dialect_says_the_same(data: bytes) -> None:
    owners = owners_from(data)
    assert not isinstance(owners, CohortFault)
    assert [(key, each.owner, each.weight) for key, each in owners.items()] == [("1-1", "Zoë", 5)]


def test_a_mark_that_is_never_closed_refuses_the_list() -> None:
    owners = owners_from(b'location_id,owner,weight\n1-1,"A,1\n1-2,B,2\n1-3,C,3\n')
    assert isinstance(owners, CohortFault) and "Row 2 has a quotation mark" in owners.message
