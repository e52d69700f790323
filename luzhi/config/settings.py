"""One settings file for every site: secure unless DEBUG=1, a folder (LUZHI_HOME) holds all state."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from luzhi.config.database import databases
from luzhi.config.logs import LOGGING as LOGGING
from luzhi.site.home import Home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Home.locate()


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"LUZHI_{name}", default)


DEBUG = env("DEBUG") == "1"
SECRET_KEY = HOME.secret("django")
ALLOWED_HOSTS = env("HOSTS", "localhost 127.0.0.1 [::1]").split()
SECURE = env("HTTPS") == "1"  # behind a TLS proxy, the only way a real site is reached

INSTALLED_APPS = [  # ours first: their words and templates go before the libraries'
    "luzhi.tenancy",
    "luzhi.audit",
    "luzhi.core",
    "luzhi.search",
    "luzhi.accounts",
    "luzhi.documents",
    "luzhi.organisation",
    "luzhi.exchange",
    "luzhi.members",
    "luzhi.activities",
    "luzhi.duties",
    "luzhi.handling",
    "luzhi.writing",
    "luzhi.proposals",
    "luzhi.opinions",
    "luzhi.consultations",
    "luzhi.party",
    "luzhi.liaison",
    "luzhi.outreach",
    "luzhi.learning",
    "luzhi.reports",
    "luzhi.portal",
    "luzhi.desk",
    "luzhi.demo",
    "luzhi.cli",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luzhi.config.language.SwitchedLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "luzhi.organisation.middleware.TenantMiddleware",  # last: it runs the view, in its transaction
]

FILTERS_EMPTY_CHOICE_LABEL = "—"
ROOT_URLCONF = "luzhi.config.urls"
WSGI_APPLICATION = "luzhi.config.wsgi.application"
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "luzhi.organisation.context.pages",
            ],
            "loaders": LOADERS if DEBUG else [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]

DATABASES = databases(HOME)
DATABASE_ROUTERS = ["luzhi.config.database.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "luzhi.accounts.passwords.ThreeOfFourClasses"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:committees"
ACCOUNT_ADAPTER = "luzhi.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # django-axes counts the failures, in the database that all workers share
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "luzhi.accounts.adapter.attempted_name"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SECURE else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "site" / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["luzhi.config.formats"]  # a date field shows the form that browsers read

STATIC_URL = "/static/"
STATIC_ROOT = HOME.path / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME.media
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FORM_RENDERER = "luzhi.config.rendering.Renderer"

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if env('MAIL_HOST') else 'dummy'}.EmailBackend"
EMAIL_HOST, DEFAULT_FROM_EMAIL = env("MAIL_HOST"), env("MAIL_FROM", "luzhi@localhost")

PGHISTORY_APPEND_ONLY = True
# An office machine that is off at night catches up.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
