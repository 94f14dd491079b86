"""All that is open without signing in, by the names of the addresses; static files are served before any of this."""

from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, get_urlconf, resolve

# Where nobody is known, signed in or not.
PUBLISHED = frozenset(
    {
        *("reports:published_list", "reports:published", "reports:published_release", "reports:published_file"),
        *("benchmarking:public_edition_list", "benchmarking:public_edition_detail", "benchmarking:public_edition_file"),
    }
)
# What shows nobody's name, and nothing that is not published.
PUBLIC_ADDRESSES = frozenset(
    {
        *("front", "privacy", "accessibility", "contact"),
        *PUBLISHED,
    }
)
OPEN_ADDRESSES = PUBLIC_ADDRESSES | frozenset(
    {
        *("account_login", "account_logout", "account_inactive", "mfa_authenticate"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
        "metrics",  # to whoever shows the token
        "accounts:second_factor_lost",
        "accounts:invitation",
        "engagement:event_answer",
        "engagement:opt_out",
    }
)


def is_open(path: str) -> bool:
    return name_of(path) in OPEN_ADDRESSES


def name_of(path: str) -> str:
    """Return the name of the address that a path is of; blank where there is none.

    Several steps of one request ask: its path is looked for once.
    """
    return _name(path, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(256)
def _name(path: str, addresses: str) -> str:
    try:
        return str(resolve(path, addresses).view_name)
    except Resolver404:
        return ""
