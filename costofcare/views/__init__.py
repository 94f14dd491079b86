"""Pages that belong to no room, by what they are for."""

from costofcare.views.error_pages import (
    bad_request,
    csrf_failure,
    not_found,
    permission_denied,
    server_error,
    too_many_requests,
)
from costofcare.views.public import accessibility, contact, front, privacy

__all__ = [
    "accessibility",
    "bad_request",
    "contact",
    "csrf_failure",
    "front",
    "not_found",
    "permission_denied",
    "privacy",
    "server_error",
    "too_many_requests",
]
