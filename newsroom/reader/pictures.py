"""Hands out renditions of pictures under addresses that never change their content."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from newsroom.articles.images import Rendition, stored, version, widths
from newsroom.articles.models import Image

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


def picture(
    request: HttpRequest, pk: str, key: str, crop: str, width: str, extension: str
) -> HttpResponse:
    """One rendition. Only the sizes that pages offer exist, so nobody can fill the disk."""
    image = get_object_or_404(Image, pk=pk)
    if key != version(image) or int(width) not in widths(image, crop=crop):
        raise Http404("There is no such cut of this picture.")
    try:
        data = stored(Rendition(image, crop, int(width), extension))
    except FileNotFoundError as error:
        raise Http404("The picture's file is missing.") from error
    return HttpResponse(data, content_type=CONTENT_TYPES[extension])
