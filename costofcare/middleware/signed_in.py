"""Whoever is not signed in is led to signing in and on, whatever they ask for, so that no address tells what exists."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse

from accounts.actions import kept_words
from accounts.domain.kept_words import KeptForm, fields_of, has_words
from accounts.domain.scripts import is_by_script, wants_json
from costofcare.middleware.known_devices import remember_device
from costofcare.middleware.open_addresses import is_open
from costofcare.middleware.whose_session import keep_pages_usable, remember_whose, whose_session

Respond = Callable[[HttpRequest], HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
# Passwords and codes are typed there, which are never kept.
ACCOUNT = "/account/"
# Longer than anything that a form of ours sends, not a form at all, or broken off on the way.
UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError)
SIGNED_OUT = "You have been signed out. Nothing was changed. Sign in, then do it again."
KEPT = "You had been signed out before this was sent. Sign in, and you get back what you typed."
NOT_KEPT = "You had been signed out before this was sent, and it could not be kept. Go back to copy what you typed."
ENDED = "For safety you have been signed out after a while. Sign in to go on."
NO_FILES = "Files are not kept: choose them again once you are signed in."


class SignedInMiddleware:
    """Lets strangers to the open addresses alone, and remembers in the browser whose session it was."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if not was_signed_in and not is_open(request.path_info):
            return words_for_script(request) if is_by_script(request.headers) else lead_to_sign_in(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            if not was_signed_in:
                keep_pages_usable(request)
                remember_device(request, response, request.user.email)
            remember_whose(request, response)
        elif was_signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        elif proved_email := getattr(request, "proved_email", ""):
            remember_device(request, response, proved_email)
        return response


def words_for_script(request: HttpRequest) -> HttpResponse:
    if wants_json(request.headers):
        return JsonResponse({"words": SIGNED_OUT, "sign_in": reverse("account_login")}, status=401)
    return HttpResponse(SIGNED_OUT, status=401, content_type="text/plain; charset=utf-8")


def lead_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to signing in and on to the page that was asked for; what was posted is kept, and said to be."""
    if request.method in READING:
        if hasattr(request, "session_was_of"):
            messages.info(request, ENDED)
        return redirect_to_login(request.get_full_path())
    is_kept, had_files = _keep(request)
    if is_kept is None:
        return redirect_to_login(page_of_form(request))
    if is_kept:
        messages.info(request, KEPT)
    else:
        messages.error(request, NOT_KEPT)
    if had_files:
        messages.info(request, NO_FILES)
    return redirect_to_login(reverse("accounts:kept_words") if is_kept else page_of_form(request))


def _keep(request: HttpRequest) -> tuple[bool | None, bool]:
    """Keep the words, and tell whether that was possible and whether files came too; None if there are none."""
    person_id = whose_session(request)
    if person_id is None or request.path_info.startswith(ACCOUNT) or not is_from_our_page(request):
        return None if request.path_info.startswith(ACCOUNT) else False, False
    try:
        fields, had_files = fields_of(request.POST.lists()), bool(request.FILES)
    except UNREADABLE:
        return False, False
    if not has_words(fields):
        return None, had_files
    form = KeptForm(request.get_full_path(), fields, had_files)
    return kept_words.keep(person_id=person_id, form=form), had_files


def is_from_our_page(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent this: nobody plants words in another's name."""
    try:
        return CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, is_open, (), {}) is None
    except UNREADABLE:
        return False


def page_of_form(request: HttpRequest) -> str:
    """Return the page that the form stood on, as its own address may take nothing but forms."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or came_from.path.startswith(ACCOUNT):
        return request.get_full_path()
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
