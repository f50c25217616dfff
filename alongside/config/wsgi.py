"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from alongside.config import env, preflight

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
# Somebody may run a web server of their own, without ./start.
preflight.today_may_be_set(demonstration=env.may_set_today())
application = get_wsgi_application()
