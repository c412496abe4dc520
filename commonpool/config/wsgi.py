"""The door of the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

PATIENCE = " -c lock_timeout=10s"
"""Who waits longer than that for what somebody else is changing is told to try again (`failing`), and lets go of a
thread that others need. The worker waits as long as it takes."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
settings.DATABASES["default"]["OPTIONS"]["options"] += PATIENCE

application = get_wsgi_application()
