"""The frame of every page: the portal's name, who is asking, and where they may go."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from markets.permissions import can_look_after_visits
from register import queries as register

DEMO_WORDS = "Every name and every figure here is invented."

READERS = frozenset({RoleName.ANALYST, RoleName.RELEASE_APPROVER})
ADMINISTRATOR = frozenset({RoleName.ADMINISTRATOR})
SEES_RELEASES = READERS | PROVIDER_ROLES | {RoleName.COMMISSIONER, RoleName.REGIONAL_LEAD} | ADMINISTRATOR
# Label, name of the address, and for whom; an address that no room has yet is left out.
MENU: tuple[tuple[str, str, frozenset[RoleName]], ...] = (
    ("Home", "home", frozenset(RoleName)),
    ("Your locations", "submissions:own_location_list", PROVIDER_ROLES),
    ("Desk", "submissions:desk", READERS),
    ("Returns", "submissions:return_list", READERS),
    ("Questions", "submissions:query_list", READERS),
    ("Engagement", "engagement:exercise_list", REACHES_PROVIDERS),
    ("Calculations", "reports:calculation_list", READERS),
    ("Region", "reports:region_detail", frozenset({RoleName.REGIONAL_LEAD})),
    ("Released figures", "reports:release_list", SEES_RELEASES),
    ("Visits", "markets:dataset_list", frozenset({RoleName.ANALYST, RoleName.COMMISSIONER})),
    ("Fee lab", "markets:scenario_list", frozenset({RoleName.ANALYST, RoleName.COMMISSIONER})),
    ("Wage surveys", "markets:pay_counts_list", frozenset({RoleName.RELEASE_APPROVER})),
    ("Market", "markets:market_profile", READERS | {RoleName.COMMISSIONER}),
    ("Benchmarking", "benchmarking:own_round_list", frozenset({RoleName.COMMISSIONER})),
    ("Colleagues", "accounts:colleague_list", frozenset({RoleName.PROVIDER_ADMINISTRATOR})),
    ("People", "accounts:person_list", ADMINISTRATOR),
    ("Exercises", "register:exercise_list", ADMINISTRATOR | {RoleName.ANALYST}),
    ("Register", "register:location_list", ADMINISTRATOR),
    ("Audit trail", "accounts:audit_list", frozenset({RoleName.ADMINISTRATOR, RoleName.AUDITOR})),
)
VISITS = "markets:dataset_list"
OFFICE = TEAM_ROLES | {RoleName.REGIONAL_LEAD}
# A programme office has neither providers nor exercises: its people have its rounds.
OFFICE_MENU = (
    ("Home", "home", OFFICE),
    ("Rounds", "benchmarking:round_list", OFFICE),
    ("Editions", "benchmarking:copy_list", frozenset({RoleName.REGIONAL_LEAD})),
    ("Interviews", "engagement:study_list", TEAM_ROLES),
    ("Public files", "benchmarking:public_file_list", OFFICE),
    ("Public figures", "benchmarking:public_figure_list", OFFICE),
)
FEE_ROOM = (
    r"/(rate-cards|wage-(counts|surveys)|options|risks|zones|places|programmes|evaluations|papers|market-position)/"
)
# Pages whose address does not begin with that of the menu's item that leads to them.
LED_TO = (
    (re.compile(r"/exercises/[^/]+/(outliers|checks|ranges)/"), "submissions:return_list"),
    (re.compile(r"/decisions/"), "submissions:return_list"),
    (re.compile(r"/price-indices/"), "reports:calculation_list"),
    (re.compile(r"/datasheets/"), "reports:release_list"),
    (re.compile(FEE_ROOM), "markets:scenario_list"),
    (re.compile(r"/market-tables/"), "markets:market_profile"),
    (re.compile(r"/payment-lab/"), "markets:market_profile"),
    (re.compile(r"/benchmarking/(own|editions)/"), "benchmarking:own_round_list"),
)
LINKS = {
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "change_context": "accounts:choose_context",
    "account": "accounts:account",
}


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    is_active: bool = False
    is_current: bool = False


def face(request: HttpRequest) -> dict[str, object]:
    return {
        "portal_name": settings.PORTAL_NAME,
        "navigation": menu(getattr(request, "context", None), request.path, is_office=_is_office(request)),
        "face_links": {key: address(name) for key, name in LINKS.items()},
        "demo_words": DEMO_WORDS if settings.DEMO else "",
        "signed_in": signed_in(request),
    }


def signed_in(request: HttpRequest) -> dict[str, object]:
    """Return whose page this is and how long the session lasts, for the page's script; blank for strangers."""
    if not hasattr(request, "session_left") or not request.user.is_authenticated:
        return {}
    unless_used, at_most = request.session_left
    warning = int(settings.SESSION_WARNING.total_seconds())
    return {"person": request.user.pk, "left": unless_used, "most": at_most, "warning": warning}


def _is_office(request: HttpRequest) -> bool:
    """Tell whether the asker is of a programme office; a page that is served without a session asks no table."""
    context = getattr(request, "context", None)
    if context is None or context.role not in OFFICE or not hasattr(request, "session_left"):
        return False
    return register.programme_office(context.own_authority) is not None


def menu(context: Context | None, path: str, *, is_office: bool = False) -> list[MenuItem]:
    """Return the menu of a role; the item whose address fits the page best is marked."""
    if context is None:
        return []
    entries = OFFICE_MENU if is_office else MENU
    shown = [(label, name) for label, name, roles in entries if context.role in roles]
    items = [(label, address(name)) for label, name in shown if name != VISITS or can_look_after_visits(context)]
    offered = {name for _, name in shown}
    within = next((address(name) for pattern, name in LED_TO if name in offered and pattern.match(path)), path)
    here = max((url for _, url in items if url and within.startswith(url)), key=len, default="")
    return [MenuItem(label, url, is_active=url == here, is_current=url == path) for label, url in items if url]


def address(name: str) -> str:
    return _address(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(name: str, addresses: str, prefix: str) -> str:
    """Return an address without a part that differs; it is the same while these addresses stand below this prefix."""
    try:
        return reverse(name, addresses)
    except NoReverseMatch:
        return ""
