"""What browsers and proxies may keep: public pages, and nothing that shows a name or a figure."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from costofcare.middleware.open_addresses import PUBLIC_ADDRESSES, name_of


class CachesMiddleware:
    """Marks every answer as not to be kept, but for public pages shown to strangers.

    A page that is gone back to is asked for anew, so that after signing out it is not there; what was typed on it has
    saved itself. What is published says itself how long it may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        is_personal = was_signed_in or request.user.is_authenticated
        if is_personal or name_of(request.path_info) not in PUBLIC_ADDRESSES:
            response["Cache-Control"] = "no-store"
        return response
