"""Old addresses: looked up only where the site would have to say "not found"."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from newsroom.articles.models import Redirect
from newsroom.reader.caching import PAGE


class RedirectOn404:
    """Middleware: a 404 for an address that has moved becomes one permanent redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        moved = _moved(request.path)
        if moved is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        answer = HttpResponsePermanentRedirect(f"{moved.target}?{query}" if query else moved.target)
        # A story may come back to its old address: who kept this for good would go in circles.
        patch_cache_control(answer, **PAGE)
        return answer


def _moved(path: str) -> Redirect | None:
    """Also for an address without its slash at the end, so that it takes one step and not two."""
    paths = {path, path if path.endswith("/") else f"{path}/"}
    return Redirect.objects.filter(path__in=paths).order_by("path").first()
