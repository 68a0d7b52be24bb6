"""Old addresses: looked up only where the site would have to say "not found"."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from newsroom.articles.models import Redirect


class RedirectOn404:
    """Middleware: a 404 for an address that has moved becomes one permanent redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        moved = Redirect.objects.filter(path=request.path).first()
        if moved is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{moved.target}?{query}" if query else moved.target)
