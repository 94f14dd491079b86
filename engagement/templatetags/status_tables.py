"""Rows of the dashboard's tables, as there are hundreds of cells on its page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from engagement.coverage.domain.tables import TableCell, TableRow

register = template.Library()


@register.simple_tag
def status_row(row: TableRow, list_url: str, part: str, withheld: SafeString) -> SafeString:
    """Return a row; each number that counts locations leads to their list, narrowed down by ``part``.

    ``withheld`` is the sign that stands for a number which the asker is not told.
    """
    about = f": the list of {row.name.words.lower()}"
    return format_html(
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{}</th>{}</tr>',
        row.name.words,
        format_html_join(
            "",
            '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>',
            ((withheld if cell.is_withheld else _number(cell, about, list_url, part),) for cell in row.cells),
        ),
    )


def _number(cell: TableCell, about: str, list_url: str, part: str) -> str:
    if not cell.behind or not list_url:
        return cell.words
    query = f"{cell.behind}&{part}" if part else cell.behind
    return format_html(
        '<a class="govuk-link govuk-link--no-visited-state" href="{}?{}">{}'
        '<span class="govuk-visually-hidden">{}</span></a>',
        list_url,
        query,
        cell.words,
        about,
    )
