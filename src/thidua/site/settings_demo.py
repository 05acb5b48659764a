"""Settings of ``./thidua demo``. They refuse to load outside the folder and the database that it made for itself."""

import os

from django.core.exceptions import ImproperlyConfigured

from thidua.ops.demo import guard
from thidua.site.settings import *  # noqa: F403
from thidua.site.settings import DATA, DATABASES, PASSWORD_HASHERS, database_from

if "THIDUA_DATABASE_URL" not in os.environ:
    DATABASES["default"] = database_from(f"sqlite://{DATA / 'demo.sqlite3'}")
if fault := guard.fault(DATA, DATABASES["default"]):
    raise ImproperlyConfigured(fault)

THIDUA_DEMO = True
ROOT_URLCONF = "thidua.site.urls_demo"
ACCOUNT_LOGOUT_REDIRECT_URL = "demo:home"
# the one password stands on the first page: slowing down those who guess it protects nothing, and costs minutes
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
