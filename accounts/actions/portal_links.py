"""Addresses of the portal's pages in full, as mails and calendars need them."""

from django.conf import settings
from django.urls import reverse


def link_to(page: str, *arguments: object) -> str:
    path: str = reverse(page, args=arguments)
    return f"{settings.PORTAL_URL}{path}"
