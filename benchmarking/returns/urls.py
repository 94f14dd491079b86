"""Addresses of a council's return."""

from django.urls import path

from benchmarking.returns.views import answers, own, tables

OWN = "benchmarking/own/<uuid:member_id>/"
TABLE = OWN + "tables/<slug:table>/"
urlpatterns = [
    path("benchmarking/own/", own.own_round_list, name="own_round_list"),
    path(OWN, own.own_return, name="own_return"),
    path(OWN + "pages/<int:number>/", answers.own_page, name="own_page"),
    path(OWN + "pages/<int:number>/save/", answers.own_page_save, name="own_page_save"),
    path(OWN + "last/", answers.own_last, name="own_last"),
    path(OWN + "explain/", answers.own_explain, name="own_explain"),
    path(OWN + "use/", answers.own_use, name="own_use"),
    path(TABLE, tables.own_table, name="own_table"),
    path(TABLE + "file/", tables.own_table_file, name="own_table_file"),
    path(TABLE + "rows/<int:number>/", tables.own_row, name="own_row"),
    path(TABLE + "rows/<int:number>/take-out/", tables.own_row_take_out, name="own_row_take_out"),
    path(OWN + "workbook.xlsx", own.own_workbook, name="own_workbook"),
    path(OWN + "upload/", own.own_upload, name="own_upload"),
    path(OWN + "send/", own.own_send, name="own_send"),
    path(OWN + "consent/", own.own_consent, name="own_consent"),
    path(OWN + "versions/<uuid:version_id>/", own.own_version, name="own_version"),
    path(OWN + "versions/<uuid:version_id>/approve/", own.own_approve, name="own_approve"),
]
