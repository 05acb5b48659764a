"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
application = get_wsgi_application()
# What a worker has loaded stays until it ends; the collector need not walk through it while somebody waits.
gc.collect()
gc.freeze()
