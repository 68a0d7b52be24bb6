"""Pages and feeds go out compressed."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressText(GZipMiddleware):
    """Middleware, outside of ConditionalGet: the ETag has to be that of the text.

    Its compressed form is a little different each time, against BREACH. Pictures are left alone.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("image/"):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
