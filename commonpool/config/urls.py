"""Every address of the product. Each area names its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("", include("commonpool.web.pool.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
