"""The look of the workbook: one accent colour, hairlines, and a meaning for each tint."""

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

ACCENT = "#1D4E5E"
INK = "#1F2933"
QUIET = "#66727C"
HAIRLINE = "#D5DBDF"
BOX = "#9FB0B8"
MISSING = "#FFF8E3"
WRONG = "#FBE6E1"
WRONG_INK = "#9B2C1A"
UNASKED = "#EDEFF0"
BAR = "#B9CDD4"

MONEY = "#,##0.00"
RATE = "#,##0.00##"
NUMBER = "#,##0.0###"
WHOLE = "#,##0"
SHARE = "0.0##%"
PART = "0.0%"
DAY = "d mmmm yyyy"

_BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
_ROW: dict[str, Any] = {"bottom": 4, "bottom_color": HAIRLINE}
_HEADING: dict[str, Any] = {"bold": True, "font_color": ACCENT, "bottom": 2, "bottom_color": ACCENT, "text_wrap": True}
_INPUT: dict[str, Any] = {"border": 1, "border_color": BOX, "locked": False}
_RULE: dict[str, Any] = {"top": 1, "top_color": ACCENT}
_TOTAL: dict[str, Any] = {"bold": True, "top": 1, "bottom": 6, "top_color": ACCENT, "bottom_color": ACCENT}

STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"font_size": 16, "bold": True, "font_color": ACCENT},
    "warning": {"font_size": 14, "bold": True, "font_color": WRONG_INK},
    "progress": {"font_color": QUIET},
    "status": {"bold": True},
    "remark": {"font_color": QUIET, "italic": True, "text_wrap": True, "valign": "top"},
    "heading": _HEADING,
    "heading_right": {**_HEADING, "align": "right", "indent": 1},
    "group": {"bold": True, "font_size": 11, "font_color": ACCENT, "valign": "bottom"},
    "mark": {"font_color": ACCENT, "align": "center"},
    "label": {**_ROW, "text_wrap": True},
    "unit": {**_ROW, "font_color": QUIET, "text_wrap": True, "indent": 1},
    "read": {**_ROW, "font_color": QUIET, "align": "right", "indent": 1},
    "help": {**_ROW, "font_color": QUIET, "font_size": 9, "text_wrap": True, "indent": 1},
    "input": {**_INPUT, "align": "right", "indent": 1},
    "words": {**_INPUT, "align": "left", "text_wrap": True, "indent": 1, "num_format": "@"},
    "note": {"locked": False, "text_wrap": True, "font_size": 9, "bottom": 4, "bottom_color": BOX, "num_format": "@"},
    "figure": {**_ROW, "align": "right", "indent": 1},
    "subtotal_label": {**_RULE, "bold": True, "text_wrap": True},
    "subtotal": {**_RULE, "bold": True, "align": "right", "indent": 1},
    "subtotal_quiet": {**_RULE, "font_color": QUIET, "text_wrap": True, "indent": 1},
    "total_label": _TOTAL,
    "total": {**_TOTAL, "align": "right", "indent": 1},
    "total_quiet": {**_TOTAL, "bold": False, "font_color": QUIET, "indent": 1},
    "figure_label": {**_ROW, "text_wrap": True, "indent": 1},
    "figure_quiet": {**_ROW, "font_color": QUIET, "font_size": 9, "text_wrap": True, "indent": 1},
    "aside": {"font_color": QUIET, "font_size": 9, "indent": 1},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "topic": {"bold": True, "font_color": ACCENT, "valign": "top", "text_wrap": True},
    "link": {"font_color": ACCENT, "underline": 1},
}

_TINTS: dict[str, dict[str, Any]] = {
    "missing": {"bg_color": MISSING},
    "wrong": {"bg_color": WRONG, "font_color": WRONG_INK},
    "unasked": {"bg_color": UNASKED},
    "whole": {"num_format": WHOLE},
    "percent": {"num_format": "0%"},
    "percent_part": {"num_format": SHARE},
}


@dataclass
class Styles:
    """The formats of one workbook, each made once."""

    book: Workbook
    _made: dict[str, Format] = field(default_factory=dict)

    def __call__(self, name: str, num_format: str = "") -> Format:
        key = f"{name}|{num_format}"
        if key not in self._made:
            extra = {"num_format": num_format} if num_format else {}
            self._made[key] = self.book.add_format({**_BASE, **STYLES[name], **extra})
        return self._made[key]

    def tint(self, name: str) -> Format:
        """Return a format for a condition, which changes only what it names."""
        if name not in self._made:
            self._made[name] = self.book.add_format(_TINTS[name])
        return self._made[name]
