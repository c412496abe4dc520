"""What Django is told of `bench.bare`: the product's database and no more."""

from commonpool.config.env import ENV

SECRET_KEY = "only-measured"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": ENV.database}
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.bare"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
