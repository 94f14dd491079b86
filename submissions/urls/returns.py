"""Addresses of the pages about returns."""

from django.urls import path

from submissions.views import (
    annotated_workbook,
    bulk,
    declaration,
    example,
    files,
    findings,
    provider,
    return_files,
    review,
    scope,
    suggestions,
    versions,
    what_if,
)

urlpatterns = [
    path("exercises/<uuid:exercise_id>/together/<slug:named>/", bulk.together, name="together"),
    path("participations/<uuid:participation_id>/", scope.asked_detail, name="asked_detail"),
    path("participations/<uuid:participation_id>/not-relevant/", scope.not_relevant, name="not_relevant"),
    path("locations-asked/<uuid:participation_id>/", provider.participation_detail, name="participation_detail"),
    path("locations-asked/<uuid:participation_id>/workbook/", provider.workbook, name="workbook"),
    path("locations-asked/<uuid:participation_id>/example/", example.example, name="example"),
    path("locations-asked/<uuid:participation_id>/example-workbook/", example.example_file, name="example_file"),
    path("locations-asked/<uuid:participation_id>/upload/", provider.upload, name="upload"),
    path("uploads/check-again/", files.check_again, name="check_again"),
    path("uploads/<uuid:upload_id>/", files.upload_progress, name="upload_progress"),
    path("uploads/<uuid:upload_id>/steps/", files.upload_steps, name="upload_steps"),
    path("uploads/<uuid:upload_id>/file/", files.upload_file, name="upload_file"),
    path("exercises/<uuid:exercise_id>/returns.csv", return_files.list_file, {"kind": "csv"}, name="return_list_csv"),
    path(
        "exercises/<uuid:exercise_id>/returns.xlsx", return_files.list_file, {"kind": "xlsx"}, name="return_list_xlsx"
    ),
    path("returns/", review.return_list, name="return_list"),
    path("returns/<uuid:return_id>/", review.return_detail, name="return_detail"),
    path("returns/<uuid:return_id>/findings/", findings.findings, name="findings"),
    path("returns/<uuid:return_id>/what-to-put-right/", annotated_workbook.put_right_file, name="put_right_file"),
    path("returns/<uuid:return_id>/findings/<uuid:finding_id>/explain/", findings.explain, name="explain"),
    path("returns/<uuid:return_id>/findings/<uuid:finding_id>/take/", suggestions.take_guess, name="take_guess"),
    path(
        "returns/<uuid:return_id>/findings/<uuid:finding_id>/put-back/",
        suggestions.put_guess_back,
        name="put_guess_back",
    ),
    path("returns/<uuid:return_id>/costs/", findings.costs, name="costs"),
    path("returns/<uuid:return_id>/what-if/", what_if.what_if, name="what_if"),
    path("returns/<uuid:return_id>/versions/", versions.compare, name="versions"),
    path("returns/<uuid:return_id>/summary/", versions.summary, name="summary"),
    path("returns/<uuid:return_id>/looked-at/", versions.looked_at, name="looked_at"),
    path("returns/<uuid:return_id>/declaration/", declaration.declaration, name="declaration"),
    path("returns/<uuid:return_id>/receipt/", declaration.receipt, name="receipt"),
    path("returns/<uuid:return_id>/take-back/", declaration.take_back, name="take_back"),
    path("returns/<uuid:return_id>/accept/", review.accept, name="accept"),
    path("returns/<uuid:return_id>/leave-out/", review.exclude, name="exclude"),
    path("returns/<uuid:return_id>/reopen/", review.reopen, name="reopen"),
]
