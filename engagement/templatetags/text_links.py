"""Addresses within words, as links of the portal's own look."""

from django import template
from django.template.defaultfilters import urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter(is_safe=True)
def linked(words: str) -> SafeString:
    """Escaped by ``urlize``, which also marks such links as nobody's recommendation."""
    return mark_safe(urlize(words, autoescape=True).replace("<a ", '<a class="govuk-link" '))
