"""Addresses of what the team takes in itself."""

from django.urls import path

from submissions.intake.views import intake_list, layout_list, mapping, send_as_it_is

IN_EXERCISE = "exercises/<uuid:exercise_id>/workbooks-taken-in"
FOLDER = "folders-taken-in/<uuid:folder_id>"
WORKBOOK = "workbooks-taken-in/<uuid:workbook_id>"
urlpatterns = [
    path("locations-asked/<uuid:participation_id>/send-as-it-is/", send_as_it_is.send_as_it_is, name="send_as_it_is"),
    path(f"{IN_EXERCISE}/", intake_list.intake_list, name="intake_list"),
    path(f"{IN_EXERCISE}/add/", intake_list.intake_add, name="intake_add"),
    path(f"{IN_EXERCISE}/add-folder/", intake_list.intake_add_folder, name="intake_add_folder"),
    path(f"{FOLDER}/", intake_list.intake_folder, name="intake_folder"),
    path(f"{FOLDER}/steps/", intake_list.intake_folder_steps, name="intake_folder_steps"),
    path(f"{FOLDER}/report.csv", intake_list.intake_folder_file, {"kind": "csv"}, name="intake_folder_csv"),
    path(f"{FOLDER}/report.xlsx", intake_list.intake_folder_file, {"kind": "xlsx"}, name="intake_folder_xlsx"),
    path(f"{WORKBOOK}/", mapping.intake_workbook, name="intake_workbook"),
    path(f"{WORKBOOK}/steps/", mapping.intake_steps, name="intake_steps"),
    path(f"{WORKBOOK}/file/", mapping.intake_file, name="intake_file"),
    path(f"{WORKBOOK}/confirm/", mapping.intake_confirm, name="intake_confirm"),
    path(f"{WORKBOOK}/location/", mapping.intake_location, name="intake_location"),
    path(f"{WORKBOOK}/discard/", mapping.intake_discard, name="intake_discard"),
    path("workbook-layouts/", layout_list.layout_list, name="layout_list"),
    path("workbook-layouts/<uuid:layout_id>/rename/", layout_list.layout_rename, name="layout_rename"),
    path("workbook-layouts/<uuid:layout_id>/forget/", layout_list.layout_forget, name="layout_forget"),
]
