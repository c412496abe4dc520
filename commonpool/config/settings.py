"""What Django is told. Everything that differs between machines comes through `env.py`."""

import gc
from pathlib import Path

from commonpool.config.env import ENV

gc.set_threshold(10_000, 5, 100)
"""Looked for at every 700th object, garbage was a fifth of each start. What requests leave is cycles that have grown
old by the next look: they are looked for at every fifth, everything as seldom as it would be otherwise."""

ROOT = Path(__file__).resolve().parents[2]
STATE = ENV.state

DEBUG = False
SECRET_KEY = ENV.secret_key
DEMONSTRATION = ENV.demonstration
BASE_URL = ENV.base_url
ALLOWED_HOSTS = ENV.allowed_hosts
OPERATOR = ENV.operator
DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "commonpool.identity",
    "commonpool.activity",
    "commonpool.organisations",
    "commonpool.people",
    "commonpool.agreements",
    "commonpool.ledger",
    "commonpool.availability",
    "commonpool.bookings",
    "commonpool.needs",
    "commonpool.timesheets",
    "commonpool.payroll",
    "commonpool.invoices",
    "commonpool.settlement",
    "commonpool.publication",
    "commonpool.matching",
    "commonpool.successions",
    "commonpool.notifications",
    "commonpool.web",
    "commonpool.api",
    "commonpool.jobs",
    "commonpool.demonstration",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "commonpool.web.middleware.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonpool.web.middleware.ActorMiddleware",
]

ROOT_URLCONF = "commonpool.config.urls"
REACTIONS = "commonpool.config.reactions"
WSGI_APPLICATION = "commonpool.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonpool.web.context.site",
            ],
        },
    }
]

FORM_RENDERER = "commonpool.web.look.forms.LookRenderer"

AUTH_USER_MODEL = "identity.Person"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an address is unique in any case: the constraint person_email_once
AUTHENTICATION_BACKENDS = ["commonpool.web.account.sessions.Backend"]
SESSION_ENGINE = "commonpool.web.account.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
"""Each in its own words."""
LOCALE_PATHS = [ROOT / "commonpool" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
COLLECTED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
AS_THEY_ARE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": AS_THEY_ARE if WHITENOISE_USE_FINDERS else COLLECTED,
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
"""Seconds: who asks for a code to sign in waits for it, and keeps a thread (ADR 0132)."""
vars().update(ENV.email)
DEFAULT_FROM_EMAIL = ENV.email_from
if DEMONSTRATION:
    EMAIL_BACKEND = "commonpool.jobs.outbox.Outbox"
    EMAIL_FILE_PATH = STATE / "outbox"

# Everything a page loads is our own; nobody else frames it, and forms go nowhere else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if BASE_URL.startswith("https://"):
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# Signing in: a code by e-mail, then a passkey or an authenticator app for whoever has set one up (django-allauth).
HOURS = 3600
SESSION_COOKIE_AGE = 4 * HOURS
ACCOUNT_ADAPTER = "commonpool.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_RATE_LIMITS = {"request_login_code": "300/m/ip,5/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "commonpool.web.account.forms.AddPasskeyForm",
    "edit_webauthn": "commonpool.web.account.forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "Commonpool"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BASE_URL.startswith("https://")

INVOICE_PDF = "commonpool.web.invoice_papers.views.pdf_of"
"""Who draws an invoice for the API, which knows no pages."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"place": {"()": "commonpool.config.logs.Places"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "place"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
"""A fault leaves where it happened in the server's log, and nothing of whom: see `commonpool.config.logs`."""
