"""The colour of a marked cell: a condition that always holds, so that it precedes the form's own and can be removed."""

from collections.abc import Mapping

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

# Two condition rules of no effect but their colour; the words tell them from a person's own.
ALWAYS = 'LEN("What to put right")>0'
TO_FIX, TO_EXPLAIN = ("F6C7BD", "7A1F10"), ("FFE08A", "4D3B00")


def colour(sheet: Worksheet, places: Mapping[str, bool]) -> None:
    """Colour cells of a sheet; ``places`` says by address whether a cell must be fixed."""
    there = sheet.conditional_formatting
    for rule in (rule for area in there for rule in area.rules):
        rule.priority += 2
    for priority, (must_fix, (fill, ink)) in enumerate(((True, TO_FIX), (False, TO_EXPLAIN)), 1):
        cells = " ".join(place for place, is_to_fix in places.items() if is_to_fix == must_fix)
        if cells:
            rule = FormulaRule([ALWAYS], stopIfTrue=True, font=Font(color=ink), fill=PatternFill("solid", bgColor=fill))
            rule.priority = priority
            there.add(cells, rule)


def uncolour(sheet: Worksheet) -> None:
    kept = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if ALWAYS not in rule.formula:
                kept.add(str(area.sqref), rule)
    sheet.conditional_formatting = kept
