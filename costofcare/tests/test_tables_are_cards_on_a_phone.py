"""A table that is stacked names the column on each cell, so that a row is a card on a phone."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

ROWS = """{% table "Slots" id="x" stacked=True %}
{% head %}{% heads "When" "Where & how" %}{% th "Actions" hidden=True %}{% endhead %}
{% body %}{% row %}{% rowhead %}Monday{% endrowhead %}{% cell "Here" %}{% td %}a link{% endtd %}{% endrow %}
ROW{% endbody %}{% endtable %}"""


def named(source: str) -> list[tuple[str, str]]:
    html = Template(source).render(Context({}))
    return re.findall(r'<t[dh] class="[^"]*"(?: data-head="([^"]*)")?>([^<]*)</t', html)


def test_each_cell_has_the_name_of_its_column():
    assert named(ROWS.replace("ROW", "")) == [("Where &amp; how", "Here"), ("", "a link")]


def test_a_row_without_a_cell_for_each_column_is_left_alone():
    row = '{% row %}{% td colspan="3" %}Nothing{% endtd %}{% endrow %}{% row %}{% cell "Only" %}{% endrow %}'
    assert [name for name, words in named(ROWS.replace("ROW", row)) if words == "Only"] == [""]


def test_a_table_that_names_its_own_cells_is_left_alone():
    row = '{% row %}{% cell "a" head="Mine" %}{% cell "b" %}{% cell "c" %}{% endrow %}'
    assert named(ROWS.replace("ROW", row)) == [("", "Here"), ("", "a link"), ("Mine", "a"), ("", "b"), ("", "c")]


def test_the_mark_of_a_sorted_column_and_a_question_mark_are_no_part_of_its_name():
    source = (
        '{% load portal_tags %}{% table "x" stacked=True %}'
        '{% head %}{% sort_header "Zone" "zone" %}{% th "In scope?" %}'
        "{% endhead %}{% body %}{% row %}{% cell 1 %}{% cell 2 %}{% endrow %}{% endbody %}{% endtable %}"
    )
    html = Template(source).render(Context({"request": RequestFactory().get("/")}))
    assert re.findall(r'data-head="([^"]*)"', html) == ["Zone", "In scope"]


@pytest.mark.parametrize("stacked", ["False", "True"])
def test_a_table_without_heads_is_drawn(stacked):
    source = f'{{% table "x" stacked={stacked} %}}{{% body %}}{{% row %}}{{% cell 1 %}}{{% endrow %}}{{% endbody %}}'
    assert named(source + "{% endtable %}") == [("", "1")]
