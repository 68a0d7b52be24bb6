"""How the desk's pages write times."""

from datetime import datetime

from django import template
from django.template.context import RequestContext

from newsroom.core import desk

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_time(context: RequestContext, moment: datetime) -> str:
    """`22 Nov 2026, 09:31 SGT`, with the label of that day and not of today."""
    return desk.desk_time(moment, site=context["site"])
