"""The three roles of a newsroom, as Django groups."""

from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps

_DESK = ["article", "byline", "correction", "image", "tag", "tagalias"]
_ADMIN_ONLY = ["region", "author", "redirect", "sitesettings", "user"]

# Role -> permissions by codename. Each role has what the one before it has.
REPORTER = [
    *(f"{verb}_{model}" for model in ("article", "byline", "image") for verb in ("add", "change")),
    "delete_byline",
    "view_correction",
    "view_rawdocument",
    *(f"view_{model}" for model in ("article", "image", "tag", "region", "author")),
]
EDITOR = [
    *REPORTER,
    *(f"{verb}_{model}" for model in _DESK for verb in ("add", "change", "view")),
    "delete_tagalias",
    "view_source",
    "change_chromepattern",
    "view_auditreport",
    "add_author",
    "change_author",
    "publish_article",
    "withdraw_article",
]
ADMIN = [
    *EDITOR,
    *(f"{verb}_{m}" for m in _ADMIN_ONLY for verb in ("add", "change", "delete", "view")),
    "delete_article",
    "delete_tag",
    "delete_image",
    "restore_article",
]
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Admin": ADMIN}


def create_roles(*, apps: Apps = installed_apps, **_signal: Any) -> None:
    """Make the groups, and give them exactly these permissions. Safe to run again."""
    try:
        group_model, permission_model = (
            apps.get_model("auth", name) for name in ("Group", "Permission")
        )
    except LookupError:  # migrated back to before there were accounts
        return
    for role, codenames in ROLES.items():
        group, _created = group_model.objects.get_or_create(name=role)
        group.permissions.set(permission_model.objects.filter(codename__in=set(codenames)))
