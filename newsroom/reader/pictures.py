"""Hands out renditions of pictures under addresses that never change their content."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from newsroom.articles.images import NoPicture, Rendition, nearest, stored, version, widths
from newsroom.articles.models import Image
from newsroom.reader.caching import PAGE, PICTURE

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


def picture(
    request: HttpRequest, pk: str, key: str, crop: str, width: str, extension: str
) -> HttpResponse:
    """One rendition. Only the sizes that pages offer exist, so nobody can fill the disk."""
    image = get_object_or_404(Image, pk=pk)
    if key != version(image):
        return _moved(nearest(image, crop=crop, width=int(width), extension=extension))
    if int(width) not in widths(image, crop=crop):
        raise Http404("There is no such cut of this picture.")
    try:
        data = stored(Rendition(image, crop, int(width), extension))
    except NoPicture as error:
        raise Http404("The picture's file is missing or damaged.") from error
    response = HttpResponse(data, content_type=CONTENT_TYPES[extension])
    patch_cache_control(response, **PICTURE)
    return response


def _moved(rendition: Rendition) -> HttpResponse:
    """Texts hold addresses from before the picture's file or focal point was changed."""
    response = HttpResponseRedirect(rendition.url)
    patch_cache_control(response, **PAGE)
    return response
