"""Tell the database, sealed, whose account a request is about before it is known who asks: one row, and no other."""

from collections.abc import Callable

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import resolve

from accounts.domain.tokens import digest
from accounts.queries.wall_context import is_anything_told, seek, tell, tell_person, undo_seeking
from costofcare.middleware.body_limits import length_of, most_at
from costofcare.middleware.open_addresses import name_of
from costofcare.middleware.storable_text import is_unstorable
from costofcare.row_level_security import undo

Respond = Callable[[HttpRequest], HttpResponse]
# Where somebody types the address of their account, and under which name.
TYPED = {"account_login": "login", "account_reset_password": "email"}
# The page itself says what is wrong with such a body.
UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError)


class SoughtMiddleware:
    """Says whose session this is, and whose account the sign-in pages look for; the wall says in which role."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if person := request.session.get(SESSION_KEY):
                tell_person(person)
            if named := tuple(_named(request)):
                seek(named)
            return self.get_response(request)
        finally:
            undo_seeking(())
            if is_anything_told():
                undo(lambda: tell(None))


def _named(request: HttpRequest) -> list[str]:
    """Return what the request names: who is half signed in, the address typed, the link's account or token."""
    found = []
    if stashed := request.session.get(LOGIN_SESSION_KEY):
        found += _person(stashed.get("user_pk") or "")
    name = name_of(request.path_info)
    if name == "accounts:invitation":
        found.append(digest(resolve(request.path_info).kwargs["token"]))
    elif name == "account_reset_password_from_key":
        found += _person(resolve(request.path_info).kwargs["uidb36"])
    elif name in TYPED and request.method == "POST":
        found.append(_typed(request, TYPED[name]))
    return [word for word in found if word]


def _typed(request: HttpRequest, field: str) -> str:
    """Return the address typed; blank in a body larger than its page takes, which is refused unread further on.

    What no database keeps is no address; the page itself says so.
    """
    if length_of(request.META) > most_at(request.path_info):
        return ""
    try:
        typed = " ".join(request.POST.get(field, "").lower().split())
    except UNREADABLE:
        return ""
    return "" if is_unstorable(typed) else typed


def _person(key: str) -> list[str]:
    try:
        return [str(url_str_to_user_pk(key))]
    except (ValueError, ValidationError):
        return []
