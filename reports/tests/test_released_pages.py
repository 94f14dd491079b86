"""What councils and providers see of a release: the protected table, and nothing that stands behind it."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from costing.figure_words import gbp
from costing.forms.homecare import HOMECARE
from register.models import Exercise
from reports.models import Release, ReleaseReview
from reports.tests.accepted_returns import Market, make_market, medians
from submissions.tests.cast import person

pytestmark = pytest.mark.usefixtures("no_second_factor")
READERS = ["carol", "reg", "pia"]
PAGES = ["reports:release_detail", "reports:release_print"]


def reader(market: Market, name: str) -> Context:
    """Pia is of a provider who took part; the others are the council's."""
    if name == "pia":
        return person("Pia Provider", RoleName.PROVIDER_USER, market.accepted[0].provider)
    return getattr(market.cast, name)


def table_in(response) -> list[list[str]]:
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    start = rows.index([]) + 1
    return rows[start : rows.index([], start)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", first_by_day(READERS))
def test_every_released_figure_stands_on_the_page(market: Market, name: str, page: str):
    release = market.release()
    text = text_of(get(reader(market, name), page, release.id))
    for figure in medians(release).values():
        assert figure is None or gbp_of(figure) in text
    for words in ("About half of the returns cost less than", "per contact hour", "protected-4", release.policy_sha256):
        assert words in text
    assert "1 April 2026" in text
    assert "Two ways to state the sums" in text


def gbp_of(text: str) -> str:
    return gbp(Decimal(text))


@pytest.mark.parametrize("name", READERS)
def test_the_list_leads_to_it(market: Market, name: str):
    asking, release = reader(market, name), market.release()
    page = get(asking, "reports:release_list")
    assert f"/releases/{release.id}/" in page.content.decode()


def test_hidden_cells_all_look_the_same_and_are_explained(market: Market):
    market.exercise.participations.filter(submission__isnull=False).update(owner=market.cast.elm.owner)
    text = text_of(get(market.cast.carol, "reports:release_detail", market.release(market.calculate()).id))
    count = len(HOMECARE.lines)
    assert f"{count} of {count} medians are withheld to protect providers." in text
    assert "= withheld to protect providers" in text
    assert "£0" not in text


def test_few_returns_are_marked_as_indicative_and_quartiles_explained(db: None):
    market = make_market(8)
    text = text_of(get(market.cast.carol, "reports:release_detail", market.release().id))
    assert "Indicative: from fewer than 10 returns" in text
    assert "at least 12 returns of 10 owners" in text


@pytest.mark.parametrize("name", first_by_day(READERS))
def test_the_team_s_reasons_reach_nobody_else(market: Market, name: str):
    """Not the codes, not the words, not the list, not who drafted or approved."""
    market.release()
    market.accept(1)
    release = market.release()
    assert ReleaseReview.objects.get(release=release).reasons
    asking = reader(market, name)
    for page in (*PAGES, "reports:release_file"):
        body = content_of(get(asking, page, release.id))
        own = {one.participation.location_name for one in market.accepted[:1] if name == "pia"}
        assert [word for word in team_words(market) if word not in own and word in body] == []


def content_of(response) -> str:
    """Without the frame, which names who is asking."""
    body = response.content.decode()
    return body[body.index("<main") : body.index("</main>")] if "<main" in body else body


def team_words(market: Market) -> list[str]:
    reasons = ["R1:", "R3:", "R4", "R5", "R6:", "R7", "R10", "Carried", "carried", "fewer owners", "team only"]
    people = [market.ana.person_name, market.fay.person_name]
    providers = [one.participation.location_name for one in market.accepted]
    providers += [one.participation.location.cqc_location_id for one in market.accepted]
    return [*reasons, *people, *providers, "/calculations/", "approve/"]


def test_no_return_s_own_figure_stands_on_any_page(market: Market):
    """To the penny, where it is no small change that stands there by mere chance."""
    release = market.release()
    own = {
        f"{Decimal(amount):.2f}"
        for one in market.accepted
        for amount in one.current.costs["columns"]["homecare"].values()
        if amount is not None and Decimal(amount) >= 4
    }
    for page in (*PAGES, "reports:release_file"):
        text = text_of(get(market.cast.carol, page, release.id))
        assert [figure for figure in own if f"£{figure} " in text or f",{figure}," in text] == []


def test_the_superseded_table_says_so_to_the_council_and_is_gone_for_providers(market: Market):
    first = market.release()
    market.accept(5)
    second = market.release()
    page = get(market.cast.carol, "reports:release_detail", first.id)
    assert "A later release has taken the place of this table." in text_of(page)
    assert f"/releases/{second.id}/" in page.content.decode()
    pia = reader(market, "pia")
    assert get(pia, "reports:release_detail", first.id).status_code == 404
    assert get(pia, "reports:release_detail", second.id).status_code == 200
    assert "superseded by a later one" in get(market.cast.carol, "reports:release_file", first.id).content.decode()


def test_a_provider_of_another_exercise_finds_nothing(market: Market):
    release = market.release()
    stranger = person("Stan Stranger", RoleName.PROVIDER_USER, market.cast.oak)
    assert get(stranger, "reports:release_detail", release.id).status_code == 200, "Oak was asked too"
    market.exercise.participations.filter(provider=market.cast.oak).delete()
    assert get(stranger, "reports:release_detail", release.id).status_code == 404


def test_the_file_has_every_cell_as_released(market: Market):
    release = market.release()
    response = get(market.cast.carol, "reports:release_file", release.id)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="home-care-2026-release-1.csv"' in response["Content-Disposition"]
    header, *rows = table_in(response)
    assert [row[2] for row in rows] == [line.key for line in HOMECARE.lines]
    for row in rows:
        found = dict(zip(header, row, strict=True))
        cell = release.table["table"]["homecare"][found["Key"]]
        shown = cell["median"] is not None
        assert found["n"] == (str(cell["n"]) if shown else "[c]")
        assert found["Median"] == (f"{float(cell['median']):.2f}" if shown else "[c]")


def test_a_cell_that_looks_like_a_formula_is_written_as_text(market: Market):
    Exercise.objects.filter(id=market.exercise.id).update(name='=HYPERLINK("http://example.org")')
    body = get(market.cast.carol, "reports:release_file", market.release().id).content.decode()
    assert "'=HYPERLINK" in body
    assert not any(line.lstrip('"').startswith(("=", "+", "-", "@")) for line in body.replace(",", "\n").splitlines())


def test_there_is_nothing_to_recompute(market: Market):
    """No preview and no button for anyone outside the team: a live figure is an oracle."""
    release = market.release()
    main = content_of(get(market.cast.carol, "reports:release_detail", release.id))
    assert "<form" not in main
    assert "<input" not in main


def test_pages_stay_as_they_were_when_returns_change(market: Market):
    release = market.release()
    before = get(market.cast.carol, "reports:release_file", release.id).content
    for one in market.accepted:
        one.state = "in_progress"
        one.save()
    assert get(market.cast.carol, "reports:release_file", release.id).content == before
    assert Release.objects.count() == 1
