"""The care-home return: one home, £ per resident per week in each bed category that has residents."""

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
_QUESTIONS = questions_from(_DATA / "care_home_inputs.csv", _DATA / "headings_care_home.csv")

CARE_HOME = Form(
    service="care_home",
    version="1",
    title="Care home: cost return",
    location_word="home",
    cost_unit="£ per resident per week",
    questions=_QUESTIONS,
    lines=lines_from(_DATA / "annex_a_care_home.csv"),
    columns=(
        Column("residential", "Without nursing"),
        Column("residential_enhanced", "Without nursing, enhanced needs"),
        Column("nursing", "With nursing"),
        Column("nursing_enhanced", "With nursing, enhanced needs"),
    ),
    weight="beds",
    sharing=sharing_from(_DATA / "sharing_care_home.csv"),
    pages=pages_from(_DATA / "pages_care_home.csv", _QUESTIONS),
    before=BeforeYouStart(
        time="Allow one to two hours when the figures are at hand. You can stop at any time and go on later.",
        at_hand=(
            "the accounts of your last full financial year",
            "average occupied beds by kind of bed over that year",
            "hours of care staff and nurses from the rota",
            "what head office charges the home, and a valuation of the building, if there are any",
        ),
        who="The home’s manager usually fills it in, with whoever keeps the accounts, at the home or at head office.",
    ),
)
