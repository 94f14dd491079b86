"""Show how a form's action ended: done, refused in words on the form, or nothing there."""

from typing import Any, TypeGuard, TypeVar

from django.http import Http404

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
