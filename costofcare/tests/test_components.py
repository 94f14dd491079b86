"""The tags that pages are built from: their markup, and that they escape what they are given."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.template import engines

ID = UUID(int=7)
HOSTILE = "<b>Elm & 'Oak'</b>"
ESCAPED = "&lt;b&gt;Elm &amp; &#x27;Oak&#x27;&lt;/b&gt;"


def drawn(source: str, **values: object) -> str:
    return str(engines["django"].from_string(source).render(values))


@pytest.mark.parametrize(
    "source",
    [
        '{% link "/home/" name %}',
        '{% link "/home/" "Change" hidden=name %}',
        '{% link "/home/" "Change" title=name %}',
        '{% link name "Change" %}',
        '{% link "/home/" "Change" query=name %}',
        '{% anchor "/home/" %}{{ name }}{% hidden %}{{ name }}{% endhidden %}{% endanchor %}',
        '{% to "home" text=name %}',
        '{% anchor_to "home" hidden=name %}Home{% endanchor_to %}',
        "{% button name %}",
        '{% button "Save" name="to" value=name %}',
        '{% button "Remove" kind="link" hidden=name %}',
        '{% link_button name "Go" %}',
        '{% button_to "home" text=name %}',
        "{% back_link name name %}",
        "{% heading name caption=name %}",
        "{% text as words %}{{ name }}{% endtext %}{% heading words %}",
        "{% table name id=name key=name scroll=True %}{% endtable %}",
        "{% th name %}",
        "{% th name hidden=True %}",
        "{% heads name name %}",
        "{% cell name head=name classes=name %}",
        "{% td head=name %}{{ name }}{% endtd %}",
        "{% row kind=name classes=name %}{% rowhead %}{{ name }}{% endrowhead %}{% endrow %}",
        "{% hint %}{{ name }}{% endhint %}",
        "{% inset %}{{ name }}{% endinset %}",
        "{% warning %}{{ name }}{% endwarning %}",
        "{% details name %}{{ name }}{% enddetails %}",
        "{% empty_state name url=name action=name %}{{ name }}{% endempty_state %}",
        "{% banner name id=name %}{{ name }}{% endbanner %}",
        "{% summary_card name %}{{ name }}{% endsummary_card %}",
        "{% summary_row name name url=name action=name about=name classes=name %}",
        "{% summary name actions=name %}{{ name }}{% endsummary %}",
    ],
)
def test_every_tag_escapes_what_it_is_given_once(source: str):
    words = drawn(source, name=HOSTILE)
    assert ESCAPED in words
    assert HOSTILE not in words and "&amp;lt;" not in words and "&amp;amp;" not in words


def test_values_show_as_a_variable_does():
    for value in (Decimal("3.20"), date(2027, 1, 31), 1234, None, "Elm", ""):
        shown = drawn("{{ value }}", value=value)
        assert drawn("{% cell value %}", value=value) == f'<td class="govuk-table__cell">{shown}</td>'


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ("of Elm", " of Elm"),
        (" of Elm ", " of Elm"),
        (": Elm", ": Elm"),
        (", all of it", ", all of it"),
        ("– Elm", " – Elm"),
    ],
)
def test_hidden_words_follow_the_visible_ones_with_a_space_but_before_a_stop(hidden: str, words: str):
    tag = f'Change<span class="govuk-visually-hidden">{words}</span>'
    assert drawn('{% link "/" "Change" hidden=hidden %}', hidden=hidden) == f'<a class="govuk-link" href="/">{tag}</a>'
    assert tag in drawn('{% anchor "/" %}Change{% hidden %}{{ hidden }}{% endhidden %}{% endanchor %}', hidden=hidden)


def test_link_without_hidden_words_query_and_fragment_has_none():
    source = '{% link "/home/" "Home" hidden=missing query=missing fragment=missing title=missing %}'
    assert drawn(source) == '<a class="govuk-link" href="/home/">Home</a>'


def test_link_takes_query_fragment_classes_and_attributes():
    source = '{% link "/" "Log" query="a=1&b=2" fragment="log" no_print=True download=True aria_describedby="hint" %}'
    assert drawn(source) == (
        '<a class="govuk-link portal-no-print" href="/?a=1&amp;b=2#log" aria-describedby="hint" download>Log</a>'
    )


def test_links_by_name_lead_where_url_leads():
    assert drawn('{% to "accounts:end_role" id text="Remove" %}', id=ID) == (
        drawn('<a class="govuk-link" href="{% url "accounts:end_role" id %}">Remove</a>', id=ID)
    )
    assert drawn('{% back_to "home" text="Home" %}') == drawn(
        '<nav aria-label="Back"><a href="{% url "home" %}" class="govuk-back-link">Home</a></nav>'
    )


def test_button_sends_a_form_once_unless_a_second_click_may():
    once = '<button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">'
    assert drawn('{% button "Save" %}') == f"{once}Save</button>"
    assert drawn('{% button "Search" kind="secondary" double_click=True %}') == (
        '<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Search</button>'
    )
    assert drawn('{% button "Take back" kind="link" %}') == (
        '<button type="submit" class="portal-button-link">Take back</button>'
    )


def test_text_becomes_one_line_and_keeps_spaces_that_do_not_break():
    source = "{% text as words %}\n  Two\n  {% if false %}x{% endif %}\n  lines of 5\u00a0%\n{% endtext %}{{ words }}"
    assert drawn(source) == "Two lines of 5\u00a0%"


def test_table_that_scrolls_is_named_by_its_caption():
    source = (
        '{% table "Costs" id="own" key=2 size="s" dense=True scroll=True %}{% head %}{% th "Line" %}{% endhead %}'
        '{% body %}{% row kind="total" %}{% rowhead %} Total {% endrowhead %}{% endrow %}{% endbody %}{% endtable %}'
    )
    assert drawn(source).replace("\n", "") == (
        '<div class="portal-scroll" role="region" aria-labelledby="own-2" tabindex="0">'
        '<table class="govuk-table portal-table--dense">'
        '<caption class="govuk-table__caption govuk-table__caption--s" id="own-2">Costs</caption>'
        '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header">Line</th></tr></thead>'
        '<tbody class="govuk-table__body"><tr class="govuk-table__row portal-row--total">'
        '<th scope="row" class="govuk-table__header">Total</th></tr></tbody></table></div>'
    )


def test_nothing_stands_between_rows_and_cells_and_a_table_of_figures_says_so_once():
    source = (
        "{% table figures=True %}{% body %}\n"
        "  {% row %}\n {% rowhead %}One{% endrowhead %}\n  {% cell 1 %}\n{% endrow %}\n"
        "  {% row %}{% rowhead %}<b>a</b> <i>b</i>{% endrowhead %}{% cell 2 %}{% endrow %}{% endbody %}{% endtable %}"
    )
    assert drawn(source).replace("\n", "") == (
        '<table class="govuk-table portal-table--figures"><tbody class="govuk-table__body">'
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">One</th>'
        '<td class="govuk-table__cell">1</td></tr>'
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><b>a</b> <i>b</i></th>'
        '<td class="govuk-table__cell">2</td></tr></tbody></table>'
    )


def test_row_of_the_plain_kind_has_no_look_of_its_own():
    assert drawn('{% row kind="line" unless="line" %}{% endrow %}') == '<tr class="govuk-table__row"></tr>'


def test_summary_row_with_nothing_to_do_says_so_and_one_with_blank_actions_does_not():
    assert "--no-actions" in drawn('{% summary_row "Owner" "Elm" %}')
    blank = drawn('{% text as actions %}{% endtext %}{% summary "Owner" actions=actions %}Elm{% endsummary %}')
    assert "--no-actions" not in blank and '<dd class="govuk-summary-list__actions"></dd>' in blank


def test_details_are_closed_unless_open():
    assert drawn('{% details "Why" %}So{% enddetails %}').startswith('<details class="govuk-details">')
    assert drawn('{% details "Why" open=True %}So{% enddetails %}').startswith('<details class="govuk-details" open>')
