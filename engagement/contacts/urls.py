"""Addresses of the contact log."""

from django.urls import path

from engagement.contacts.views import (
    contacts,
    corrections,
    dropped_files,
    group_contact,
    log_imports,
    log_meanings,
)

LOG = "engagement/<uuid:exercise_id>/contacts"

urlpatterns = [
    path(
        "engagement/<uuid:exercise_id>/locations/<uuid:participation_id>/drop/", dropped_files.drop_at, name="drop_at"
    ),
    path(f"{LOG}/", contacts.contact_list, name="contact_list"),
    path(f"{LOG}.csv", contacts.contact_file, {"kind": "csv"}, name="contact_csv"),
    path(f"{LOG}.xlsx", contacts.contact_file, {"kind": "xlsx"}, name="contact_xlsx"),
    path(f"{LOG}/new/", dropped_files.contact_new, name="contact_new"),
    path(f"{LOG}/drop/", dropped_files.drop, name="drop"),
    path(f"{LOG}/together/", group_contact.contacts_together, name="contacts_together"),
    path(f"{LOG}/import/", log_imports.log_import_new, name="log_import_new"),
    path(f"{LOG}/import/<uuid:import_id>/", log_imports.log_import, name="log_import"),
    path(f"{LOG}/import/<uuid:import_id>/steps/", log_imports.log_import_steps, name="log_import_steps"),
    path(f"{LOG}/import/words/", log_meanings.log_meaning_list, name="log_meaning_list"),
    path(f"{LOG}/import/words/<uuid:meaning_id>/forget/", log_meanings.log_meaning_forget, name="log_meaning_forget"),
    path(f"{LOG}/<uuid:contact_id>/", corrections.contact_edit, name="contact_edit"),
    path(f"{LOG}/<uuid:contact_id>/take-back/", corrections.take_back, name="take_back"),
    path(f"{LOG}/<uuid:contact_id>/next-step/", corrections.next_step, name="next_step"),
]
