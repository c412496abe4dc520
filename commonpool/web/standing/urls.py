"""Pages that stand for everybody: what we promise about access and about personal data."""

from django.urls import path

from commonpool.web.standing import views

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("who-runs-this/", views.operator, name="operator"),
    path("welsh/", views.welsh, name="translations"),
    path("welsh.csv", views.welsh_download, name="translations_csv"),
]
