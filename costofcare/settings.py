"""Settings: everything a deployment may change is read from the environment, with defaults that just work.

Each secret is read from a file too: SECRET_KEY_FILE names one (docker's secrets), or systemd's credentials hold one.
"""

import os
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from costofcare import logs, secret_files
from costofcare.servers import addresses
from costofcare.servers.prepared_statements import PreparingConnection

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / ".state"
environment, SECRET_TROUBLES = secret_files.read_secrets(os.environ)
env = environ.Env()
env.ENVIRON = environment

# Where we are: production, demo or test, and which part of the portal this process is: web, worker or command.
STAGE = env("PORTAL_STAGE", default="production")
PROCESS = env("PORTAL_PROCESS", default="command")
if STAGE not in ("production", "demo", "test") or PROCESS not in ("web", "worker", "command"):
    raise ImproperlyConfigured("PORTAL_STAGE is production, demo or test; PORTAL_PROCESS is web, worker or command.")
DEMO, TESTING, PRODUCTION = (stage == STAGE for stage in ("demo", "test", "production"))
DEBUG = False

# Secrets. Commands that store nothing do without; what serves or works says at once what is missing.
# Read as they are: in a value of django-environ a dollar at the beginning names another variable.
SECRET_KEY = environment.get("SECRET_KEY", "")
# Fernet keys for uploads at rest, the newest first; the older ones only open what they closed.
SEALING_KEYS = env.list("SEALING_KEYS", default=[])
# For the digests in the ledger of releases; it must lie where no copy of the database does.
LEDGER_KEY = environment.get("LEDGER_KEY", "")
# For the pseudonyms of clients and careworkers; where it is not set they are worked out from the ledger's key.
VISITS_KEY = environment.get("VISITS_KEY", "")
# Keys of age for backups: for the first they are sealed (its public half is enough), with the secret ones opened.
BACKUP_KEYS = env.list("BACKUP_KEYS", default=[])
if PROCESS != "command":
    if SECRET_TROUBLES:
        raise ImproperlyConfigured(" ".join(SECRET_TROUBLES))
    database = "DATABASE_URL" if PROCESS == "web" else "WORKER_DATABASE_URL"
    needed = ["SECRET_KEY", "SEALING_KEYS", "LEDGER_KEY", *(["ALLOWED_HOSTS", database] if PRODUCTION else [])]
    if missing := [name for name in needed if not environment.get(name)]:
        raise ImproperlyConfigured(f"The {PROCESS} process needs in its environment: {', '.join(missing)}.")

# What it is called, and where people reach it (for links in e-mails).
PORTAL_NAME = env("PORTAL_NAME", default="Cost of Care Portal")
PORTAL_URL = env("PORTAL_URL", default="http://localhost:8000").rstrip("/")
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
# For strangers and the locked-out: a number, and when somebody answers it ("Monday to Friday, 9am to 5pm").
CONTACT_PHONE = env("CONTACT_PHONE", default="")
CONTACT_HOURS = env("CONTACT_HOURS", default="")
# What the privacy notice has to say under UK GDPR; what is missing is said to be. For example "Fernshire Council,
# County Hall, …"; "Dee Officer, dpo@fernshire.example"; "Public task: Care Act 2014, section 5"; "Six years after the
# exercise closes".
DATA_CONTROLLER = env("DATA_CONTROLLER", default="")
DATA_PROTECTION_OFFICER = env("DATA_PROTECTION_OFFICER", default="")
LAWFUL_BASIS = env("LAWFUL_BASIS", default="")
KEPT_FOR = env("KEPT_FOR", default="")

INSTALLED_APPS = [
    "costofcare",
    "benchmarking",
    "markets",
    "reports",
    "engagement",
    "register",
    "submissions",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "costofcare.middleware.request_ids.RequestIdMiddleware",
    "costofcare.middleware.health.HealthMiddleware",
    "costofcare.middleware.page_times.PageTimesMiddleware",
    "costofcare.row_level_security.StepDownMiddleware",
    "costofcare.middleware.storable_text.StorableTextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "costofcare.middleware.strangers.StrangersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "costofcare.middleware.sought.SoughtMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "costofcare.middleware.caches.CachesMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "costofcare.middleware.body_limits.BodyLimitsMiddleware",
    "costofcare.middleware.upload_turns.UploadTurnsMiddleware",
    "costofcare.middleware.signed_in.SignedInMiddleware",
    "accounts.middleware.ContextMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "costofcare.middleware.choose_role.ChooseRoleMiddleware",
    "costofcare.row_level_security.WallMiddleware",
    "costofcare.middleware.emergencies.EmergenciesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "costofcare.urls"
WSGI_APPLICATION = "costofcare.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [f"costofcare.templatetags.{name}" for name in ("boxes", "components", "tables")],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "costofcare.context_processors.face",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("gds",)
CRISPY_TEMPLATE_PACK = "gds"
FORM_RENDERER = "costofcare.templatetags.quick_widgets.QuickWidgets"

# Each process reaches the database under its own role; without an address it is the demo's, which need not run.
DATABASE_URLS = {
    "web": env("DATABASE_URL", default=addresses.postgres_url(addresses.POSTGRES, addresses.WEB)),
    "worker": env("WORKER_DATABASE_URL", default=addresses.postgres_url(addresses.POSTGRES, addresses.WORKER)),
    "command": env("OWNER_DATABASE_URL", default=addresses.postgres_url(addresses.POSTGRES, addresses.OWNER)),
}
DATABASES = {"default": addresses.for_django(env.db_url_config(DATABASE_URLS[PROCESS]))}
# Kept between pages and between tasks, and asked before each whether it still lives (costofcare/celery.py).
IS_KEPT = PROCESS != "command"
DATABASES["default"] |= {"CONN_MAX_AGE": 60 if IS_KEPT else 0, "CONN_HEALTH_CHECKS": IS_KEPT}
# A transaction that idles longer than any task may run is of a process that was paused; it holds its rows no longer.
IDLE_TRANSACTION_SECONDS = env.int("IDLE_TRANSACTION_SECONDS", default=330)
if PROCESS != "command":
    DATABASES["default"]["OPTIONS"].setdefault(
        "options", f"-c idle_in_transaction_session_timeout={IDLE_TRANSACTION_SECONDS}s"
    )
    # What a kept connection is asked again and again the database thinks about once.
    DATABASES["default"]["OPTIONS"]["connection_factory"] = PreparingConnection
# Whoever serves a page as the owner (tests, runserver) steps down into this role for its duration.
WALL_ROLE = env("WALL_ROLE", default=addresses.WEB if PROCESS == "command" else "")

# Codes that were used and how often e-mails were asked for, shared by all web processes; made by migrate. Not Redis:
# that may be gone. Nobody pushes an entry out by making others: only what has expired is cleared away.
CACHES = {
    "default": {
        "BACKEND": "accounts.actions.lasting_cache.LastingCache",
        "LOCATION": "costofcare_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Signing in: by e-mail and password, by invitation only.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
SIGN_IN_FORMS = "accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{SIGN_IN_FORMS}.LoginForm",
    "reset_password": f"{SIGN_IN_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{SIGN_IN_FORMS}.ResetPasswordKeyForm",
    "change_password": f"{SIGN_IN_FORMS}.ChangePasswordForm",
    "reauthenticate": f"{SIGN_IN_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{SIGN_IN_FORMS}.CodeForm",
    "reauthenticate": f"{SIGN_IN_FORMS}.CodeAgainForm",
    "activate_totp": f"{SIGN_IN_FORMS}.FirstCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whoever took up an invitation has shown that the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Nobody learns from a form who has an account, and nobody is written to who has none.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=10).total_seconds())
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PORTAL_NAME
MFA_TOTP_TOLERANCE = 1
# Wrong passwords are counted by ourselves (accounts/actions/sign_in_tries.py); the rest is generous by address, as a
# council's whole building has one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "code": "5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "200/m/ip,5/m/key",
    "reset_password_from_key": "200/m/ip",
}
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=4).total_seconds())
PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{PASSWORDS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("full_name", "email")}},
    {"NAME": "accounts.password_validation.LeakedPasswordValidator"},
    {"NAME": "accounts.password_validation.GuessablePasswordValidator"},
]
PASSWORD_HASHERS = ["accounts.password_hashers.SealedPasswordHasher"]
if TESTING:  # hashing slowly a thousand times proves nothing
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# What browsers and proxies are told.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of our own stand in front and say who asks, and by which protocol; none is believed unasked.
PROXIES_SAID = env("PROXIES", default="0").strip()
PROXIES = int(PROXIES_SAID) if PROXIES_SAID in list("0123456789") else 0
if str(PROXIES) != PROXIES_SAID and PROCESS != "command":
    raise ImproperlyConfigured("PROXIES says how many proxies of your own stand in front: a number from 0 to 9.")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "costofcare.views.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A session ends after so many minutes without use, and after so many hours however much it is used; so many minutes
# before either the page says so.
SESSION_IDLE = timedelta(minutes=env.float("SESSION_IDLE_MINUTES", default=120))
SESSION_OVERALL = timedelta(hours=env.float("SESSION_OVERALL_HOURS", default=12))
SESSION_WARNING = timedelta(minutes=env.float("SESSION_WARNING_MINUTES", default=5))
SESSION_COOKIE_AGE = int(SESSION_OVERALL.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Says, signed, whose session it was, so that what is typed after its end can be kept for them.
WHOSE_COOKIE_NAME = "__Host-whose" if HTTPS else "whose"
# Says, signed, who has signed in on this device: whoever guesses their password elsewhere does not slow them down here.
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the square code of the second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# What was erased on request, a line of ids each, for `replay_erasures` after a backup was restored: a file that no
# restore of the database overwrites.
ERASURES_FILE = env("ERASURES_FILE", default="" if TESTING else str(STATE_DIR / "erasures.jsonl"))

# So many published pages and files may be asked for from one address in a minute, of each process that serves them.
PUBLISHED_PER_MINUTE = env.int("PUBLISHED_PER_MINUTE", default=300)
# So many files one person may send in an hour: more than a company of 300 branches needs on its last day, and fewer
# than fill a disk.
UPLOADS_PER_HOUR = env.int("UPLOADS_PER_HOUR", default=600)

# Where the visits lie, as Parquet: a folder of the worker's alone, on a disk that is encrypted. No page opens it.
VISITS_FOLDER = env("VISITS_FOLDER", default=str(STATE_DIR / ("visits-of-tests" if TESTING else "visits")))
# So many days a file of visits is kept, sealed, while nobody answers what is asked about it.
VISITS_FILE_DAYS = env.int("VISITS_FILE_DAYS", default=7)
# So many whole months visits are kept beside the present one; then only half-minutes remain, which name nobody.
VISITS_MONTHS = env.int("VISITS_MONTHS", default=36)

# Files. What is uploaded stays in memory until it is sealed: a temporary file would lie open on the disk, so nothing
# here can make one. How much may come is decided before it is read (costofcare/middleware/body_limits.py).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 110 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STATIC_URL = "static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(STATE_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_AUTOREFRESH = TESTING
WHITENOISE_USE_FINDERS = TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# E-mail: printed unless an address says otherwise, such as smtp+tls://name:password@host:587.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FROM_EMAIL", default="Cost of Care Portal <portal@localhost>")
# Campaigns go out by the above, or by GOV.UK Notify where there is a key (a template with ((subject)) and ((body))).
NOTIFY_API_KEY = env("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_REPLY_TO_ID = env("NOTIFY_REPLY_TO_ID", default="")
NOTIFY_URL = env("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
# How often Notify is asked what became of the mails that it has.
NOTIFY_NEWS_SECONDS = env.float("NOTIFY_NEWS_SECONDS", default=300)
# The independent team's mailbox, to which answers and bounces come; whether it takes box+anything@ as well.
MAILBOX_ADDRESS = env("MAILBOX_ADDRESS", default="")
MAILBOX_PLUS = env.bool("MAILBOX_PLUS", default=True)
# Where those are read: imaps://name:password@host/INBOX (or imap+tls, or imap). What cannot be matched with anybody is
# for the team of this authority (its name in the CQC's directory), or of the only one that there is.
IMAP_URL = env("IMAP_URL", default="")
MAILBOX_AUTHORITY = env("MAILBOX_AUTHORITY", default="")
MAILBOX_MOST_BYTES = env.int("MAILBOX_MOST_BYTES", default=25 * 2**20)
MAILBOX_POLL_SECONDS = env.float("MAILBOX_POLL_SECONDS", default=60)

# Tasks: an id and no more, as JSON; acknowledged when done; the row is the truth and the broker only a nudge.
CELERY_BROKER_URL = env("REDIS_URL", default=addresses.redis_url(addresses.REDIS))
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # longer than the longest task, so that none is handed out twice while it runs
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    # For those who send: give up within the second, as nobody waits for a broker in front of a page.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 240, 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat")
# An upload is taken to have lost its worker after so many seconds, and its nudge after so many; how often one looks.
CLAIM_SECONDS = env.float("CLAIM_SECONDS", default=90)
NUDGE_AGAIN_SECONDS = env.float("NUDGE_AGAIN_SECONDS", default=20)
SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=15)
# A message whose sending was begun so long ago is in doubt: longer than any task may run. After how long a silence
# the sending of a step is nudged again.
MESSAGE_CLAIM_SECONDS = env.float("MESSAGE_CLAIM_SECONDS", default=360)
STEP_NUDGE_SECONDS = env.float("STEP_NUDGE_SECONDS", default=60)
# While a mail server does not take our mail, one mail is tried so often.
MAIL_TRIAL_SECONDS = env.float("MAIL_TRIAL_SECONDS", default=60)
# A calculation of so many returns is left to a worker.
CALCULATED_BY_WORKER_FROM = env.int("CALCULATED_BY_WORKER_FROM", default=150)
MEETINGS_SECONDS = env.float("MEETINGS_SECONDS", default=30)
# How often a worker leaves a sign of life, for manage.py doctor.
HEARTBEAT_SECONDS = env.float("HEARTBEAT_SECONDS", default=60)
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "costofcare.tasks.beat",
        "schedule": HEARTBEAT_SECONDS,
        "options": {"expires": HEARTBEAT_SECONDS},
    },
    "sweep": {"task": "submissions.tasks.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
    "remind of queries": {
        "task": "submissions.tasks.remind_of_queries",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "sweep campaigns": {
        "task": "engagement.tasks.sweep_campaigns",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep old logs": {
        "task": "engagement.tasks.sweep_logs",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "meetings": {
        "task": "engagement.tasks.sweep_meetings",
        "schedule": MEETINGS_SECONDS,
        "options": {"expires": MEETINGS_SECONDS},
    },
    "news of deliveries": {
        "task": "engagement.tasks.fetch_delivery_news",
        "schedule": NOTIFY_NEWS_SECONDS,
        "options": {"expires": NOTIFY_NEWS_SECONDS},
    },
    "poll the mailbox": {
        "task": "engagement.tasks.poll_mailbox",
        "schedule": MAILBOX_POLL_SECONDS,
        "options": {"expires": MAILBOX_POLL_SECONDS},
    },
    "sweep visits": {"task": "markets.tasks.sweep_visits", "schedule": 60, "options": {"expires": 60}},
    "sweep erasures": {"task": "costofcare.tasks.sweep_erasures", "schedule": 60, "options": {"expires": 60}},
    "erase what is old": {"task": "costofcare.tasks.erase_daily", "schedule": 6 * 3600, "options": {"expires": 3600}},
    "seal the trail": {"task": "costofcare.tasks.seal_trail", "schedule": 60, "options": {"expires": 60}},
    "drop old words": {"task": "accounts.tasks.drop_old_words", "schedule": 600, "options": {"expires": 600}},
    "drop old incidents": {
        "task": "costofcare.tasks.drop_old_incidents",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "tell of releases": {"task": "reports.tasks.tell_of_releases", "schedule": 60, "options": {"expires": 60}},
    "sweep documents": {
        "task": "reports.tasks.sweep_documents",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep calculations": {
        "task": "reports.tasks.sweep_calculations",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep analyses": {
        "task": "benchmarking.tasks.sweep_analyses",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep profiles": {
        "task": "markets.tasks.sweep_profiles",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
}

# What administrators are told of: pages that took so long (0: none), and what failed. Whoever scrapes the metrics shows
# the token; without one there are none.
NOTE_INCIDENTS = env.bool("NOTE_INCIDENTS", default=not TESTING)
SLOW_PAGE_SECONDS = env.float("SLOW_PAGE_SECONDS", default=0 if TESTING else 2)
METRICS_TOKEN = env("METRICS_TOKEN", default="")

LOGGING = logs.settings(level=env("LOG_LEVEL", default="INFO"), readable=env.bool("LOG_READABLE", default=False))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
