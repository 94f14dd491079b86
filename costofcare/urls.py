"""All addresses of the portal."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app_codes
from django.urls import include, path, re_path

from costofcare import views
from costofcare.erasures.views.erasures import erasure_ask, erasure_detail, erasure_list, erasure_take_back
from costofcare.erasures.views.own_data import own_data
from costofcare.retention.views.retention import retention, retention_change
from costofcare.views.annexes import make_documents
from costofcare.views.audit_file import audit_file, audit_workbook
from costofcare.views.emergencies import emergencies, emergency_end
from costofcare.views.home import home
from costofcare.views.incidents import incident_list
from costofcare.views.invitations import invite_person
from costofcare.views.metrics import metrics_text
from costofcare.views.second_factors import reset_second_factor, second_factor_list

# What of the sign-in library is meant, page by page: whatever else it has, now or later, is not there.
SIGN_IN = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", app_codes.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", app_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns = [
    path("", views.front, name="front"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("home/", home, name="home"),
    path("audit/events.csv", audit_file, name="audit_file"),
    path("incidents/", incident_list, name="incident_list"),
    path("metrics", metrics_text, name="metrics"),
    path("account/your-data.zip", own_data, name="own_data"),
    path("retention/", retention, name="retention"),
    path("retention/<slug:kind>/", retention_change, name="retention_change"),
    path("erasures/", erasure_list, name="erasure_list"),
    path("erasures/<uuid:erasure_id>/", erasure_detail, name="erasure_detail"),
    path("erasures/<uuid:erasure_id>/take-back/", erasure_take_back, name="erasure_take_back"),
    path("erasures/of/<str:whose>/<uuid:subject_id>/", erasure_ask, name="erasure_ask"),
    path("audit/events.xlsx", audit_workbook, name="audit_workbook"),
    path("releases/<uuid:release_id>/documents/make/", make_documents, name="make_documents"),
    path("people/invite/", invite_person, name="invite_person"),
    path("people/second-factors/", second_factor_list, name="second_factor_list"),
    path("people/<uuid:person_id>/second-factor/", reset_second_factor, name="reset_second_factor"),
    path("people/emergencies/", emergencies, name="emergencies"),
    path("people/emergencies/<uuid:role_id>/end/", emergency_end, name="emergency_end"),
    path("account/", include(SIGN_IN)),
    path("", include("accounts.urls")),
    path("", include("register.urls")),
    path("", include("submissions.urls")),
    path("", include("engagement.urls")),
    path("", include("reports.urls")),
    path("", include("markets.urls")),
    path("", include("benchmarking.urls")),
]
handler400 = "costofcare.views.bad_request"
handler403 = "costofcare.views.permission_denied"
handler404 = "costofcare.views.not_found"
handler429 = "costofcare.views.too_many_requests"
handler500 = "costofcare.views.server_error"
