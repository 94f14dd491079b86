"""Show how a form's action ended: done, refused in words on the form, or nothing there."""

from typing import Any, TypeGuard, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest

from accounts.domain.refusal import Refusal

Made = TypeVar("Made")


def is_done(done: Made | Refusal | None, form: Any, field: str | None = None) -> TypeGuard[Made]:
    """Tell whether it is done; raise Http404 for None, and put a refusal at ``field`` if the form has it."""
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        form.add_error(field if field in form.fields else None, done.because)
        return False
    return True


def told(request: HttpRequest, done: object, words: str) -> None:
    """Show the result of a button; raise Http404 if it was not the asker's to press."""
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
