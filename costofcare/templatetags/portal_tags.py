"""Template tags for figures in words and small components."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import uuid4

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.domain.idempotency import ONCE
from costing import figure_words
from costing.findings import Severity
from spreadsheets.decimals import rounded
from submissions.domain.states import FILE_WORDS, FileState, ReturnState, UploadState

register = template.Library()

UNDEFINED = "n/a"
NO_BREAK = "\u00a0"
SORT_MARKS = {"ascending": "▲", "descending": "▼", "": "↕"}
SEVERITY_LABELS = {Severity.MUST_FIX: "Must fix", Severity.EXPLAIN: "Explain or change", Severity.NOTE: "Note"}
LABELS: dict[str, str] = {str(key): words for key, words in (SEVERITY_LABELS | FILE_WORDS).items()} | {
    state.value: state.label for state in ReturnState
}
COLOURS = {
    ReturnState.NOT_STARTED: "grey",
    ReturnState.IN_PROGRESS: "blue",
    ReturnState.SUBMITTED: "purple",
    ReturnState.ACCEPTED: "green",
    ReturnState.EXCLUDED: "orange",
    UploadState.RECEIVED: "grey",
    UploadState.CLAIMED: "blue",
    UploadState.DONE: "green",
    UploadState.FAILED: "red",
    FileState.UNREADABLE: "red",
    FileState.NOT_TAKEN: "red",
    FileState.TO_CHOOSE: "orange",
    FileState.REPLACED: "grey",
    FileState.KEPT: "grey",
    Severity.MUST_FIX: "red",
    Severity.EXPLAIN: "orange",
    Severity.NOTE: "blue",
}


def decimal_of(value: object) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


@register.simple_tag
def once() -> SafeString:
    """Return a key for this page: what it sends twice is made once (``accounts.domain.idempotency``)."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, uuid4())


@register.filter
def gbp(value: object) -> str:
    """Return £1,234.50, half up to pence; an undefined figure is n/a, never nothing."""
    figure = decimal_of(value)
    return UNDEFINED if figure is None else figure_words.gbp(figure)


@register.filter
def whole_pounds(value: object) -> str:
    """Return £1,234 without pence, −£1,234 below nothing; an undefined figure is n/a."""
    figure = decimal_of(value)
    return UNDEFINED if figure is None else figure_words.gbp(rounded(figure, 0)).removesuffix(".00")


@register.filter
def percent(share: object) -> str:
    """Return a share (0.05) as 5 %, which no line break parts."""
    figure = decimal_of(share)
    return UNDEFINED if figure is None else figure_words.percent(figure).replace(" ", NO_BREAK)


@register.filter
def with_unit(value: object, unit: str) -> str:
    figure = decimal_of(value)
    return UNDEFINED if figure is None else figure_words.with_unit(figure, unit)


@register.filter
def uk_date(value: date | None) -> str:
    """Return the day: 22 November 2026; a time is first brought to UK time."""
    if value is None:
        return "–"
    return figure_words.day_in_words(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def uk_time(value: datetime | None) -> str:
    """Return the time in the UK: 22 November 2026 at 4:05pm."""
    if value is None:
        return "–"
    return figure_words.moment_in_words(timezone.localtime(value))


@register.filter
def label_of(value: object) -> str:
    """Return words for a state, a severity or a choice."""
    key = str(value.value) if isinstance(value, Enum) else str(value)
    return LABELS.get(key, key.replace("_", " ").capitalize())


@register.simple_tag
def tag(words: object, colour: str = "") -> SafeString:
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", words)


@register.simple_tag
def state_tag(value: object) -> SafeString:
    """Return the tag of a return's or an upload's state, or of a finding's severity; given as value or as enum."""
    key = str(value.value) if isinstance(value, Enum) else str(value)
    return tag(label_of(key), next((colour for state, colour in COLOURS.items() if state.value == key), "grey"))


@register.simple_tag
def withheld() -> SafeString:
    """Return a hidden cell: they all look the same, whatever the reason."""
    return mark_safe(
        '<span class="portal-withheld" aria-hidden="true" title="Withheld to protect providers">[c]</span>'
        '<span class="govuk-visually-hidden">withheld to protect providers</span>'
    )


@register.simple_tag
def released(value: object) -> SafeString | str:
    """Return a released figure in £, or the sign that it is withheld."""
    return withheld() if value is None else gbp(value)


@register.inclusion_tag("partials/_pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Return links to the other pages; filters and sorting in the address are kept."""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return {"request": context["request"], "page": page, "numbers": numbers}


@register.inclusion_tag("partials/_sort_header.html", takes_context=True)
def sort_header(
    context: Context, label: str, name: str, numeric: bool = False, default: bool = False
) -> dict[str, Any]:
    """Return a column heading that sorts by ``?sort=name``, then by ``?sort=-name``.

    `default` is the unsorted order.
    """
    asked = context["request"].GET.get("sort") or (name if default else "")
    direction = {name: "ascending", f"-{name}": "descending"}.get(asked, "")
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{name}" if direction == "ascending" else name
    url, mark = f"?{query.urlencode()}", SORT_MARKS[direction]
    return {"label": label, "numeric": numeric, "direction": direction, "url": url, "mark": mark}
