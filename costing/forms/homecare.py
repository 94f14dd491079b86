"""The home-care return: one branch, £ per contact hour."""

from pathlib import Path

from costing.form import (
    BeforeYouStart,
    Column,
    Form,
    lines_from,
    questions_from,
    sharing_from,
)
from costing.form_pages import pages_from

_DATA = Path(__file__).parent / "data"
_QUESTIONS = questions_from(_DATA / "homecare_inputs.csv", _DATA / "headings_homecare.csv")

HOMECARE = Form(
    service="homecare",
    version="1",
    title="Home care: cost return",
    location_word="branch",
    cost_unit="£ per contact hour",
    questions=_QUESTIONS,
    lines=lines_from(_DATA / "annex_a_homecare.csv"),
    columns=(Column("homecare", "Home care"),),
    weight="hours",
    sharing=sharing_from(_DATA / "sharing_homecare.csv"),
    cost_note="National Insurance by the statutory formula is an estimate: an average hides that some careworkers stay "
    "under the threshold.",
    pages=pages_from(_DATA / "pages_homecare.csv", _QUESTIONS),
    before=BeforeYouStart(
        time="Allow one to two hours when the figures are at hand. You can stop at any time and go on later.",
        at_hand=(
            "the accounts of your last full financial year",
            "the payroll of that year: pay rates, hours by pay band, employer National Insurance and pension",
            "visits and contact hours from your rostering system",
            "what head office charges the branch, if there is one",
        ),
        who="The branch’s manager usually fills it in, with whoever keeps the accounts and the payroll.",
    ),
)
