"""Old addresses: looked up only where the site would have to say "not found".

And on the front page for `/?p=123`, by which WordPress names each story.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from newsroom.articles.addresses import find_redirect, is_named_by_query
from newsroom.articles.models import Redirect
from newsroom.reader.caching import PAGE


class RedirectOn404:
    """Middleware: a 404 for an address that has moved becomes one permanent redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        if query and is_named_by_query(request.path, query):
            moved = find_redirect(request.path, query)
            if moved and "?" in moved.path:
                return _answer(moved, query)
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        moved = find_redirect(request.path, query)
        return _answer(moved, query) if moved else response


def _answer(moved: Redirect, query: str) -> HttpResponse:
    """One step. What the query asks for goes along, unless it was the story's name."""
    keeps_query = query and "?" not in moved.path
    answer = HttpResponsePermanentRedirect(
        f"{moved.target}?{query}" if keeps_query else moved.target
    )
    # A story may come back to its old address: who kept this for good would go in circles.
    patch_cache_control(answer, **PAGE)
    return answer
