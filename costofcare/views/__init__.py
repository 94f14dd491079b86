"""The pages that belong to no room, by what they are for."""

from costofcare.views.public import accessibility, contact, front, privacy
from costofcare.views.trouble import bad_request, csrf_failure, not_found, permission_denied, server_error

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
]
