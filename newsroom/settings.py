"""Every setting of the site, once, read from the environment; README.md lists the variables.

Without any variable this is a safe embedded site: debug off, SQLite and the queue in `var/`,
only this machine's host names allowed. `manage.py up` makes the secret key on first start.
"""

from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR {DATA_DIR}: {error.strerror}.") from error
SECRET_KEY_FILE = DATA_DIR / "secret_key"


def _secret_key() -> str:
    """The key from the environment, else the one `up` made, else nothing: a check then says so."""
    if given := env.str("SECRET_KEY", default=""):
        return str(given)
    return SECRET_KEY_FILE.read_text().strip() if SECRET_KEY_FILE.is_file() else ""


def _base_url() -> str:
    """Where readers find the site, without a slash at the end: `https://news.example`."""
    url = str(env.str("BASE_URL", default=f"http://localhost:{PORT}")).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"BASE_URL is {url!r}: give scheme and host only, as in https://news.example"
        )
    return url


def _port() -> int:
    given = env.str("PORT", default="8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise ImproperlyConfigured(f"PORT is {given!r}: give a number from 1 to 65535")
    return int(given)


def _timezone() -> str:
    name = str(env.str("SITE_TIMEZONE", default="Asia/Singapore"))
    if name not in available_timezones():
        raise ImproperlyConfigured(f"SITE_TIMEZONE is {name!r}: give one such as Asia/Singapore")
    return name


def _networks(name: str) -> list:
    """Addresses and networks (`10.0.0.0/8`) of a comma-separated variable."""
    try:
        return [ip_network(part.strip()) for part in env.list(name, default=[])]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Give addresses or networks.") from error


# The site -----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
PORT = _port()
SECRET_KEY = _secret_key()
BASE_URL = _base_url()
_HOST = str(urlsplit(BASE_URL).hostname)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted({_HOST, "localhost", "127.0.0.1"}))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXIES = _networks("TRUSTED_PROXIES")

# First values of the site settings; afterwards the admin has the say.
SITE_NAME = env.str("SITE_NAME", default="Newsroom")
SITE_TIMEZONE = _timezone()

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

INSTALLED_APPS = [
    "newsroom.core.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_prose_editor",
    "js_asset",
    "axes",
    "csp",
    # From the bottom up, and after auth: the roles are made when all permissions exist.
    "newsroom.core",
    "newsroom.articles",
    "newsroom.reader",
    "newsroom.ops",
]

MIDDLEWARE = [
    "newsroom.core.proxies.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.core.compression.CompressText",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.core.site.SiteTimezone",
    "newsroom.reader.redirects.RedirectOn404",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.reader.context.frame",
            ],
        },
    }
]

# Where things are kept ----------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/newsroom.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_database = DATABASES["default"]
_options = _database.setdefault("OPTIONS", {})
if _database.get("ENGINE") == "django.db.backends.sqlite3":
    # One writer at a time, readers never wait; IMMEDIATE takes the write lock at the start, so
    # that two writers queue up instead of failing halfway.
    _options.setdefault("transaction_mode", "IMMEDIATE")
    _options.setdefault("timeout", 20)
    _options.setdefault(
        "init_command",
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000",
    )
elif _database.get("ENGINE") == "django.db.backends.postgresql":
    # As many as a process has threads that answer requests, and some for its other work.
    _options.setdefault("pool", {"timeout": 5, "min_size": 1, "max_size": 12})
else:
    raise ImproperlyConfigured(
        "DATABASE_URL: use sqlite:///path/to/file or postgres://user:password@host/name."
    )

# Where the worker's jobs wait: a file beside the database, or Redis for many machines.
QUEUE_URL = env.str("QUEUE_URL", default="")
if QUEUE_URL and urlsplit(QUEUE_URL).scheme not in {"redis", "rediss", "unix"}:
    raise ImproperlyConfigured(f"QUEUE_URL is {QUEUE_URL!r}: give one such as redis://host:6379/0")
QUEUE_FILE = DATA_DIR / "queue.sqlite3"

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Pages name files by their hash, and nobody reads source maps: compress each file once at most.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "webp", "png", "jpg", "svgz", "woff2", "gz", "br"]
# What the text editor of the desk learns from our own file: newsroom/articles/fields.py uses it.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/desk-editor.js")],
        "extensions": {
            "DeskStyles": html_tags([]),
            "Language": html_tags([]),
            "PullQuote": html_tags(["aside"]),
            "Figure": html_tags(["figure"]),
            "Caption": html_tags(["figcaption"]),
            "Table": html_tags(["table", "caption", "thead", "tbody"]),
            "TableRow": html_tags(["tr"]),
            "TableHeader": html_tags(["th"], {"th": ["scope", "colspan", "rowspan"]}),
            "TableCell": html_tags(["td"], {"td": ["scope", "colspan", "rowspan"]}),
            "Link": html_tags(["a"], {"a": ["href", "rel"]}),
        },
    }
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a long article with its raw text pasted beside it

# Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # storage; pages show the zone of the site settings

# Safety -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True


def _media_host() -> list[str]:
    """The server of the pictures, where it is another one."""
    parts = urlsplit(MEDIA_URL)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


# Public pages: nothing inline, nothing from anyone else. The admin site widens this for itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *_media_host()],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=30 * 24 * 3600) if IS_HTTPS else 0
# Other hosts of the domain are not this site's to decide about, and neither is the preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if TRUSTED_PROXIES:
    # Believed only from those: core.proxies takes the header off everybody else's requests.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"newsroom": {"level": "INFO"}},
}
