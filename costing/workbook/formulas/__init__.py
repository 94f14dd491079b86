"""The formulas of each service, by its name."""

from costing.workbook.formulas.care_home import CARE_HOME_WORK
from costing.workbook.formulas.homecare import HOMECARE_WORK
from costing.workbook.formulas.service_formulas import SheetWork

SHEET_WORK: dict[str, SheetWork] = {"homecare": HOMECARE_WORK, "care_home": CARE_HOME_WORK}
