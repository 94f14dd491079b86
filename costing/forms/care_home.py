"""The care-home return: one home, £ per resident per week in each bed category that has residents."""

from pathlib import Path

from costing.form import (
    Column,
    Form,
    lines_from,
    questions_from,
    sharing_from,
)

_DATA = Path(__file__).parent / "data"

CARE_HOME = Form(
    service="care_home",
    version="1",
    title="Care home: cost return",
    location_word="home",
    cost_unit="£ per resident per week",
    questions=questions_from(_DATA / "care_home_inputs.csv"),
    lines=lines_from(_DATA / "annex_a_care_home.csv"),
    columns=(
        Column("residential", "Without nursing"),
        Column("residential_enhanced", "Without nursing, enhanced needs"),
        Column("nursing", "With nursing"),
        Column("nursing_enhanced", "With nursing, enhanced needs"),
    ),
    weight="beds",
    sharing=sharing_from(_DATA / "sharing_care_home.csv"),
)
