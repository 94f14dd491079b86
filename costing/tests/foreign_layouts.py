"""Cost workbooks as other councils hand them out: none of them knows this portal's words, order or units.

Each maker takes a number that changes the figures alone, and gives back the file and what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[list[Any]]


@dataclass(frozen=True)
class Layout:
    """A made file, its service, and the answers that a careful person reads in it."""

    name: str
    service: str
    data: bytes
    says: dict[str, str]


def _put(sheet: Worksheet, rows: Rows, top: int = 1, left: int = 1) -> int:
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if value is not None:
                sheet.cell(top + number, left + at, value)
    return top + len(rows)


def _saved(book: Workbook) -> bytes:
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def _book(*titles: str) -> tuple[Workbook, list[Worksheet]]:
    book = Workbook()
    book.remove(book.active)
    return book, [book.create_sheet(title) for title in titles]


def _texts(says: dict[str, Any]) -> dict[str, str]:
    return {key: format(value, ".10g") if isinstance(value, float) else str(value) for key, value in says.items()}


def monthly_overheads(n: int = 0) -> Layout:
    """One sheet in the order of a profit and loss account; overheads a month; insurance in two lines."""
    book, (sheet,) = _book("Cost Model")
    k = 1 + n / 10
    _put(
        sheet,
        [
            ["Domiciliary Care Fair Cost Exercise"],
            ["Please complete the yellow cells. All overhead figures are monthly."],
            [],
            ["Provider details"],
            ["CQC Location ID", "1-1234567890"],
            ["Registered location name", f"Willow Homecare {n}"],
            ["Completed by", f"Sam Patel {n}"],
            ["E-mail address", f"sam{n}@willow.example"],
            [],
            ["Care delivery"],
            ["Average number of calls per week", None],
            ["15 minute calls", 120 + n],
            ["30 minute calls", 640 + n],
            ["45 minute calls", 210 + n],
            ["60 minute calls", 90 + n],
            ["Calls over 60 minutes", 0],
            ["Of which double-handed calls", 140],
            ["Number of clients", 95 + n],
            ["Contact hours delivered per annum", 32000 + n],
            [],
            ["Carer wages"],
            ["Basic carer hourly rate (£)", 11.9 + n],
            ["Number of carers employed", 42],
            ["Travel time per call (mins)", 6.5],
            ["Mileage per call (miles)", 2.2],
            ["Mileage rate (pence per mile)", 35 + n],
            ["% of calls where mileage is paid", 0.8],
            ["Annual leave (days)", 28],
            ["Sickness as % of pay", 0.03],
            ["Employer pension contribution %", 0.03],
            ["% of carers enrolled in the pension", 0.7],
            [],
            ["Overheads", "£ pcm"],
            ["Office salaries", 9800 * k],
            ["Office rent, rates and utilities", 1450 * k],
            ["Recruitment and DBS", 390 * k],
            ["External training courses", 240 * k],
            ["Computers and software", 610 * k],
            ["Telephones", 330 * k],
            ["Printing, postage & stationery", 120 * k],
            ["Insurance – employers liability", 200 * k],
            ["Insurance – professional indemnity", 150 * k],
            ["Accountancy and legal fees", 410 * k],
            ["Advertising", 90 * k],
            ["Uniforms", 75 * k],
            ["PPE", 260 * k],
            ["CQC registration fee", 210 * k],
            ["Head office recharge", 1900 * k],
            ["Miscellaneous", 130 * k],
            ["Total overheads", 16365 * k],
            [],
            ["Profit margin %", 0.06],
        ],
    )
    m = 12 * k
    return Layout("monthly_overheads", "homecare", _saved(book), _texts({
        "location_id": "1-1234567890", "branch_name": f"Willow Homecare {n}", "completed_by_name": f"Sam Patel {n}",
        "completed_by_email": f"sam{n}@willow.example", "visits_15": 120 + n, "visits_30": 640 + n,
        "visits_45": 210 + n, "visits_60": 90 + n, "visits_other": 0, "visits_double_handed": 140,
        "service_users": 95 + n, "contact_hours_period": 32000 + n, "basic_pay_rate": 11.9 + n, "careworkers": 42,
        "travel_minutes_per_visit": 6.5, "miles_per_visit": 2.2, "mileage_rate": (35 + n) / 100,
        "mileage_paid_share": 0.8, "holiday_weeks": 5.6, "sick_pay_share": 0.03, "pension_rate": 0.03,
        "pension_opt_in_share": 0.7, "back_office_cost": 9800 * m, "premises_cost": 1450 * m,
        "recruitment_cost": 390 * m, "training_third_party_cost": 240 * m, "it_cost": 610 * m,
        "telephony_cost": 330 * m, "stationery_cost": 120 * m, "insurance_cost": 350 * m,
        "professional_fees_cost": 410 * m, "marketing_cost": 90 * m, "uniforms_cost": 75 * m, "ppe_cost": 260 * m,
        "cqc_fees_cost": 210 * m, "central_recharges_cost": 1900 * m, "other_overheads_cost": 130 * m,
        "roo_percent": 0.06,
    }))  # fmt: skip


def two_services_on_sheets(n: int = 0) -> Layout:
    """Two services in one book, a sheet each, with the same labels; units in a column, notes in another."""
    book, (about, dom, res) = _book("Contact", "Homecare", "Care Home 65+")
    _put(
        about,
        [
            ["Cost of care return"],
            ["Organisation", f"Beech Care Group {n}"],
            ["Contact name", f"Jo Lee {n}"],
            ["Contact telephone", "020 7946 0000"],
            ["Contact email", f"jo{n}@beech.example"],
            ["Financial year from", date(2025, 4, 1)],
            ["Financial year to", date(2026, 3, 31)],
        ],
    )
    head = ["Ref", "Cost line", "Amount", "Unit", "Comments"]
    _put(
        dom,
        [
            ["HOMECARE – annual costs"],
            [],
            head,
            ["1", "ACTIVITY"],
            ["1.1", "Hours of care delivered", 41000 + n, "hours per year", "from rota"],
            ["1.2", "Care workers on payroll", 55, "headcount"],
            ["1.3", "People supported", 130 + n, "people"],
            ["2", "PAY"],
            ["2.1", "Standard hourly pay", 12.21, "£ per hour", "from April"],
            ["2.2", "Enhanced rate – weekends", 13.1, "£ per hour"],
            ["2.3", "Enhanced rate – bank holidays", 18.3, "£ per hour"],
            ["2.4", "Senior care worker rate", 13.6 + n, "£ per hour"],
            ["2.5", "Employer's NIC (care workers)", 61000 + n, "£ p.a.", "net of allowance"],
            ["2.6", "Employer's pension contributions (care workers)", 17000 + n, "£ p.a."],
            ["2.7", "Holiday entitlement", 5.6, "weeks"],
            ["3", "OVERHEADS"],
            ["3.1", "Branch staff: manager, co-ordinators and admin", 148000 + n, "£ p.a."],
            ["3.2", "Property rent", 18000, "£ p.a."],
            ["3.3", "Business rates", 5200, "£ p.a."],
            ["3.4", "Heat, light & power", 4100, "£ p.a."],
            ["3.5", "Insurance", 8200, "£ p.a."],
            ["3.6", "Mobile phones and broadband", 6100, "£ p.a."],
            ["3.7", "Rostering system & IT support", 11800, "£ p.a."],
            ["3.8", "Staff recruitment advertising", 5600, "£ p.a."],
            ["3.9", "Gloves, aprons, masks", 4300, "£ p.a.", "PPE"],
            ["3.10", "Group management charge", 32000, "£ p.a."],
            ["3.11", "CQC annual fee", 3200, "£ p.a."],
        ],
    )
    _put(
        res,
        [
            ["CARE HOME – annual costs"],
            [],
            head,
            ["1", "ACTIVITY"],
            ["1.1", "Registered beds", 40, "beds"],
            ["3", "OVERHEADS"],
            ["3.1", "Manager and deputy", 98000, "£ p.a."],
            ["3.2", "Property rent", 88000, "£ p.a."],
            ["3.5", "Insurance", 21000, "£ p.a."],
            ["3.11", "CQC annual fee", 7200, "£ p.a."],
        ],
    )
    return Layout("two_services_on_sheets", "homecare", _saved(book), _texts({
        "completed_by_name": f"Jo Lee {n}", "completed_by_email": f"jo{n}@beech.example",
        "completed_by_phone": "020 7946 0000", "period_start": "2025-04-01", "period_end": "2026-03-31",
        "contact_hours_period": 41000 + n, "careworkers": 55, "service_users": 130 + n, "basic_pay_rate": 12.21,
        "pay_rate_weekend": 13.1, "pay_rate_bank_holiday": 18.3, "pay_rate_senior": 13.6 + n, "ni_cost": 61000 + n,
        "pension_cost": 17000 + n, "holiday_weeks": 5.6, "back_office_cost": 148000 + n, "premises_cost": 27300,
        "insurance_cost": 8200, "telephony_cost": 6100, "it_cost": 11800, "recruitment_cost": 5600, "ppe_cost": 4300,
        "central_recharges_cost": 32000, "cqc_fees_cost": 3200,
    }))  # fmt: skip


def two_services_in_columns(n: int = 0) -> Layout:
    """Home care beside supported living in columns; per cents as 5; minutes as a clock; titles merged."""
    book, (sheet,) = _book("Template 2025-26")
    sheet.merge_cells("A1:E1")
    _put(
        sheet,
        [
            ["Adult Social Care – Provider Cost Template 2025/26"],
            [],
            ["Description", "Unit", "Home Care", "Supported Living", "Provider notes"],
            ["Volumes"],
            ["Visits per week – 15 mins", "no.", 60 + n, 0],
            ["Visits per week – 30 mins", "no.", 800 + n, 20],
            ["Visits per week – 45 mins", "no.", 300, 5],
            ["Visits per week – 1 hour", "no.", 150, 11],
            ["Billable hours in the year", "hours", 52000 + n, 90000],
            ["Travel time between visits", "mins", time(0, 8), time(0, 0)],
            ["Distance between visits", "miles", 2.9, 0],
            ["Staffing"],
            ["Support worker base pay", "£/hr", 12.6, 12.3],
            ["Headcount of support workers", "no.", 71 + n, 100],
            ["New starters in year", "no.", 31, 40],
            ["Induction hours per starter", "hours", 24, 30],
            ["Training hours per worker per year", "hours", 18, 22],
            ["Supervision hours per worker per year", "hours", 6.5, 8],
            ["Sick pay", "% of pay", 2.5, 4],
            ["Employer NI", "£ per annum", 82000 + n, 160000],
            ["Workplace pension – employer", "£ per annum", 22500, 51000],
            ["Running costs"],
            ["Coordinators and office staff", "£ per annum", 201000 + n, 300000],
            ["Premises", "£ per annum", 26000, 40000],
            ["ICT", "£ per annum", 15500, 20000, "new system"],
            ["Telephony", "£ per annum", 7300, 9000],
            ["Insurance", "£ per annum", 9900, 20000],
            ["Legal and professional", "£ per annum", 7000, 9900],
            ["Marketing", "£ per annum", 2400, 1000],
            ["Quality assurance and audits", "£ per annum", 4000, 5000],
            ["Central overheads", "£ per annum", 48000, 90000],
            ["Total running costs", "£ per annum", 321100 + n, 494900],
            ["Inflation to apply", "%", 4, 4],
            ["Surplus", "% on cost", 5 + n, 5],
        ],
    )
    return Layout("two_services_in_columns", "homecare", _saved(book), _texts({
        "visits_15": 60 + n, "visits_30": 800 + n, "visits_45": 300, "visits_60": 150,
        "contact_hours_period": 52000 + n, "travel_minutes_per_visit": 8, "miles_per_visit": 2.9,
        "basic_pay_rate": 12.6, "careworkers": 71 + n, "starters_per_year": 31, "induction_hours_per_starter": 24,
        "training_hours_per_careworker": 18, "noncontact_hours_per_careworker": 6.5, "sick_pay_share": 0.025,
        "ni_cost": 82000 + n, "pension_cost": 22500, "back_office_cost": 201000 + n, "premises_cost": 26000,
        "it_cost": 15500, "telephony_cost": 7300, "insurance_cost": 9900, "professional_fees_cost": 7000,
        "marketing_cost": 2400, "audit_compliance_cost": 4000, "central_recharges_cost": 48000,
        "overheads_uplift": 0.04, "roo_percent": (5 + n) / 100,
    }))  # fmt: skip


def tables_and_two_years(n: int = 0) -> Layout:
    """Visit lengths down a table, pay bands in a table, and last year's budget beside this year's actual costs."""
    book, (activity, pay, costs) = _book("Activity", "Pay", "Costs")
    _put(
        activity,
        [
            ["Weekly activity"],
            ["Call length (minutes)", "Number of calls per week", "Average travel"],
            [15, 75 + n],
            [30, 500 + n],
            [45, 260],
            [60, 110],
            [],
            ["Funding of hours", "% of hours"],
            ["Council", 0.62],
            ["Other councils", 0.08],
            ["NHS / CHC", 0.1],
            ["Private clients", 0.2],
        ],
        left=2,
        top=3,
    )
    _put(
        pay,
        [
            ["Pay structure"],
            [],
            ["Time of work", "£ per hour", "% of hours"],
            ["Weekday", 12.4, 55],
            ["Evening", 12.6, 20 - n],
            ["Weekend", 13.2, 15 + n],
            ["Bank holiday", 18.6, 2],
            ["Senior carers", 14, 8],
            [],
            ["Travel time pay per hour", 12.21],
            ["Pay while training per hour", 12.21],
        ],
    )
    _put(
        costs,
        [
            ["Overhead costs of the branch", "Budget", "Actual"],
            ["£ per annum", "2025/26", "2025/26"],
            ["Management and administration", 130000, 127400 + n],
            ["Rent", 12000, 12400],
            ["Utilities", 3000, 3350],
            ["Mobile phones", 4800, 4650],
            ["Postage and stationery", 1500, 1390],
            ["Vehicle leases", 6000, 6200],
            ["Software licences", 9000, 9150],
            ["Recruitment", 5000, 6100 + n],
            ["Bank charges and accountancy", 4000, 4200],
            ["Workwear", 900, 1010],
            ["Telecare", 300, 250],
            ["Other", 2000, 1700],
        ],
        top=2,
    )
    return Layout("tables_and_two_years", "homecare", _saved(book), _texts({
        "visits_15": 75 + n, "visits_30": 500 + n, "visits_45": 260, "visits_60": 110, "share_this_authority": 0.62,
        "share_other_authorities": 0.08, "share_nhs": 0.1, "share_self_funded": 0.2, "pay_rate_weekday": 12.4,
        "pay_share_weekday": 0.55, "pay_rate_evening": 12.6, "pay_share_evening": (20 - n) / 100,
        "pay_rate_weekend": 13.2, "pay_share_weekend": (15 + n) / 100, "pay_rate_bank_holiday": 18.6,
        "pay_share_bank_holiday": 0.02, "pay_rate_senior": 14, "pay_share_senior": 0.08, "travel_pay_rate": 12.21,
        "training_pay_rate": 12.21, "back_office_cost": 127400 + n, "premises_cost": 15750, "telephony_cost": 4650,
        "stationery_cost": 1390, "travel_costs_cost": 6200, "it_cost": 9150, "recruitment_cost": 6100 + n,
        "professional_fees_cost": 4200, "uniforms_cost": 1010, "assistive_technology_cost": 250,
        "other_overheads_cost": 1700,
    }))  # fmt: skip


def home_by_care_type(n: int = 0) -> Layout:
    """A home: kinds of bed as columns, costs a month, agency nurses and bank staff on lines of their own."""
    book, (home, costs) = _book("Home & residents", "Monthly costs")
    _put(
        home,
        [
            ["Care home cost survey"],
            ["Name of care home", f"The Laurels {n}"],
            ["CQC location number", "1-222333444"],
            ["Number of registered beds", 60],
            ["Beds available for use", 58],
            [],
            ["", "Residential", "Residential dementia", "Nursing", "Nursing dementia"],
            ["Average number of residents", 20 + n, 10, 15, 5],
            ["Care assistant hours per resident per week", 21, 25.5, 22, 27 + n],
            ["Registered nurse hours per resident per week", 0, 0, 8, 9.5],
            [],
            ["Basic hourly rate – care assistant", 12.3],
            ["Basic hourly rate – nurse", 21.4],
        ],
    )
    k = 1 + n / 10
    _put(
        costs,
        [
            ["Expenditure heading", "Cost per month (£)"],
            ["Staffing"],
            ["Registered nurses", 31000 * k],
            ["Agency nurses", 4000 * k],
            ["Care assistants", 76000 * k],
            ["Agency care staff", 5200 * k],
            ["Activities coordinator", 3100 * k],
            ["Home manager and deputy", 8200 * k],
            ["Administrator", 2600 * k],
            ["Cooks", 5900 * k],
            ["Housekeeping and laundry", 9100 * k],
            ["Handyman", 2500 * k],
            ["Sub-total staffing", 147600 * k],
            ["Non-staff"],
            ["Groceries", 7400 * k],
            ["Cleaning materials", 1400 * k],
            ["Incontinence products", 900 * k],
            ["PPE", 600 * k],
            ["Gas, electric and water", 8800 * k],
            ["Council tax", 700 * k],
            ["Clinical waste", 500 * k],
            ["Phone and internet", 300 * k],
            ["Insurance", 1900 * k],
            ["CQC fees", 1000 * k],
            ["Repairs", 3600 * k],
            ["New furniture and equipment", 1800 * k],
            ["Outings and entertainment", 450 * k],
            ["Recruitment and training", 1250 * k],
            ["Head office charges", 9400 * k],
            [],
            ["Property valuation per bed", 71000],
            ["Return on capital %", 6],
            ["Profit %", 5],
        ],
    )
    m = 12 * k
    return Layout("home_by_care_type", "care_home", _saved(book), _texts({
        "home_name": f"The Laurels {n}", "location_id": "1-222333444", "registered_beds": 60, "active_beds": 58,
        "occupied_residential": 20 + n, "occupied_residential_enhanced": 10, "occupied_nursing": 15,
        "occupied_nursing_enhanced": 5, "care_hours_residential": 21, "care_hours_residential_enhanced": 25.5,
        "care_hours_nursing": 22, "care_hours_nursing_enhanced": 27 + n, "nurse_hours_residential": 0,
        "nurse_hours_residential_enhanced": 0, "nurse_hours_nursing": 8, "nurse_hours_nursing_enhanced": 9.5,
        "care_basic_pay_rate": 12.3, "nurse_basic_pay_rate": 21.4, "nursing_staff_cost": 35000 * m,
        "care_staff_cost": 81200 * m, "activity_coordinators_cost": 3100 * m, "service_management_cost": 8200 * m,
        "reception_admin_cost": 2600 * m, "chefs_cooks_cost": 5900 * m, "domestic_staff_cost": 9100 * m,
        "maintenance_gardening_cost": 2500 * m, "food_cost": 7400 * m, "cleaning_supplies_cost": 1400 * m,
        "medical_supplies_cost": 900 * m, "ppe_cost": 600 * m, "utilities_cost": 8800 * m,
        "council_tax_rates_cost": 700 * m, "waste_cost": 500 * m, "telephone_internet_cost": 300 * m,
        "insurance_cost": 1900 * m, "registration_fees_cost": 1000 * m, "repairs_maintenance_cost": 3600 * m,
        "furniture_equipment_cost": 1800 * m, "transport_activities_cost": 450 * m,
        "recruitment_training_vetting_cost": 1250 * m, "central_management_cost": 9400 * m,
        "freehold_value_per_bed": 71000, "roc_percent": 0.06, "roo_percent": 0.05,
    }))  # fmt: skip


def home_in_rows(n: int = 0) -> Layout:
    """A home: kinds of bed down the page, costs a year with each line's rise beside it, figures typed as text."""
    book, (sheet,) = _book("iESE style")
    _put(
        sheet,
        [
            ["Fair cost of care: 65+ care homes"],
            [],
            ["Bed type", "Occupied beds", "Carer hours / resident / week", "Nurse hours / resident / week"],
            ["Care home without nursing", 18 + n, 20.5, 0],
            ["Care home without nursing with dementia", 12, 24, 0],
            ["Care home with nursing", 9, 21, 7.5],
            ["Care home with nursing with dementia", 0, 0, 0],
            [],
            ["Annual expenditure", "£", "Uplift %"],
            ["Nurses (RGN)", "£210,000", 5],
            ["Carers", f"£{640000 + n:,}", 6],
            ["Therapists", "nil", 0],
            ["Activities staff", "£31,500", 5],
            ["Registered manager / deputy", "£92,000", 4],
            ["Reception / admin", "£28,400", 4],
            ["Chef and kitchen staff", "£71,000", 5],
            ["Domestics", "£83,000", 5],
            ["Maintenance staff", "£29,000", 5],
            ["Fixtures & fittings", "£11,000", 3],
            ["Repairs and maintenance", "£38,000", 3],
            ["Food", "£77,000", 8],
            ["Domestic supplies", "£13,000", 3],
            ["Medical supplies", "£8,800", 3],
            ["PPE", "£5,500", 0],
            ["Electricity, gas, water", "£104,000", 10],
            ["Insurance", "£17,500", 7],
            ["Registration fees", "£8,200", 0],
            ["Telephone & internet", "£3,700", 2],
            ["Trade & clinical waste", "£6,300", 2],
            ["Central management", "£66,000", 4],
            ["Finance, HR and legal", "£41,000", 4],
            [],
            ["Market value of the home per bed", "£65,000"],
            ["Return on capital", "6%"],
            ["Return on operations", "5%"],
        ],
        top=2,
        left=2,
    )
    lines = {
        "nursing_staff": (210000, 5), "care_staff": (640000 + n, 6), "therapy_staff": (0, 0),
        "activity_coordinators": (31500, 5), "service_management": (92000, 4), "reception_admin": (28400, 4),
        "chefs_cooks": (71000, 5), "domestic_staff": (83000, 5), "maintenance_gardening": (29000, 5),
        "fixtures_fittings": (11000, 3), "repairs_maintenance": (38000, 3), "food": (77000, 8),
        "cleaning_supplies": (13000, 3), "medical_supplies": (8800, 3), "ppe": (5500, 0), "utilities": (104000, 10),
        "insurance": (17500, 7), "registration_fees": (8200, 0), "telephone_internet": (3700, 2), "waste": (6300, 2),
        "central_management": (66000, 4), "support_services": (41000, 4),
    }  # fmt: skip
    says: dict[str, Any] = {
        "occupied_residential": 18 + n, "occupied_residential_enhanced": 12, "occupied_nursing": 9,
        "occupied_nursing_enhanced": 0, "care_hours_residential": 20.5, "care_hours_residential_enhanced": 24,
        "care_hours_nursing": 21, "care_hours_nursing_enhanced": 0, "nurse_hours_residential": 0,
        "nurse_hours_residential_enhanced": 0, "nurse_hours_nursing": 7.5, "nurse_hours_nursing_enhanced": 0,
        "freehold_value_per_bed": 65000, "roc_percent": 0.06, "roo_percent": 0.05,
    }  # fmt: skip
    for line, (cost, rise) in lines.items():
        says |= {f"{line}_cost": cost, f"{line}_uplift": rise / 100}
    return Layout("home_in_rows", "care_home", _saved(book), _texts(says))


def branches_beside_each_other(n: int = 0) -> Layout:
    """Two branches' columns, a summary that repeats figures, weekly hours, holiday as a share, labels above."""
    book, (inputs, summary) = _book("Inputs", "Summary")
    _put(
        inputs,
        [
            ["Fee model", None, "North branch", "South branch"],
            ["Care worker hourly rate", "£/hour", 12.0, 12.5 + n],
            ["Client hours per week", "hrs", 700, 910 + n],
            ["No. of care staff", "heads", 40, 52],
            ["Mileage reimbursement", "£ per mile", 0.4, 0.42],
            ["Miles per visit", "miles", 3, 3.4],
            ["Travel minutes per visit", "mins", 7, 9],
            ["Holiday pay uplift", "%", "12.07%", "12.07%"],
            ["ENIC", "£ pa", 40000, 55000 + n],
            ["Branch staff wages", "£ pa", 88000, 99000],
            ["Rent & rates", "£ pa", 15000, 17000],
            ["Phones", "£ pa", 3000, 3300],
            ["Indemnity insurance", "£ pa", 4000, 4100],
            ["Stationery", "£ pa", 500, 640],
            ["Uniforms", "£ pa", 400, 450],
            ["DBS checks", "£ pa", 700, 820],
            ["Franchise fee", "£ pa", 20000, 24000],
        ],
        top=2,
    )
    _put(
        summary,
        [
            ["Results for South branch"],
            ["Care worker hourly rate", 12.5 + n],
            ["Rent & rates", 17000],
            ["Total cost per hour", 21.7],
        ],
    )
    return Layout("branches_beside_each_other", "homecare", _saved(book), _texts({
        "basic_pay_rate": 12.5 + n, "contact_hours_period": (910 + n) * 52, "careworkers": 52, "mileage_rate": 0.42,
        "miles_per_visit": 3.4, "travel_minutes_per_visit": 9, "holiday_weeks": 5.6, "ni_cost": 55000 + n,
        "back_office_cost": 99000, "premises_cost": 17000, "telephony_cost": 3300, "insurance_cost": 4100,
        "stationery_cost": 640, "uniforms_cost": 450, "recruitment_cost": 820, "central_recharges_cost": 24000,
    }))  # fmt: skip


def questions_in_sentences(n: int = 0) -> Layout:
    """Questions as sentences over three sheets; visit lengths as columns with a travel row; pence; days of holiday."""
    book, (a, b, c) = _book("1. About you", "2. Care hours and pay", "3. Business costs")
    _put(
        a,
        [
            ["UKHCA-style cost of care model"],
            [],
            ["Q1", "What is the name of your branch?", "Rosewood Care"],
            ["Q2", "CQC location ID number", "1-55555555"],
            ["Q3", "Who filled this in?", "Pat Green"],
            ["Q4", "Email of that person", "pat@rosewood.example"],
            ["Q5", "First day of your financial year", date(2025, 4, 1)],
            ["Q6", "Last day of your financial year", date(2026, 3, 31)],
        ],
    )
    _put(
        b,
        [
            ["SECTION A: ACTIVITY (typical week)"],
            ["", "15 min", "30 min", "45 min", "60 min", "Other"],
            ["Number of visits", 50, 400, 120, 80, 0],
            ["Average travel time (mins)", 5, 5, 5, 5, 0],
            [],
            ["How many hours of homecare did you deliver in the year?", None, 28000],
            ["How many people do you care for?", None, 88],
            ["How many of your visits each week need two carers?", None, 60],
            ["SECTION B: PAY"],
            ["What do you pay a care worker per hour (basic)?", None, 12.0],
            ["How many care workers do you employ?", None, 38 + n],
            ["How many care workers started in the year?", None, 20],
            ["How many left?", None, 17],
            ["Hours of induction for a new starter", None, 20],
            ["Hours of training per care worker per year", None, 16],
            ["Pence per mile you pay", None, 40],
            ["Miles travelled between visits (average)", None, 2.5],
            ["How many days of holiday do care workers get?", None, 28],
            ["Sick pay (% of wages)", None, 2],
            ["Employers NI for care workers (£ in the year)", None, 31000],
            ["Pension contributions by the employer for care workers (£ in the year)", None, 9000],
        ],
    )
    _put(
        c,
        [
            ["Annual cost", "£"],
            ["Manager salary", 42000],
            ["Care co-ordinators' salaries", 51000],
            ["Administrator wages", 23000],
            ["Office: rent", 9600],
            ["Office: business rates", 3100],
            ["Office: heating and lighting", 2200],
            ["Telephones and mobiles", 4800],
            ["Computers, software and licences", 9000],
            ["Insurances", 5100],
            ["Adverts for staff", 2600],
            ["DBS fees", 900],
            ["Training courses", 3500],
            ["PPE", 3300],
            ["Uniforms and ID badges", 800],
            ["Accountant", 2900],
            ["Solicitor", 500],
            ["Website and marketing", 1200],
            ["CQC", 2500],
            ["Franchise fees", 21000],
            ["Bank charges", 300],
            ["Sundries", 900],
            ["TOTAL", 190200],
            [],
            ["Target profit %", 5],
        ],
    )
    return Layout(
        "questions_in_sentences",
        "homecare",
        _saved(book),
        _texts(
            {
                "branch_name": "Rosewood Care",
                "location_id": "1-55555555",
                "completed_by_name": "Pat Green",
                "completed_by_email": "pat@rosewood.example",
                "period_start": "2025-04-01",
                "period_end": "2026-03-31",
                "visits_15": 50,
                "visits_30": 400,
                "visits_45": 120,
                "visits_60": 80,
                "visits_other": 0,
                "contact_hours_period": 28000,
                "service_users": 88,
                "visits_double_handed": 60,
                "basic_pay_rate": 12,
                "careworkers": 38 + n,
                "starters_per_year": 20,
                "leavers_per_year": 17,
                "induction_hours_per_starter": 20,
                "training_hours_per_careworker": 16,
                "mileage_rate": 0.4,
                "miles_per_visit": 2.5,
                "holiday_weeks": 5.6,
                "sick_pay_share": 0.02,
                "ni_cost": 31000,
                "pension_cost": 9000,
                "back_office_cost": 116000,
                "premises_cost": 14900,
                "telephony_cost": 4800,
                "it_cost": 9000,
                "insurance_cost": 5100,
                "recruitment_cost": 3500,
                "training_third_party_cost": 3500,
                "ppe_cost": 3300,
                "uniforms_cost": 800,
                "professional_fees_cost": 3700,
                "marketing_cost": 1200,
                "cqc_fees_cost": 2500,
                "central_recharges_cost": 21000,
                "other_overheads_cost": 900,
                "roo_percent": 0.05,
                "travel_minutes_per_visit": 5,
            }
        ),
    )


def codes_and_wide_labels(n: int = 0) -> Layout:
    """Figures far right of their labels, a month, beside another service; a clock as text; remarks like figures."""
    book, (a,) = _book("Sheet1")
    _put(
        a,
        [
            ["LOCAL AUTHORITY PROVIDER COSTING SHEET", None, None, None, "DOMICILIARY CARE", None, "SUPPORTED LIVING"],
            [None, None, None, None, "£ per month", "Notes", "£ per month"],
            ["STAFF COSTS"],
            ["Coordinator wages", None, None, None, 6000, "2 FTE", 9000],
            ["Branch manager", None, None, None, 3500, None, 4000],
            ["Admin", None, None, None, 1900, None, 1000],
            ["PREMISES"],
            ["Rent of office", None, None, None, 900, None, 2000],
            ["Council rates", None, None, None, 300, None, 500],
            ["Utility bills", None, None, None, 250, None, 400],
            ["OTHER"],
            ["Phone bills", None, None, None, 400, None, 100],
            ["Stationery & postage", None, None, None, 90, None, 50],
            ["Employer's liability insurance", None, None, None, 200, None, 200],
            ["Motor insurance", None, None, None, 80, None, 0],
            ["Legal fees", None, None, None, 100, None, 0],
            ["Accounting", None, None, None, 220, None, 100],
            ["Recruiting", None, None, None, 310, None, 10],
            ["Protective clothing (gloves etc)", None, None, None, 260, None, 10],
            ["Care planning app", None, None, None, 500, None, 100],
            ["Management fee to group", None, None, None, 1500, None, 100],
            [],
            ["WORKFORCE"],
            ["Carer pay rate", None, None, None, 11.8, "£/hr", 11.5],
            ["Number of carers", None, None, None, 33 + n, None, 60],
            ["Weekly care hours", None, None, None, 610, None, 2000],
            ["Mileage paid per mile", None, None, None, 0.38, None, 0],
            ["Average drive between calls", None, None, None, "0:09", None, "0:00"],
        ],
    )
    return Layout(
        "codes_and_wide_labels",
        "homecare",
        _saved(book),
        _texts(
            {
                "back_office_cost": 11400 * 12,
                "premises_cost": 1450 * 12,
                "telephony_cost": 4800,
                "stationery_cost": 1080,
                "insurance_cost": 280 * 12,
                "professional_fees_cost": 320 * 12,
                "recruitment_cost": 3720,
                "ppe_cost": 260 * 12,
                "it_cost": 6000,
                "central_recharges_cost": 18000,
                "basic_pay_rate": 11.8,
                "careworkers": 33 + n,
                "contact_hours_period": 610 * 52,
                "mileage_rate": 0.38,
                "travel_minutes_per_visit": 9,
            }
        ),
    )


def profit_and_loss(n: int = 0) -> Layout:
    """A home's profit and loss account of two years, wages by group of staff with a dash, lines split in two."""
    book, (a, b) = _book("Home info", "Accounts extract")
    _put(
        a,
        [
            ["Home:", "Sea View"],
            ["Location ref (CQC):", "1-777777777"],
            ["Total places registered:", 44],
            ["Places currently available:", 42],
            [],
            ["Resident group", "Average occupied", "Care hrs pw", "Nursing hrs pw"],
            ["Residential", 22, 19.5, 0],
            ["Residential + dementia", 10, 23, 0],
            ["Nursing", 8, 20, 7],
            ["Nursing + dementia", 0, 0, 0],
            [],
            ["Care assistant pay (£/hr)", 12.21],
            ["RGN pay (£/hr)", 21],
        ],
    )
    _put(
        b,
        [
            ["P&L account", "Y/E March 2026", "Y/E March 2025"],
            ["Wages - care", 710000, 690000],
            ["Wages - senior carers", 120000, 110000],
            ["Wages - nurses", 205000, 199000],
            ["Agency - care", 30000, 20000],
            ["Wages - kitchen", 64000, 60000],
            ["Wages - domestic", 78000, 70000],
            ["Wages - maintenance", 27000, 26000],
            ["Wages - management", 95000, 90000],
            ["Wages - administration", 26000, 25000],
            ["Wages - activities", 24000, 23000],
            ["Food & drink", 70000 + n, 66000],
            ["Cleaning & laundry materials", 12000, 11000],
            ["Medical & continence", 7000, 6800],
            ["PPE", 3000, 9000],
            ["Light & heat", 88000, 70000],
            ["Water", 9000, 8500],
            ["Rates", 1500, 1500],
            ["Waste disposal", 5600, 5000],
            ["Insurance", 15000, 14000],
            ["Telephone", 2900, 2800],
            ["Repairs & renewals", 33000, 30000],
            ["Equipment hire", 6000, 6000],
            ["Motor & travel", 4000, 4100],
            ["Residents' activities", 3000, 2900],
            ["Registration fees (CQC)", 7700, 7700],
            ["Training", 6000, 6100],
            ["Recruitment & DBS", 3300, 3100],
            ["Printing & stationery", 2100, 2000],
            ["Accountancy & legal", 9000, 8800],
            ["Head office charge", 51000, 50000],
            ["Bank interest", 20000, 20000],
            ["Depreciation", 40000, 40000],
        ],
    )
    return Layout(
        "profit_and_loss",
        "care_home",
        _saved(book),
        _texts(
            {
                "home_name": "Sea View",
                "location_id": "1-777777777",
                "registered_beds": 44,
                "active_beds": 42,
                "occupied_residential": 22,
                "occupied_residential_enhanced": 10,
                "occupied_nursing": 8,
                "occupied_nursing_enhanced": 0,
                "care_hours_residential": 19.5,
                "care_hours_residential_enhanced": 23,
                "care_hours_nursing": 20,
                "care_hours_nursing_enhanced": 0,
                "nurse_hours_residential": 0,
                "nurse_hours_residential_enhanced": 0,
                "nurse_hours_nursing": 7,
                "nurse_hours_nursing_enhanced": 0,
                "care_basic_pay_rate": 12.21,
                "nurse_basic_pay_rate": 21,
                "care_staff_cost": 860000,
                "nursing_staff_cost": 205000,
                "chefs_cooks_cost": 64000,
                "domestic_staff_cost": 78000,
                "maintenance_gardening_cost": 27000,
                "service_management_cost": 95000,
                "reception_admin_cost": 26000,
                "activity_coordinators_cost": 24000,
                "food_cost": 70000 + n,
                "cleaning_supplies_cost": 12000,
                "medical_supplies_cost": 7000,
                "ppe_cost": 3000,
                "utilities_cost": 97000,
                "council_tax_rates_cost": 1500,
                "waste_cost": 5600,
                "insurance_cost": 15000,
                "telephone_internet_cost": 2900,
                "repairs_maintenance_cost": 33000,
                "furniture_equipment_cost": 6000,
                "transport_activities_cost": 7000,
                "registration_fees_cost": 7700,
                "recruitment_training_vetting_cost": 9300,
                "office_supplies_cost": 2100,
                "support_services_cost": 9000,
                "central_management_cost": 51000,
            }
        ),
    )


def services_in_two_columns(n: int = 0) -> Layout:
    """Home care and care home as two columns of one table."""
    book, (a,) = _book("Return")
    _put(
        a,
        [
            ["Cost heading", "Home care (£ p.a.)", "Care home (£ p.a.)"],
            ["Management & office staff", 120000, 90000],
            ["Rent, rates, utilities", 20000, 60000],
            ["Insurance (liability)", 3000, 8000],
            ["Insurance (vehicles)", 1200, 500],
            ["Recruitment", 4000, 3000],
            ["IT and systems", 8000, 2000],
            ["Mobile phones", 5000, 1000],
            ["CQC fee", 3000, 7000],
            ["Head office overhead", 30000, 40000],
            ["Profit (%)", "6%", "5%"],
            [],
            ["Staffing", "Home care", "Care home"],
            ["Basic hourly wage", 12.3, 12.25],
            ["Staff numbers (carers)", 45 + n, 60],
            ["ENIC", 52000, 80000],
            ["Employer pension", 14000, 20000],
            ["Annual care hours", 33000, None],
            ["Average travel per call (minutes)", 7, None],
            ["Calls of 15 mins per week", 90, None],
            ["Calls of 30 mins per week", 500, None],
            ["Calls of 45 mins per week", 200, None],
            ["Calls of 60 mins per week", 100, None],
        ],
    )
    return Layout(
        "services_in_two_columns",
        "homecare",
        _saved(book),
        _texts(
            {
                "back_office_cost": 120000,
                "premises_cost": 20000,
                "insurance_cost": 4200,
                "recruitment_cost": 4000,
                "it_cost": 8000,
                "telephony_cost": 5000,
                "cqc_fees_cost": 3000,
                "central_recharges_cost": 30000,
                "roo_percent": 0.06,
                "basic_pay_rate": 12.3,
                "careworkers": 45 + n,
                "ni_cost": 52000,
                "pension_cost": 14000,
                "contact_hours_period": 33000,
                "travel_minutes_per_visit": 7,
                "visits_15": 90,
                "visits_30": 500,
                "visits_45": 200,
                "visits_60": 100,
            }
        ),
    )


LAYOUTS: tuple[Callable[..., Layout], ...] = (
    monthly_overheads, two_services_on_sheets, two_services_in_columns, tables_and_two_years, home_by_care_type,
    home_in_rows, branches_beside_each_other, questions_in_sentences, codes_and_wide_labels, profit_and_loss,
    services_in_two_columns,
)  # fmt: skip
