"""The desk: Django's admin under our name, in our zone and under a policy of its own."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from csp.constants import NONCE, SELF
from csp.decorators import csp_replace
from django.contrib.admin import AdminSite, display
from django.contrib.auth.models import Group, User
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from newsroom.core.models import SiteSettings
from newsroom.core.site import site_settings, zone_label

# As strict as the public pages but for the one inline script that cannot be a file: the import
# map of the text editor, which carries the nonce of its request.
POLICY = {"script-src": [SELF, NONCE], "style-src": [SELF]}

# The group of accounts whose password was printed or told, and is good for one sign-in.
PASSWORD_DUE = "New password due"
OPEN_MEANWHILE = {"password_change", "logout", "jsi18n"}


def desk_settings(request: HttpRequest) -> SiteSettings:
    """The settings that the middleware has read for this request already."""
    found: SiteSettings = getattr(request, "site_settings", None) or site_settings()
    return found


def desk_time(moment: datetime | None, *, site: SiteSettings) -> str:
    """A time as the desk writes it: `22 Nov 2026, 09:31 SGT`. Empty for no time."""
    if moment is None:
        return ""
    local = moment.astimezone(site.zone)
    return f"{local.day} {local:%b %Y, %H:%M} {zone_label(site, moment)}"


def time_column(
    field: str, *, name: str, site: SiteSettings, ordering: OrderBy | None = None
) -> Callable[[Any], str]:
    """A column of times for a list, which has to be made for the site's zone of the request.

    `ordering` is for a field that may be empty: the databases disagree on where nothing stands.
    """

    @display(description=name, ordering=ordering or field)
    def column(row: Any) -> str:
        return desk_time(getattr(row, field), site=site)

    column.__name__ = field
    return column


class DeskSite(AdminSite):
    """Signs itself with the publication's name, says its zone, and sends its own policy."""

    index_title = "Desk"
    enable_nav_sidebar = True

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        site = desk_settings(request)
        return super().each_context(request) | {
            "site_title": f"{site.name} desk",
            "site_header": site.name,
            "desk_zone": zone_label(site, timezone.now()),
            "desk_zone_name": site.timezone,
        }

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner: Any = csp_replace(POLICY)(super().admin_view(view, cacheable))

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if _owes_a_password(request):
                return redirect(f"{self.name}:password_change")
            return inner(request, *args, **kwargs)  # type: ignore[no-any-return]

        return checked

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Django's own; whoever has chosen a new password owes none any more."""
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            account = cast(User, request.user)
            account.groups.remove(*Group.objects.filter(name=PASSWORD_DUE))
        return response

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one page that Django does not send through `admin_view`."""
        sign_in: Any = csp_replace(POLICY)(super().login)
        return sign_in(request, extra_context)


def _owes_a_password(request: HttpRequest) -> bool:
    """Whether this page has to wait until a password that somebody else has seen is replaced."""
    match = request.resolver_match
    if not request.user.is_authenticated or (match and match.url_name in OPEN_MEANWHILE):
        return False
    return request.user.groups.filter(name=PASSWORD_DUE).exists()
