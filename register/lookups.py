"""Look up what a page of any room is about, or raise 404: not found and not allowed are the same answer."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.lookups import or_404
from register.queries import Exercise


def chosen_exercise(exercises: Sequence[Exercise], wanted: str) -> Exercise | None:
    """Return the exercise that is asked for by its ID, or the newest that has opened; None if there is none at all.

    Raise Http404 for one that is not among them.
    """
    if wanted:
        return or_404(next((one for one in exercises if str(one.id) == wanted), None))
    today = timezone.localdate()
    return next((one for one in exercises if one.opens_on <= today), exercises[0] if exercises else None)
