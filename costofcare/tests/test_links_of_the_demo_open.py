"""Whatever somebody is led to in the demo opens: no link of any of its people ends in a refusal or a failure."""

from pathlib import Path

import pytest

from costofcare.demo.people import PLAYERS
from costofcare.tests.link_crawl import IDENTIFIER, addresses
from costofcare.tests.live_demo import Demo, Visitor, state
from costofcare.tests.page_sizes import MOST_BYTES

__all__ = ["state"]
# Of addresses that differ in an identifier alone so many are opened.
MOST_ALIKE = 1


def refused_links(visitor: Visitor) -> dict[str, str]:
    """Return what is wrong behind each address that a person is led to from home, by address."""
    waiting, met, alike, wrong = [("/", "")], set[str](), dict[str, int](), dict[str, str]()
    while waiting:
        path, came_from = waiting.pop()
        bare = path.partition("?")[0]
        kind = IDENTIFIER.sub("*", bare)
        if bare in met or "logout" in bare or bare.startswith("/static/") or alike.get(kind, 0) >= MOST_ALIKE:
            continue
        met.add(bare)
        alike[kind] = alike.get(kind, 0) + 1
        status, page = visitor.get(path)
        if status != 200 or len(page.encode()) > MOST_BYTES:
            wrong[path] = f"{status}, {len(page.encode()):,} bytes, from {came_from}"
        waiting += [(link, path) for link in addresses(path, page) if link.startswith("/")]
    return wrong


@pytest.mark.proof
def test_every_link_of_everybody_opens(state: Path):
    demo = Demo(state).comes_up()
    try:
        wrong = {player.name: refused_links(Visitor(demo, player.email)) for player in PLAYERS}
        assert {name: links for name, links in wrong.items() if links} == {}
    finally:
        demo.process.terminate()
        demo.ends()
