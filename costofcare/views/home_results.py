"""The results on the home of a council: of each exercise the newest released figure, with what was before."""

from collections.abc import Sequence
from typing import Any

from costing.forms import form_for
from reports.domain.headline import headline_figures
from reports.domain.release_states import ReleaseState


def results_of(releases: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the current release of each exercise with its figures; ``releases`` are those that the asker may see."""
    current = [release for release in releases if release.state == ReleaseState.RELEASED]
    return [{"release": release, "figures": _figures(release, releases)} for release in current]


def _figures(release: Any, releases: Sequence[Any]) -> list[Any]:
    form = form_for(release.exercise.service, release.form_version)
    if form is None:
        return []
    earlier = [each for each in releases if _is_earlier(each, release)]
    before = max(earlier, key=lambda each: each.number, default=None)
    return headline_figures(form, release.table, before.table if before else None)


def _is_earlier(one: Any, release: Any) -> bool:
    same = (one.exercise_id, one.form_version) == (release.exercise_id, release.form_version)
    return same and one.number < release.number
