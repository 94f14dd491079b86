"""The formulas of each service, by its name."""

from submissions.domain.workbook.formulas.care_home import CARE_HOME_WORK
from submissions.domain.workbook.formulas.homecare import HOMECARE_WORK
from submissions.domain.workbook.formulas.sheetwork import SheetWork

SHEET_WORK: dict[str, SheetWork] = {"homecare": HOMECARE_WORK, "care_home": CARE_HOME_WORK}
