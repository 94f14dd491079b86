"""A second, plain costing of care homes, written down from the formulas alone: the tests' oracle."""

from datetime import date
from decimal import Decimal as D

SECTIONS = {
    "staffing_costs": (
        *("nursing_staff", "care_staff", "therapy_staff", "activity_coordinators", "service_management"),
        *("reception_admin", "chefs_cooks", "domestic_staff", "maintenance_gardening", "other_staffing"),
    ),
    "premises_costs": ("fixtures_fittings", "repairs_maintenance", "furniture_equipment", "other_premises"),
    "supplies_costs": (
        *("food", "cleaning_supplies", "medical_supplies", "ppe", "office_supplies", "insurance"),
        *("registration_fees", "telephone_internet", "council_tax_rates", "utilities", "waste"),
        *("transport_activities", "other_supplies"),
    ),
    "head_office_costs": (
        *("central_management", "support_services", "recruitment_training_vetting", "other_head_office"),
    ),
}
CATEGORIES = ("residential", "residential_enhanced", "nursing", "nursing_enhanced")


def plain_care_home(a: dict[str, str]) -> dict[str, dict[str, D | None]]:
    """Return Annex A of one home by category from its answers as text.

    N/a makes a line, and the sums above it, None.
    """

    def n(key):
        return D(a.get(key) or 0)

    everybody = (*CATEGORIES, "other")
    r = sum(n(f"occupied_{c}") for c in everybody)
    days = (date.fromisoformat(a["period_end"]) - date.fromisoformat(a["period_start"])).days + 1
    week = D(7) / 365

    def weekly(line):
        """Return £ a week of the whole home, at the price date."""
        if a[f"{line}_cost"] == "n/a":
            return None
        return n(f"{line}_cost") * 365 / days * (1 + n(f"{line}_uplift")) * week

    columns = {}
    for c in CATEGORIES:
        if n(f"occupied_{c}") == 0:
            continue
        out = {line: None if (w := weekly(line)) is None else w / r for part in SECTIONS.values() for line in part}
        for line, kind in (("care_staff", "care"), ("nursing_staff", "nurse")):
            hours = sum(n(f"occupied_{p}") * n(f"{kind}_hours_{p}") for p in everybody)
            if out[line] is not None:
                out[line] = weekly(line) * n(f"{kind}_hours_{c}") / hours if hours else D(0)
        for subtotal, lines in SECTIONS.items():
            parts = [out[line] for line in lines]
            out[subtotal] = None if None in parts else sum(parts)
        sums = [out[subtotal] for subtotal in SECTIONS]
        operating = None if None in sums else sum(sums)
        roo = n("roo_gbp") if a["roo_basis"] == "per_resident_week" else None
        if a["roo_basis"] == "markup" and operating is not None:
            roo = operating * n("roo_percent")
        roc = n("roc_gbp")
        if a["roc_basis"] == "percent_of_value":
            roc = n("freehold_value_per_bed") * n("roc_percent") * week / (r / n("active_beds"))
        total = None if operating is None or roo is None else operating + roo + roc
        columns[c] = {**out, "return_on_operations": roo, "return_on_capital": roc, "total": total}
    return columns
