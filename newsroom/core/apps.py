from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CoreConfig(AppConfig):
    name = "newsroom.core"
    verbose_name = "Site"


class DeskConfig(admin_apps.AdminConfig):
    """Stands in INSTALLED_APPS in place of `django.contrib.admin`."""

    default_site = "newsroom.core.desk.DeskSite"
    # Not what "newsroom.core" in INSTALLED_APPS means.
    default = False
