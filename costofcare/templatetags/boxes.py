"""Boxes: notes, warnings, details, empty lists, summary lists; in every template without ``load``."""

from django import template
from django.utils.safestring import SafeString

from costofcare.templatetags.components import link
from costofcare.templatetags.markup import attributes_of, classes_of, filled, keyed, shown, trimmed

register = template.Library()


@register.simple_block_tag
def hint(content: SafeString, classes: str = "", **attributes: object) -> SafeString:
    named = classes_of("govuk-hint", classes)
    return filled('<span class="{}"{}>{}</span>', named, attributes_of(attributes), trimmed(content))


@register.simple_block_tag
def inset(content: SafeString, classes: str = "", **attributes: object) -> SafeString:
    named = classes_of("govuk-inset-text", classes)
    return filled('<div class="{}"{}>{}</div>', named, attributes_of(attributes), trimmed(content))


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    return filled(
        '<div class="govuk-warning-text">\n<span class="govuk-warning-text__icon" aria-hidden="true">!</span>\n'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> {}</strong>\n'
        "</div>",
        trimmed(content),
    )


@register.simple_block_tag
def details(content: SafeString, summary: object, open: bool = False, classes: str = "") -> SafeString:
    """Return what few need, behind a line that opens it."""
    return filled(
        '<details class="{}"{}>\n<summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>\n'
        '<div class="govuk-details__text">{}</div>\n</details>',
        classes_of("govuk-details", classes),
        attributes_of({"open": bool(open)}),
        shown(summary),
        trimmed(content),
    )


@register.simple_block_tag
def empty_state(content: SafeString, title: object, url: object = "", action: object = "") -> SafeString:
    """Return what an empty list shows: why it is empty, and with `url` and `action` what to do."""
    return filled(
        '<div class="portal-empty">\n<h2 class="govuk-heading-s">{}</h2>\n<p class="govuk-body">{}</p>\n{}</div>',
        shown(title),
        trimmed(content),
        filled('<p class="govuk-body">{}</p>\n', link(url, action)) if url else "",
    )


@register.simple_block_tag
def banner(
    content: SafeString, title: object, id: str, key: object = "", kind: str = "", role: str = "region"
) -> SafeString:
    """Return a notice that everybody on the page should see; its kind may be success, its role alert if it is new."""
    name = keyed(id, key)
    return filled(
        '<div class="{}" role="{}" aria-labelledby="{}" data-module="govuk-notification-banner">\n{}\n'
        '<div class="govuk-notification-banner__content">\n{}\n</div>\n</div>',
        classes_of("govuk-notification-banner", f"govuk-notification-banner--{kind}" if kind else ""),
        role,
        name,
        banner_title(title, name),
        trimmed(content),
    )


def banner_title(title: object, name: str) -> SafeString:
    return filled(
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}">{}</h2></div>',
        name,
        shown(title),
    )


@register.simple_block_tag
def summary_card(content: SafeString, title: object, classes: str = "") -> SafeString:
    return filled(
        '<div class="govuk-summary-card">\n<div class="govuk-summary-card__title-wrapper">'
        '<h2 class="{}">{}</h2></div>\n<div class="govuk-summary-card__content">\n{}\n</div>\n</div>',
        classes_of("govuk-summary-card__title", classes),
        shown(title),
        trimmed(content),
    )


@register.simple_block_tag
def summary_list(content: SafeString, classes: str = "", **attributes: object) -> SafeString:
    """A list of keys and values: ``summary_row`` for a value, ``summary`` for markup."""
    named = classes_of("govuk-summary-list", classes)
    return filled('<dl class="{}"{}>\n{}\n</dl>', named, attributes_of(attributes), trimmed(content))


@register.simple_tag
def summary_row(
    key: object,
    value: object,
    url: object = "",
    action: object = "Change",
    about: object = "",
    actions: object = None,
    classes: str = "",
) -> SafeString:
    """A key and its value, and what can be done: a link with hidden words `about`, or `actions`, maybe blank."""
    if url:
        actions = link(url, action, hidden=about)
    return filled(
        '<div class="{}"><dt class="govuk-summary-list__key">{}</dt><dd class="{}">{}</dd>{}</div>',
        classes_of("govuk-summary-list__row", "govuk-summary-list__row--no-actions" if actions is None else ""),
        shown(key),
        classes_of("govuk-summary-list__value", classes),
        shown(value),
        "" if actions is None else filled('<dd class="govuk-summary-list__actions">{}</dd>', actions),
    )


@register.simple_block_tag
def summary(content: SafeString, key: object, **options: object) -> SafeString:
    """A key and its value with markup in it; options as of ``summary_row``."""
    return summary_row(key, trimmed(content), **options)
