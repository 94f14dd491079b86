"""The application that a web server calls: gunicorn costofcare.wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("PORTAL_PROCESS", "web")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
django_application = get_wsgi_application()

# Django has to be set up before these.
from costofcare.deployment.rubbish import look_seldom  # noqa: E402
from costofcare.deployment.start import refuse_unsafe_start  # noqa: E402
from costofcare.middleware.body_limits import BodyLimits  # noqa: E402

refuse_unsafe_start("web")
application = BodyLimits(django_application)
look_seldom()
