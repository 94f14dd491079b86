"""No page has a link without an address, such as a *Cancel* back to the question itself, or one for others alone."""

import re

import pytest
from django.conf import settings
from django.template import Context as Words
from django.template import Template

from accounts.tests.pages import client_of
from costofcare.tests.link_crawl import addresses
from costofcare.tests.test_pages_hold_with_long_names import Stage, objects_of, pages_for
from costofcare.tests.test_walk_others_find_nothing import market, objects
from submissions.tests.cast import hand_in, take_part, workbook_for

__all__ = ["market", "objects"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
BLANK = re.compile(r'<a\b[^>]*\bhref="[^"/#?a-z]*"')


@pytest.fixture
def cast(market):
    return market.cast


@pytest.mark.parametrize(
    "tag", ['link where "Cancel"', "back_link where", 'link_button where "Go"', 'link "" "Cancel"']
)
def test_component_without_an_address_is_an_error_in_tests(tag):
    with pytest.warns(UserWarning, match="leads nowhere"):
        assert BLANK.search(Template(f"{{% {tag} %}}").render(Words()))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("ada",), marks=pytest.mark.proof),
        pytest.param(("dev", "ned", "alex", "carol"), marks=pytest.mark.proof),
    ],
)
def test_every_page_s_links_have_an_address(cast, objects, names):
    ready = take_part(cast.exercise, cast.elm, "Elm Ready", "1-100000012")
    hand_in(cast.ada, ready, workbook_for(ready, basic_pay_rate="12.10"))
    stages = [Stage("submitted", objects), Stage("to explain", objects | objects_of(ready))]
    seen: set[str] = set()
    for name in names:
        context = getattr(cast, name)
        client, seen = client_of(context), seen - {"home"}
        for page, address in pages_for(context, stages, seen):
            found = BLANK.search(client.get(address).content.decode())
            assert not found, f"{page} as {name}: {found and found[0]}"
    theirs = {"ada": {"take_back", "explain", "ask", "say_not_for_us"}, "dev": {"exclude", "reopen"}}
    asked = set[str]().union(*(theirs.get(name, set()) for name in names))
    assert seen >= {f"submissions:{page}" for page in asked}, sorted(seen)


@pytest.mark.proof
@pytest.mark.parametrize("name", ["ada", "dev", "ned", "alex", "carol"])
def test_every_link_of_a_page_opens_for_its_reader(cast, objects, name):
    """Those in full, as they stand in the text of an email, too."""
    client, tried = client_of(getattr(cast, name)), set[str]()
    for page, path in pages_for(getattr(cast, name), [Stage("submitted", objects)], set()):
        content = client.get(path).content.decode().replace(f'href="{settings.PORTAL_URL}/', 'href="/')
        links = {each for each in addresses(path, content) if "/logout/" not in each and "/static/" not in each}
        for link in sorted(links - tried):
            assert client.get(link).status_code not in (404, 500), f"{page} as {name} has {link}"
        tried |= links
    assert len(tried) > 20
