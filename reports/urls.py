"""Addresses of calculations and releases."""

from django.urls import path

from reports.annexes import urls as annexes
from reports.indices import urls as indices
from reports.justification import urls as justification
from reports.publication import urls as publication
from reports.views import (
    approval_sheets,
    calculation_files,
    calculations,
    comparisons,
    own,
    public,
    release_comparisons,
    release_drafts,
    releases,
    requests,
    review,
    withdrawals,
)

app_name = "reports"
urlpatterns = [
    path("calculations/", calculations.calculation_list, name="calculation_list"),
    path("calculations/<uuid:calculation_id>/", calculations.calculation_detail, name="calculation_detail"),
    path(
        "calculations/<uuid:calculation_id>/tables.xlsx",
        calculation_files.calculation_workbook,
        name="calculation_workbook",
    ),
    path("calculations/<uuid:calculation_id>/tables.csv", calculation_files.calculation_file, name="calculation_file"),
    path("calculations/<uuid:calculation_id>/draft/", release_drafts.release_draft, name="release_draft"),
    path("calculations/exercises/<uuid:exercise_id>/make/", calculations.calculation_make, name="calculation_make"),
    path("calculations/<uuid:calculation_id>/compare/", comparisons.calculation_compare, name="calculation_compare"),
    path(
        "calculations/<uuid:calculation_id>/compare.csv",
        comparisons.comparison_file,
        {"kind": "csv"},
        name="comparison_csv",
    ),
    path(
        "calculations/<uuid:calculation_id>/compare.xlsx",
        comparisons.comparison_file,
        {"kind": "xlsx"},
        name="comparison_xlsx",
    ),
    path("calculations/requests/<uuid:request_id>/", requests.request_detail, name="request_detail"),
    path("calculations/requests/<uuid:request_id>/steps/", requests.request_steps, name="request_steps"),
    path("returns/<uuid:return_id>/beside-the-market/", own.comparison, name="comparison"),
    path("releases/", releases.release_list, name="release_list"),
    path("releases/<uuid:release_id>/", withdrawals.unless_withdrawn(releases.release_detail), name="release_detail"),
    path("releases/<uuid:release_id>/approve/", review.release_approve, name="release_approve"),
    path("releases/<uuid:release_id>/reject/", review.release_reject, name="release_reject"),
    path(
        "releases/<uuid:release_id>/compare/",
        withdrawals.unless_withdrawn(release_comparisons.release_compare),
        name="release_compare",
    ),
    path(
        "releases/<uuid:release_id>/compare.csv",
        withdrawals.unless_withdrawn(release_comparisons.release_compare_file),
        name="release_compare_file",
    ),
    path("releases/<uuid:release_id>/sheet/", approval_sheets.release_sheet, name="release_sheet"),
    path("releases/<uuid:release_id>/withdraw/", withdrawals.release_withdraw, name="release_withdraw"),
    path("releases/<uuid:release_id>/print/", withdrawals.unless_withdrawn(public.release_print), name="release_print"),
    path("releases/<uuid:release_id>/file.csv", withdrawals.unless_withdrawn(public.release_file), name="release_file"),
    *justification.urlpatterns,
    *annexes.urlpatterns,
    *indices.urlpatterns,
    *publication.urlpatterns,
]
