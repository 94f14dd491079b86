"""Spreadsheets as rows of text: ods, xlsx and csv, streamed, with the row numbers that a person sees."""
