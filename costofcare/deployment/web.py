"""What browsers, proxies and links need: names, HTTPS, a second factor, nothing of a debugger or a demo."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
MOST_PROXIES = 3


def hosts_are_named(settings: Any) -> Iterator[str]:
    for host in settings.ALLOWED_HOSTS:
        if "*" in host:
            yield f"ALLOWED_HOSTS has {host!r}: anybody could name any host. Name the portal's own, without a star."
        elif host.startswith(".") and host.count(".") < 2:
            yield f"ALLOWED_HOSTS has {host!r}, which is everybody under that ending. Name the portal's own host."
    if not settings.ALLOWED_HOSTS or all(is_local(host) for host in settings.ALLOWED_HOSTS):
        yield "ALLOWED_HOSTS names no host that people could reach. Name the portal's own, as costs.council.example."


def https_is_on(settings: Any) -> Iterator[str]:
    if not settings.HTTPS:
        yield "HTTPS is off: passwords and figures would cross the network in the clear. Take HTTPS out, or set it on."


def links_lead_here(settings: Any) -> Iterator[str]:
    """What PORTAL_URL says stands in every e-mail, with the keys of invitations behind it."""
    where = urlsplit(settings.PORTAL_URL)
    host = where.hostname or ""
    if where.scheme != "https" or not host or is_local(host):
        yield "PORTAL_URL is no https address that people could reach; links in e-mails are made with it."
    elif not any(is_named(host, allowed) for allowed in settings.ALLOWED_HOSTS):
        yield f"PORTAL_URL is at {host}, which ALLOWED_HOSTS does not name: links in e-mails would be refused."


def second_factor_is_required(settings: Any) -> Iterator[str]:
    if not settings.SECOND_FACTOR_REQUIRED:
        yield "SECOND_FACTOR_REQUIRED is off: a password alone would open every return. Take it out, or set it on."


def nothing_is_debugged(settings: Any) -> Iterator[str]:
    if settings.DEBUG or any(each.get("OPTIONS", {}).get("debug") for each in settings.TEMPLATES):
        yield "DEBUG is on: error pages would show figures and settings to whoever meets them."


def proxies_are_counted(settings: Any) -> Iterator[str]:
    """Without a proxy there is no TLS, and with one too many anybody says where they ask from."""
    if settings.PROXIES == 0 and settings.PROXIES_SAID != "0":
        yield (
            f"PROXIES is {settings.PROXIES_SAID[:20]!r}, which is no such number: say how many proxies of your own "
            "stand in front, such as PROXIES=1 for nginx alone."
        )
    elif settings.PROXIES == 0:
        yield (
            "PROXIES is 0, and TLS is not spoken by the portal itself: what stands in front would not be believed, "
            "pages would lead to themselves, and everybody would seem to ask from one address. Set PROXIES=1 for "
            "nginx alone."
        )
    elif settings.PROXIES not in range(MOST_PROXIES + 1):
        yield (
            f"PROXIES is {settings.PROXIES}; it is how many proxies of your own stand in front, from 1 to "
            f"{MOST_PROXIES}. Too many, and anybody could say that they ask from elsewhere."
        )


def invented_portal_stays_at_home(settings: Any) -> Iterator[str]:
    """The one refusal of the demo and the tests: their passwords are known, or cheap to guess."""
    hosts = [*settings.ALLOWED_HOSTS, urlsplit(settings.PORTAL_URL).hostname or ""]
    reachable = sorted({host for host in hosts if host and not is_local(host)})
    if settings.STAGE != "production" and reachable:
        yield (
            f"PORTAL_STAGE is {settings.STAGE}, and people could reach it at {', '.join(reachable)}. "
            "Real people need PORTAL_STAGE=production; an invented portal is for localhost alone."
        )


def is_local(host: str) -> bool:
    return host in LOCAL or host.endswith(".localhost")


def is_named(host: str, allowed: str) -> bool:
    return host == allowed or (allowed.startswith(".") and (host.endswith(allowed) or host == allowed[1:]))
