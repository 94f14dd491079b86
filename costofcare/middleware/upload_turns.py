"""How many files one person may send in an hour: counted, and refused, before a file is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.actions import try_counts
from accounts.domain.try_limits import uploads
from costing.figure_words import moment_in_words
from costofcare.middleware.body_limits import TAKE_A_FILE, TAKE_A_FOLDER
from costofcare.middleware.open_addresses import name_of
from costofcare.views.error_pages import page_of_trouble

TOO_MANY = (
    "You have sent {most:,} files within an hour, which is as many as one person may. This file was not taken; all "
    "that you have a receipt for were. Send it again after {when}."
)


class UploadTurnsMiddleware:
    """Takes so many files from a person in an hour (UPLOADS_PER_HOUR), and says when to go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_upload(request):
            return self.get_response(request)
        allowance, who, now = uploads(settings.UPLOADS_PER_HOUR), str(request.user.pk), timezone.now()
        if try_counts.take(allowance, who, now):
            return self.get_response(request)
        free = try_counts.free_at(allowance, who, now)
        because = TOO_MANY.format(most=allowance.free, when=moment_in_words(timezone.localtime(free)))
        seconds = str(int((free - now).total_seconds()) + 1)
        return page_of_trouble("429.html", 429, {"Retry-After": seconds}, because=because)


def _is_upload(request: HttpRequest) -> bool:
    if request.method != "POST" or not request.user.is_authenticated:
        return False
    return name_of(request.path_info) in TAKE_A_FILE | TAKE_A_FOLDER
