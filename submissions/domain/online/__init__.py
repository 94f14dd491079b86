"""A return as it is typed online: one page a sheet, from the same form as the workbook."""
