"""Links, buttons, headings and boxes as GOV.UK Frontend wants them; in every template without ``load``."""

from django import template
from django.utils.safestring import SafeString

from costofcare.templatetags.markup import (
    address,
    attributes_of,
    classes_of,
    filled,
    joined,
    leading,
    shown,
    trimmed,
    with_query,
    words_of,
)

register = template.Library()
HEADING_SIZES = {1: "l", 2: "m", 3: "s"}


@register.simple_block_tag(name="text")
def put_together(content: SafeString) -> SafeString:
    """Return words put together in one line: ``{% text as caption %}Costs of {{ name }}{% endtext %}``."""
    return joined(content)


@register.simple_block_tag
def hidden(content: SafeString) -> SafeString:
    """Return words in a link or a button that are only read out, with a space before them, as in ``words_of``."""
    return words_of("", trimmed(content))


@register.simple_tag
def link(
    url: object,
    text: object,
    hidden: object = "",
    query: object = "",
    fragment: object = "",
    no_print: bool = False,
    no_visited: bool = False,
    classes: str = "",
    **attributes: object,
) -> SafeString:
    """A link; `hidden` words after it say to a screen reader what it is about."""
    plain = "govuk-link--no-visited-state" if no_visited else ""
    return filled(
        '<a class="{}" href="{}"{}>{}</a>',
        classes_of("govuk-link", plain, classes, "portal-no-print" if no_print else ""),
        with_query(url, query, fragment),
        attributes_of(attributes),
        words_of(text, hidden),
    )


@register.simple_tag
def to(
    pattern: str, *arguments: object, text: object, query: object = "", fragment: object = "", **options: object
) -> SafeString:
    """A link to a page by the name of its address."""
    return link(address(pattern, arguments, query, fragment), text, **options)


@register.simple_block_tag
def anchor(content: SafeString, url: object, **options: object) -> SafeString:
    """A link around markup."""
    return link(url, trimmed(content), **options)


@register.simple_block_tag
def anchor_to(content: SafeString, pattern: str, *arguments: object, **options: object) -> SafeString:
    """A link around markup to a page by the name of its address."""
    return to(pattern, *arguments, text=trimmed(content), **options)


@register.simple_tag
def button(
    text: object,
    kind: str = "",
    hidden: object = "",
    double_click: bool = False,
    classes: str = "",
    **attributes: object,
) -> SafeString:
    """A button that sends the form, once unless `double_click`; its kind may be secondary, warning or link."""
    once = {"data_prevent_double_click": "" if double_click else "true"}
    module = {} if kind == "link" else {"data_module": "govuk-button", **once}
    return filled(
        '<button type="submit" class="{}"{}>{}</button>',
        button_classes(kind, classes),
        attributes_of({**attributes, **module}),
        words_of(text, hidden),
    )


def button_classes(kind: str, classes: str) -> str:
    if kind == "link":
        return classes_of("portal-button-link", classes)
    return classes_of("govuk-button", f"govuk-button--{kind}" if kind else "", classes)


@register.simple_tag
def link_button(
    url: object, text: object, kind: str = "", hidden: object = "", classes: str = "", **attributes: object
) -> SafeString:
    """A link that looks like a button: it leads somewhere and changes nothing."""
    return filled(
        '<a href="{}" role="button" draggable="false" class="{}" data-module="govuk-button"{}>{}</a>',
        leading(url),
        button_classes(kind, classes),
        attributes_of(attributes),
        words_of(text, hidden),
    )


@register.simple_tag
def button_to(pattern: str, *arguments: object, text: object, query: object = "", **options: object) -> SafeString:
    """A link that looks like a button, by the name of its address."""
    return link_button(address(pattern, arguments, query), text, **options)


@register.simple_tag
def back_link(url: object, text: object = "Back") -> SafeString:
    """The way back at the top of a page."""
    words = text or "Back"
    return filled('<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>', leading(url), words)


@register.simple_tag
def back_to(pattern: str, *arguments: object, text: object = "Back", query: object = "") -> SafeString:
    return back_link(address(pattern, arguments, query), text)


@register.simple_tag
def heading(
    text: object, level: int = 1, size: str = "", caption: object = "", classes: str = "", **attributes: object
) -> SafeString:
    """A heading; a caption above it says what it belongs to."""
    size = size or HEADING_SIZES[level]
    return filled(
        '{}<h{} class="{}"{}>{}</h{}>',
        filled('<span class="govuk-caption-{}">{}</span>\n', size, shown(caption)) if caption else "",
        level,
        classes_of(f"govuk-heading-{size}", classes),
        attributes_of(attributes),
        shown(text),
        level,
    )
