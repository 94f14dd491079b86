"""Names by number, in templates."""

from django import template

register = template.Library()


@register.filter
def name_of(named: dict[str, str], key: object) -> str:
    return named.get(str(key), "")
