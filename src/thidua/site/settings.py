"""Settings. Everything that differs between machines comes from the environment (docs/operations.md)."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from thidua.cycle import STAGES

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("THIDUA_DATA", ROOT / ".thidua" / "data"))
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)  # people, keys and votes: for the owner of the service only


def _secret_key() -> str:
    """The key from the environment, else one that is made once and kept beside the data, readable by its owner only."""
    given = os.environ.get("THIDUA_SECRET_KEY")
    if given:
        return given
    path = DATA / "secret-key"
    if not path.exists():
        draft = path.with_name(f"secret-key.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):  # the first of several processes decides
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _megabytes(name: str, default: str) -> int:
    given = os.environ.get(name, default)
    if not (given.isascii() and given.isdecimal()):
        raise ImproperlyConfigured(f"{name} phải là một số nguyên (MB), không phải «{given}».")
    return int(given) * 1024 * 1024


def database_from(url: str) -> dict[str, object]:
    """A database setting from ``sqlite:///path`` or ``postgresql://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("THIDUA_DATABASE_URL phải bắt đầu bằng sqlite:// hoặc postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("THIDUA_ORIGINS", "").split(",") if o]
DATABASES = {"default": database_from(os.environ.get("THIDUA_DATABASE_URL", f"sqlite://{DATA / 'thidua.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

THIDUA_STAGES = STAGES
THIDUA_LOCAL_LAW = DATA / "local-law"
THIDUA_DEMO = False

INSTALLED_APPS = [
    "thidua.ui",
    "thidua.base.access",
    "thidua.base.audit",
    "thidua.base.workflow",
    "thidua.base.people",
    "thidua.base.units",
    "thidua.base.places",
    "thidua.base.staff",
    "thidua.base.season",
    "thidua.base.documents",
    "thidua.base.jobs",
    "thidua.base.tasks",
    *(f"thidua.cycle.{stage.code}" for stage in STAGES),
    "thidua.faces.portal",
    "thidua.faces.reports",
    "thidua.ops",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.base.people.seen.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.site.middleware.ActorMiddleware",
    "thidua.site.middleware.PlainAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thidua.site.urls"
WSGI_APPLICATION = "thidua.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.site.frame.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}}]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tasks:home"
ACCOUNT_ADAPTER = "thidua.base.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "thidua.base.people.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "thidua"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "thidua.base.people.sign_in.typed_name"
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W003"]  # our backend order is the documented one for allauth

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thidua.ui.views.csrf_failure"
_https = os.environ.get("THIDUA_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "thidua.base.files.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
THIDUA_FILE_LIMIT = _megabytes("THIDUA_FILE_LIMIT_MB", "50")
THIDUA_SCAN_COMMAND = os.environ.get("THIDUA_SCAN_COMMAND", "")  # for example: clamdscan --no-summary --fdpass
THIDUA_ADDRESS = os.environ.get("THIDUA_ADDRESS", "")  # https://thidua.tinh.gov.vn, for the links in e-mails
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_485_760
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
EMAIL_BACKEND = os.environ.get("THIDUA_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("THIDUA_EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_EMAIL_FROM", "thidua@localhost")

FORM_RENDERER = "thidua.ui.renderers.UiRenderer"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
