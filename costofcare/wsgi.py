"""The application that a web server calls: gunicorn costofcare.wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("PORTAL_PROCESS", "web")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
application = get_wsgi_application()

from costofcare.deployment.start import refuse_unsafe_start  # noqa: E402  settings have to be read first

refuse_unsafe_start("web")
