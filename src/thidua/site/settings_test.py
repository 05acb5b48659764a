"""Settings for the tests: a quick hasher, mail kept in memory, jobs run at once, files in a temporary folder."""

import os
import tempfile
from pathlib import Path

from thidua.site.settings import *  # noqa: F403
from thidua.site.settings import DATABASES, database_from

if "THIDUA_DATABASE_URL" not in os.environ:
    DATABASES["default"] = {**database_from("sqlite:///"), "NAME": ":memory:"}
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="thidua-static-"))
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="thidua-test-"))
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SECRET_KEY = "only-for-tests"
