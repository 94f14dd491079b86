"""Times of meetings in templates."""

from datetime import datetime

from django import template

from engagement.meetings.domain.uk_times import clock_in_words

register = template.Library()


@register.filter
def uk_clock(moment: datetime) -> str:
    """10:00am, UK time."""
    return clock_in_words(moment)
