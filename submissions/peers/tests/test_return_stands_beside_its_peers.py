"""The analyst's page of a return shows each line among its peers; nobody else sees that there are any."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tests.pages import client_of, get, text_of
from submissions.peers.queries import returns_among_peers
from submissions.peers.tests.peer_market import around, make_return, make_returns
from submissions.tests.cast import Cast, behind_the_wall, mostly_by_night

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def own_return(cast: Cast, total: str = "42.00"):
    return make_return(cast, cast.at_elm, {"total": total}, "submitted")


def test_the_page_says_how_far_a_total_lies_from_the_others(cast):
    own = own_return(cast)
    make_returns(cast, around("32.00", 5))
    text = text_of(get(cast.dev, "submissions:return_detail", own.id))
    assert "Total is £42.00: 31.3 % above the median of 5 other returns, £32.00, and higher than all 5." in text
    assert "Total is 31.3 % above the median of its peers: more than 25 %." in text
    assert "Each line beside 5 other returns" not in text and "P01, for the team alone" in text


def test_every_line_is_shown_where_it_is_asked_for(cast):
    own = own_return(cast)
    make_returns(cast, around("32.00", 5))
    page = get(cast.dev, "submissions:return_detail", own.id).content.decode()
    assert f'href="/returns/{own.id}/?peers=homecare#peers"' in page
    text = text_of(get(cast.dev, "submissions:return_detail", own.id, peers="homecare"))
    assert "Each line beside 5 other returns" in text and "Every line beside its peers" not in text
    assert "Every line beside" in text_of(get(cast.dev, "submissions:return_detail", own.id, peers="1e400"))


def test_the_band_of_the_total_is_the_exercise_s(cast):
    own = own_return(cast)
    make_returns(cast, around("32.00", 5))
    cast.exercise.bands = {"total_from_peers": {"low": None, "high": "0.40"}}
    cast.exercise.save()
    assert "more than" not in text_of(get(cast.dev, "submissions:return_detail", own.id))


def test_only_what_is_in_counts_and_charts_hold_no_name(cast):
    own = own_return(cast)
    make_returns(cast, ["30", "31"])
    make_returns(cast, ["90"], state="excluded")
    make_returns(cast, ["80"], state="in_progress")
    body = get(cast.dev, "submissions:peer_line", own.id, "homecare", "total").content.decode()
    drawing = body[body.index("<figure") : body.index("</table>")]
    assert len(re.findall(r"<title>Return \d\d: £", drawing)) == 3
    assert "Branch" not in drawing and "Oak" not in drawing and "Elm" not in drawing


def test_a_line_has_its_page_and_the_way_to_a_query(cast):
    own = own_return(cast)
    make_returns(cast, around("32.00", 9))
    page = get(cast.dev, "submissions:peer_line", own.id, "homecare", "total")
    text = text_of(page)
    assert "Total lies far from its peers." in text and "Raise a query on this line" in text
    assert f"/locations-asked/{cast.at_elm.id}/ask/?about=line-total&amp;code=P01" in page.content.decode()
    assert "Raise a query" not in text_of(get(cast.fay, "submissions:peer_line", own.id, "homecare", "total"))
    for column, line in (("homecare", "no_such_line"), ("nursing", "total")):
        assert get(cast.dev, "submissions:peer_line", own.id, column, line).status_code == 404


def test_abbreviations_stay_as_they_are(cast):
    own = own_return(cast)
    text = text_of(get(cast.dev, "submissions:peer_line", own.id, "homecare", "ppe"))
    assert "PPE is £1.00." in text and "Ppe" not in text


def test_no_cost_is_expected_below_nothing(cast):
    own = own_return(cast)
    make_returns(cast, around("2.00", 9, step="0.90"))
    text = text_of(get(cast.dev, "submissions:peer_line", own.id, "homecare", "total"))
    assert "£0.00 to £" in text and "−£" not in text[text.index("What is usual") :]


def test_notes_of_one_column_stand_a_level_below_the_heading_of_all(cast):
    own = own_return(cast)
    make_returns(cast, around("32.00", 5))
    body = get(cast.dev, "submissions:return_detail", own.id).content.decode()
    assert "<h4" not in body[body.index('id="peers"') : body.index('id="answers"')]


def test_a_return_without_peers_says_so(cast):
    own = own_return(cast)
    assert "No other return of this exercise is in yet" in text_of(get(cast.dev, "submissions:return_detail", own.id))
    line = text_of(get(cast.dev, "submissions:peer_line", own.id, "homecare", "total"))
    assert "No other return has this line yet." in line


@pytest.mark.parametrize("name", mostly_by_night("ada", "bea", "carol", "ned", "reg", "gus", "alex", "una"))
def test_nobody_but_the_team_finds_peers(cast, name):
    own = own_return(cast)
    make_returns(cast, ["30", "31"])
    who = getattr(cast, name)
    assert get(who, "submissions:peer_line", own.id, "homecare", "total").status_code == 404
    with behind_the_wall(who):
        assert returns_among_peers(who, cast.exercise) == []


def test_two_hundred_returns_cost_two_queries_more_than_none(cast):
    own = own_return(cast)
    client = client_of(cast.dev)
    address = f"/returns/{own.id}/"
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    make_returns(cast, around("32.00", 40))
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(after) == len(before)
    assert not any("answers" in one["sql"] and "Branch" in one["sql"] for one in after)
