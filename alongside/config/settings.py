"""Django's settings. Everything that differs between machines comes through `alongside.config.env`."""

import os
from pathlib import Path

from django.utils.csp import CSP

from alongside.config import env

BASE_DIR = env.ROOT
MODE = env.mode()
DEMONSTRATION = MODE == "demonstration"

SECRET_KEY = env.secret_key()
DEBUG = False
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if MODE != "service" else os.environ.get("ALONGSIDE_HOSTS", ",".join(LOOPBACK)).split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_linear_migrations",
    "alongside.kit",
    "alongside.access",
    "alongside.practice",
    "alongside.people",
    "alongside.timeline",
    "alongside.agreements",
    "alongside.pathway",
    "alongside.assessments",
    "alongside.plans",
    "alongside.visits",
    "alongside.meetings",
    "alongside.endings",
    "alongside.aids",
    "alongside.desk",
    "alongside.demo",
    "alongside.config",
]

MIDDLEWARE = [
    "alongside.access.middleware.EveryAnswerIsGuarded",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above all that may answer by themselves, an address without its last slash or from another host too.
    "alongside.access.middleware.PersonalPagesAreNotKept",
    "alongside.config.who_may.OnlyWhatIsDeclared",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.access.middleware.WhoIsThere",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "alongside.kit.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "alongside.access.context.signed_in",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "alongside.kit.forms.renderer.GovukRenderer"

# Migration runs as the owner of the tables, requests as a role that owns nothing; one process is only ever one of them.
CONNECT_AS_OWNER = os.environ.get("ALONGSIDE_CONNECT_AS") == "owner"
DATABASE_ROLES = env.roles()
DATABASES = {
    "default": {
        **env.django_database(env.database_url(as_owner=CONNECT_AS_OWNER)),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["alongside.access.backends.SignInBackend"]
# Tests make hundreds of accounts whose passwords nobody guards.
_HASHER = "MD5PasswordHasher" if MODE == "test" else "Argon2PasswordHasher"
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{_HASHER}"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Where somebody lands who signs in to a demonstration for the first time.
FIRST_STEPS_URL = "/first-steps/"
ACCOUNT_ADAPTER = "alongside.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "alongside.access.forms.SignInForm",
    "change_password": "alongside.access.forms.ChangeOwnPasswordForm",
    "reauthenticate": "alongside.access.forms.PasswordAgainForm",
}
# Whoever works here signs in with two steps, but to a demonstration, whose families are invented.
SECOND_FACTOR = MODE == "service" and env.second_factor()
MFA_ADAPTER = "alongside.access.second_step.Secrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "alongside.access.forms.CodeForm",
    "reauthenticate": "alongside.access.forms.CodeAgainForm",
    "activate_totp": "alongside.access.forms.AppForm",
    "add_webauthn": "alongside.access.forms.PasskeyForm",
}
MFA_TOTP_ISSUER = "Alongside"
MFA_TOTP_TOLERANCE = 1
# 48 bits each, of which ten tries an hour are let through.
MFA_RECOVERY_CODE_DIGITS = 12
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE == "test"
# The council's own provider of sign-in, by OpenID Connect; None without one.
PROVIDER = env.provider()
SOCIALACCOUNT_ADAPTER = "alongside.access.provider.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
_COUNCIL = PROVIDER and {
    "provider_id": "council", "name": "council", "client_id": PROVIDER.client_id, "secret": PROVIDER.secret,
    "settings": {"server_url": PROVIDER.issuer, "fetch_userinfo": False, "token_auth_method": "client_secret_basic"},
}  # fmt: skip
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_COUNCIL] if _COUNCIL else []}}
# Who tries too often waits by our own count, which locks nobody out of their account (access.tries).
ACCOUNT_RATE_LIMITS = False
# How many proxies of the service's own stand before it; each adds from where it was asked.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ALONGSIDE_PROXIES", "0"))
# An account that nobody used for 45 days closes (access.entering).
CLOSE_DORMANT = MODE == "service"

# How long what is left of a session is kept, so that a form sent from it is kept as a draft: over a weekend. It shows
# nothing any more once nobody clicked for half an hour, or after twelve hours (access.entering).
SESSION_COOKIE_AGE = 3 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("ALONGSIDE_SECURE_COOKIES", "no") == "yes"
SESSION_COOKIE_NAME = env.cookie_name("sessionid", secure=SESSION_COOKIE_SECURE)
CSRF_COOKIE_NAME = env.cookie_name("csrftoken", secure=CSRF_COOKIE_SECURE)
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
# The other headers of every answer stand in access.middleware.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # A browser asks this of where a form leads in the end too: to the council's own sign-in.
    "form-action": [CSP.SELF, *([PROVIDER.origin] if PROVIDER else [])],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# A long visit note may be 100,000 characters of any script, for each of seven children.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Into memory alone: nothing that somebody sends lies about in a temporary folder.
FILE_UPLOAD_HANDLERS = ["alongside.kit.files.upload.IntoMemory"]
# "clamd:HOST:PORT", "clamd:/path/of/socket", or a command that reads a file and ends with 0 when it is clean.
VIRUS_SCANNER = os.environ.get("ALONGSIDE_VIRUS_SCANNER", "")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Addresses of static files carry a digest of their content, so they may be kept for a year.
WHITENOISE_MAX_AGE = 31_536_000

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

PRACTICE_MODELS = Path(os.environ.get("ALONGSIDE_PRACTICE_MODELS", BASE_DIR / "practice" / "models"))
RECEIVING_TEAM = os.environ.get("ALONGSIDE_RECEIVING_TEAM", "Family Help")
# Known to everybody: such accounts can sign in only to a demonstration (see access.backends).
DEMONSTRATION_PASSWORD = "stand-beside-2026"  # noqa: S105
DEFAULT_PRACTICE_MODELS = ("family_intervention", "statutory_england")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Label, address by name, permission: the service navigation, in order.
NAVIGATION = [
    ("Today", "desk:today", "see_families"),
    ("Team", "desk:team", "oversee_team"),
    ("Families", "desk:families", "see_families"),
    ("Referrals", "pathway:allocation", "allocate"),
    ("My referrals", "pathway:my_referrals", "refer"),
    ("Drafts", "desk:drafts", "record_help"),
    ("Drafts", "desk:drafts", "refer"),
    ("My page", "desk:own_record", "see_own_record"),
    ("Accounts", "access:accounts", "manage_accounts"),
]
# The pages of one family, for its side navigation.
FAMILY_PAGES = [
    ("Overview", "desk:family", "see_families"),
    ("People", "desk:people", "record_help"),
    ("Agreements", "agreements:overview", "record_help"),
    ("Assessment", "assessments:overview", "record_help"),
    ("Plan", "plans:plan", "record_help"),
    ("Meetings", "meetings:page", "record_help"),
    ("Timeline", "timeline:page", "see_families"),
    ("What is due", "timeline:due", "record_help"),
    ("Is it helping?", "aids:pictures", "record_help"),
    ("Ending", "endings:ending", "lead_help"),
]
CSRF_FAILURE_VIEW = "alongside.kit.errors.forgery"
