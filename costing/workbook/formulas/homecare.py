"""Home care in spreadsheet formulas."""

from costing.formulas.homecare import BUSINESS_LINES, PAY_BANDS, RATES
from costing.workbook.formulas.homecare_drivers import DRIVERS
from costing.workbook.formulas.homecare_lines import line_formulas
from costing.workbook.formulas.homecare_visits import RESULT_TABLE, VISIT_WORKINGS
from costing.workbook.formulas.service_formulas import ShareSum, SheetWork

_OVERHEAD = "£ in the cost year × (1 + price rise) ÷ contact hours delivered in it"

_HOW = {
    "direct_care": "pay of each band, weighted with its share of contact hours",
    "travel_time": "travel minutes per contact hour ÷ 60 × pay for travel time",
    "mileage": "visits per contact hour × miles per visit × share of visits paid × £ per mile",
    "ppe": _OVERHEAD,
    "training": "(hours per careworker × careworkers + induction hours × starters) × pay ÷ contact hours per year",
    "noncontact": "hours per careworker × careworkers × pay ÷ contact hours per year",
    "holiday": "pay before absences × weeks of holiday ÷ (52 − weeks of holiday)",
    "sickness_maternity": "pay before absences × sick pay share + maternity and paternity £ ÷ contact hours delivered",
    "notice_suspension": "pay before absences × its share",
    "national_insurance": "as paid; or the statutory estimate from mean pay, "
    "which hides that some careworkers stay under the threshold",
    "pension": "as paid; or contribution × qualifying earnings above the lower limit × share opted in",
    **dict.fromkeys(BUSINESS_LINES, _OVERHEAD),
    "cqc_fees": f"{_OVERHEAD}; left blank: the fee formula at the price date ÷ contact hours per year",
    "return_on_operations": "on cost (mark-up), on price (margin), or £ per contact hour as given",
}

HOMECARE_WORK = SheetWork(
    rates=RATES,
    workings=(DRIVERS, VISIT_WORKINGS),
    lines={("homecare", line): formula for line, formula in line_formulas().items()},
    how=_HOW,
    tables=(RESULT_TABLE,),
    share_sums=(
        ShareSum(
            "About the branch",
            "The four shares together",
            ("share_this_authority", "share_other_authorities", "share_nhs", "share_self_funded"),
        ),
        ShareSum("Careworker pay", "The five shares together", tuple(f"pay_share_{band}" for band in PAY_BANDS)),
    ),
)
