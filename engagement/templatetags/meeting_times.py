"""Times of meetings in templates."""

from datetime import datetime

from django import template

from engagement.meetings.domain.uk_times import clock_in_words

register = template.Library()


@register.filter
def uk_clock(moment: datetime) -> str:
    """Return the time in the United Kingdom: 10am."""
    return clock_in_words(moment)
