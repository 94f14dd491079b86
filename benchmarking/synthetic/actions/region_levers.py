"""Change a lever of the invented region's toolkit: it rests on what its released round shows as well."""

from dataclasses import replace

from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.toolkit.actions import lever_versions
from benchmarking.toolkit.domain.levers import shipped_levers
from benchmarking.toolkit.queries import evidence_on_offer

LEVER, LINK = "llw", "H2"
WHY = "The round shows what it goes with."


def hold_levers(by: RegionCast) -> None:
    """Let a link of the released round carry a lever, approved by a second person; nothing where it is not released."""
    shown = [one for one in evidence_on_offer(by.analyst) if one.ref.endswith(f":{LINK}")]
    shipped = next(one for one in shipped_levers() if one.key == LEVER)
    told = replace(shipped, evidence=(*shipped.evidence, *shown[:1]), first_step="Ask what each provider pays now.")
    if shown:
        lever_versions.change(by=by.analyst, lever=LEVER, told=told, why=WHY, after=0)
        lever_versions.decide(by=by.approver, lever=LEVER, number=1, is_approved=True)
