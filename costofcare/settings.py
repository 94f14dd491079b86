"""Settings: everything a deployment may change is read from the environment, with defaults that just work."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="only-for-commands-that-store-nothing")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])

INSTALLED_APPS = ["costofcare", "reports", "engagement", "submissions", "accounts"]
DATABASES: dict[str, dict[str, object]] = {}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
