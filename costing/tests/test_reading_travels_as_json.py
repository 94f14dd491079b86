"""What was read comes through JSON exactly as it was."""

from hypothesis import given, settings
from hypothesis import strategies as st

from costing.reader.raw_return import RawReturn, Unreadable
from costing.reader.refusal_findings import finding_of
from costing.reader.transport import from_json, to_json
from spreadsheets.cells import Cell, CellKind
from spreadsheets.refusals import Cause

ANYTHING = st.text(max_size=12) | st.sampled_from(["\ud800", "\x00", "\u2028", "é€😀", '"\\/', "1e309"])
KEYS = st.frozensets(ANYTHING, max_size=3)
CELLS = st.builds(
    Cell, ANYTHING, ANYTHING, st.sampled_from(CellKind), ANYTHING, st.booleans(), st.booleans(), st.booleans()
)
RETURNS = st.builds(
    RawReturn,
    ANYTHING,
    ANYTHING,
    ANYTHING,
    st.booleans(),
    st.dictionaries(ANYTHING, CELLS, max_size=3),
    KEYS,
    KEYS,
    KEYS,
)


@given(RETURNS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_return(raw: RawReturn) -> None:
    there = from_json(to_json(raw))
    assert there == raw
    assert isinstance(there, RawReturn)
    assert [cell.kind for cell in there.cells.values()] == [cell.kind for cell in raw.cells.values()]
    assert list(there.cells) == list(raw.cells)


@given(st.sampled_from(Cause), ANYTHING)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_refusal(cause: Cause, read: str) -> None:
    refusal = Unreadable(finding_of(cause, read))
    there = from_json(to_json(refusal))
    assert isinstance(there, Unreadable)
    assert there == refusal
    assert (type(there.finding.layer), type(there.finding.severity)) == (
        type(refusal.finding.layer),
        type(refusal.finding.severity),
    )
