"""The invented work of colleagues at a provider: one responsible, a note, costs about to be allocated."""

from collections.abc import Iterable
from typing import Any

from accounts.domain.context import Context
from costofcare.demo.outcome import DemoFailed, done
from costofcare.demo.people import ADA, TOM
from costofcare.demo.stage import DemoStage
from submissions.allocation.actions import allocations
from submissions.collaboration.actions import handover, invite_colleague

NOTE = "Could you do the pay section, please? I am away until Monday."
# In £ of the year, for the whole company.
TOTALS = {"it_cost": "18,400", "insurance_cost": "22,000", "professional_fees_cost": "9,600"}
HOURS_ELSEWHERE = "31,200"


def work_together(stage: DemoStage, asked: Iterable[Any]) -> None:
    """Hand over, share and begin to allocate.

    In a small market they may have no location, and nothing to do together.
    """
    ada, tom = (stage.contexts.get(player.email) for player in (ADA, TOM))
    own = [each for each in asked if ada and each.provider_id == ada.provider_id]
    if not ada or not tom or not own:
        return
    done(handover.hand_over(by=ada, participation_id=own[0].id, to=tom.person_id, seen=None, words=NOTE))
    for each in own[1:]:
        done(handover.take_in_hand(by=ada, participation_id=each.id, seen=None))
    done(invite_colleague.share(by=tom, participation_id=own[-1].id, to=ada.person_id))
    begin_dividing(ada, own[0].exercise_id)


def begin_dividing(by: Context, exercise_id: Any) -> None:
    """Begin an allocation as far as the preview: nothing is put into a return."""
    division: Any = done(allocations.begin(by=by, exercise_id=exercise_id))
    division = allocations.set_costs(by=by, division=division, totals=TOTALS, key="hours", measure="")
    known = {each.place: each.known for each in allocations.branches_of(by, division)}
    figures = known | {"elsewhere": HOURS_ELSEWHERE}
    if isinstance(allocations.set_figures(by=by, division=division, figures=figures), dict):
        raise DemoFailed("the costs of the demo could not be divided")
