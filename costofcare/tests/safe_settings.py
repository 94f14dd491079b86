"""The settings of a deployment that is safe: manage.py check --deploy --settings costofcare.tests.safe_settings."""

import os

from costofcare.tests.safe_environment import SAFE

os.environ |= SAFE | {"OWNER_DATABASE_URL": "django.db.backends.dummy://"}

from costofcare.settings import *  # noqa: F403
