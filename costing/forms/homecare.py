"""The home-care return: one branch, £ per contact hour."""

from pathlib import Path

from costing.form import (
    Column,
    Form,
    lines_from,
    questions_from,
    sharing_from,
)

_DATA = Path(__file__).parent / "data"

HOMECARE = Form(
    service="homecare",
    version="1",
    title="Home care: cost return",
    location_word="branch",
    cost_unit="£ per contact hour",
    questions=questions_from(_DATA / "homecare_inputs.csv"),
    lines=lines_from(_DATA / "annex_a_homecare.csv"),
    columns=(Column("homecare", "Home care"),),
    weight="hours",
    sharing=sharing_from(_DATA / "sharing_homecare.csv"),
    cost_note="National Insurance by the statutory formula is an estimate: an average hides that some careworkers stay "
    "under the threshold.",
)
