"""How what a form asked for ended: done, refused in words on the form, or nothing there."""

from typing import Any, TypeGuard, TypeVar

from django.http import Http404

from accounts.domain.refusal import Refusal

Made = TypeVar("Made")


def is_done(done: Made | Refusal | None, form: Any, field: str | None = None) -> TypeGuard[Made]:
    """Nothing there is a page that is not found; a refusal is said at ``field``, where the form has one."""
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        form.add_error(field if field in form.fields else None, done.because)
        return False
    return True
