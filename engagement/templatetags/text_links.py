"""Turn addresses within words into links of the portal's own look."""

from django import template
from django.template.defaultfilters import urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter(is_safe=True)
def linked(words: str) -> SafeString:
    """Return the words with links, escaped by ``urlize``, which also adds rel="nofollow"."""
    return mark_safe(urlize(words, autoescape=True).replace("<a ", '<a class="govuk-link" '))
