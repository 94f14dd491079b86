"""Tables: ``table`` holds ``head`` and ``body``; these hold ``row``, and it holds heads and cells."""

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from costofcare.templatetags.markup import attributes_of, classes_of, filled, keyed, shown, trimmed, unseen
from costofcare.templatetags.stacked_rows import with_column_names

register = template.Library()
# What a template leaves between two cells or two rows: a third of the bytes of a long table.
BETWEEN = re.compile(r"(</t[dhr]>)\s+(?=<t[dhr]\b)")


@register.simple_block_tag
def table(
    content: SafeString,
    caption: object = "",
    id: str = "",
    key: object = "",
    size: str = "m",
    hidden_caption: bool = False,
    dense: bool = False,
    narrow: bool = False,
    stacked: bool = False,
    scroll: bool = False,
    figures: bool = False,
    classes: str = "",
    **attributes: object,
) -> SafeString:
    """Return a table; `id` (with `key` after a hyphen) is the caption's, which names the region that scrolls.

    On a phone the rows of one that is `stacked` are cards: each cell below the other, with the name of its column.
    One of `figures` has them in every cell but the heads of its rows, which then need not say it each.
    """
    name = keyed(id, key)
    styles = (
        ("portal-table--dense", dense),
        ("portal-table--narrow", narrow),
        ("portal-table--stacked", stacked),
        ("portal-table--figures", figures),
    )
    whole = filled(
        '<table class="{}"{}>\n{}{}\n</table>',
        classes_of("govuk-table", *(style for style, chosen in styles if chosen), classes),
        attributes_of(attributes),
        titled(caption, name, size, hidden_caption) if caption else "",
        with_column_names(trimmed(content)) if stacked else trimmed(content),
    )
    return scrolling(whole, name) if scroll else whole


def scrolling(whole: SafeString, name: str) -> SafeString:
    """A table wider than the page scrolls by itself, with the keyboard too."""
    return filled(
        '<div class="portal-scroll" role="region" aria-labelledby="{}" tabindex="0">\n{}\n</div>', name, whole
    )


def titled(caption: object, name: str, size: str, hidden: bool) -> SafeString:
    return filled(
        '<caption class="govuk-table__caption {}"{}>{}</caption>\n',
        "govuk-visually-hidden" if hidden else f"govuk-table__caption--{size}",
        attributes_of({"id": name}),
        shown(caption),
    )


@register.simple_block_tag
def head(content: SafeString) -> SafeString:
    """Return the row of column heads."""
    return filled(
        '<thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>', _without_gaps(content)
    )


@register.simple_block_tag
def body(content: SafeString) -> SafeString:
    return filled('<tbody class="govuk-table__body">\n{}\n</tbody>', _without_gaps(content))


def _without_gaps(content: SafeString) -> SafeString:
    return SafeString(BETWEEN.sub(r"\1", trimmed(content)))


@register.simple_block_tag
def row(content: SafeString, kind: str = "", unless: str = "", classes: str = "", **attributes: object) -> SafeString:
    """A row; `kind` (line, subtotal, total) sets how it looks but where it is `unless`."""
    look = f"portal-row--{kind}" if kind and kind != unless else ""
    return filled(
        '<tr class="{}"{}>{}</tr>',
        classes_of("govuk-table__row", look, classes),
        attributes_of(attributes),
        trimmed(content),
    )


@register.simple_tag
def th(
    text: object, numeric: bool = False, hidden: bool = False, classes: str = "", **attributes: object
) -> SafeString:
    """The head of a column; `hidden` words are only read out, over a column of links or buttons."""
    return filled(
        '<th scope="col" class="{}"{}>{}</th>',
        classes_of("govuk-table__header", "govuk-table__header--numeric" if numeric else "", classes),
        attributes_of(attributes),
        unseen(text) if hidden else shown(text),
    )


@register.simple_tag
def heads(*texts: object, numeric: bool = False) -> SafeString:
    """Return several heads of columns, alike."""
    return format_html_join("", "{}", ((th(text, numeric=numeric),) for text in texts))


@register.simple_block_tag
def rowhead(content: SafeString, classes: str = "", **attributes: object) -> SafeString:
    """Return the cell that names its row."""
    named = classes_of("govuk-table__header", classes)
    return filled('<th scope="row" class="{}"{}>{}</th>', named, attributes_of(attributes), trimmed(content))


@register.simple_block_tag
def td(
    content: SafeString, numeric: bool = False, head: object = "", classes: str = "", **attributes: object
) -> SafeString:
    """Return a cell with markup in it."""
    return cell(trimmed(content), numeric=numeric, head=head, classes=classes, **attributes)


@register.simple_tag
def tick(name: str, value: object, about: object, form: str) -> SafeString:
    """Return a cell with a box to tick the row, for a form that stands elsewhere on the page."""
    id = f"{name}-{value}"
    return filled(
        '<td class="govuk-table__cell portal-tick"><div class="govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}"'
        ' value="{}" form="{}"><label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div></div></td>',
        id,
        name,
        value,
        form,
        id,
        unseen(f"Choose {about}"),
    )


@register.simple_tag
def cell(
    value: object, numeric: bool = False, head: object = "", classes: str = "", **attributes: object
) -> SafeString:
    """Return a cell with a value; `head` names it where a narrow screen stacks the table."""
    return filled(
        '<td class="{}"{}>{}</td>',
        classes_of("govuk-table__cell", "govuk-table__cell--numeric" if numeric else "", classes),
        attributes_of({"data_head": head, **attributes}),
        shown(value),
    )
