"""A folder is read as many files at a time as there are cores, and the market is the same as one at a time."""

from pathlib import Path

from costing.forms import CURRENT
from costing.sandbox.process_pool import MOST_IDLE, cores
from costing.synthetic import invented_market
from costing.workbook import write_workbook
from reports.actions.market_summary import market_in


def test_several_at_a_time_are_the_same_market_as_one_at_a_time(tmp_path: Path):
    answers = invented_market("homecare", 4, seed=15)
    for number, one in enumerate(answers):
        (tmp_path / f"{number}.xlsx").write_bytes(write_workbook(CURRENT["homecare"], prefilled=one))
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "twice.xlsx").write_bytes((tmp_path / "0.xlsx").read_bytes())
    one, many = (market_in(tmp_path, service="homecare", owners=None, at_once=number) for number in (1, 3))
    assert one == many and len(one.returns) >= 3


def test_there_are_no_more_readers_at_work_than_may_wait():
    assert 1 <= cores() <= MOST_IDLE
