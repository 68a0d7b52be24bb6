"""The story itself."""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.fields import ArticleHTMLField
from newsroom.articles.models.taxonomy import Author, Region, Tag
from newsroom.articles.querysets import PUBLIC_STATES, ArticleQuerySet, State

WORDS_PER_MINUTE = 230
SHOW_READING_TIME_FROM = 300  # words
# An update sooner than this is part of getting the story out, and is not announced.
SHOW_UPDATE_AFTER = timedelta(minutes=15)


class Article(models.Model):
    """A story. Verbs in `workflow` change its state; nothing else does."""

    headline = models.CharField(max_length=200, help_text="45 to 75 characters read best.")
    slug = models.SlugField(
        max_length=120, unique=True, blank=True, help_text="Empty: made from the headline."
    )
    standfirst = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="The story in one or two sentences, 90 to 160 characters.",
    )
    body: "models.TextField[str, str]" = ArticleHTMLField(blank=True, default="")
    place = models.CharField(
        "dateline",
        max_length=60,
        blank=True,
        default="",
        help_text="The city, only if the reporter was there.",
    )
    language = models.CharField(
        max_length=12, default="en", help_text="As in HTML's lang: en, zh-Hant, vi."
    )
    hero = models.ForeignKey(
        "articles.Image",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name="main picture",
    )
    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="articles")
    regions = models.ManyToManyField(Region, blank=True, related_name="articles")
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    word_count = models.PositiveIntegerField(default=0, editable=False)

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Last change that a reader must know of."
    )
    withdrawal_reason = models.CharField(max_length=300, blank=True, default="", editable=False)
    # Published by an import: never news, whatever its date.
    is_archive = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="article_newest"),
            models.Index(fields=["state", "published_at"], name="article_state"),
        ]
        permissions = [
            ("publish_article", "Can publish, schedule and send back"),
            ("withdraw_article", "Can withdraw a public story"),
            ("restore_article", "Can bring a withdrawn story back"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=PUBLIC_STATES) | models.Q(published_at__isnull=False),
                name="article_public_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("reader:article", args=[self.slug])

    def is_published(self, *, at: datetime | None = None) -> bool:
        """The twin of `ArticleQuerySet.published()` for one row in hand."""
        if self.state not in PUBLIC_STATES or self.published_at is None:
            return False
        return self.published_at <= (at or timezone.now())

    @property
    def was_public(self) -> bool:
        """Whether a reader may have seen its address, so that it must go on leading here."""
        return self.is_published() or self.state == State.WITHDRAWN

    @property
    def reading_minutes(self) -> int | None:
        """Whole minutes to read it, or None for a story too short to say."""
        if self.word_count < SHOW_READING_TIME_FROM:
            return None
        return math.ceil(self.word_count / WORDS_PER_MINUTE)

    @property
    def shown_update(self) -> datetime | None:
        """When it last changed in substance, if that was long enough after publication."""
        if self.updated_at is None or self.published_at is None:
            return None
        return self.updated_at if self.updated_at - self.published_at >= SHOW_UPDATE_AFTER else None

    @property
    def region(self) -> Region | None:
        """The region of the kicker: the most exact one. Uses what `for_cards()` has prefetched."""
        return max(self.regions.all(), key=lambda region: region.depth, default=None)

    @property
    def section(self) -> Tag | None:
        """The tag of the kicker: the first that stands in the navigation."""
        sections = [tag for tag in self.tags.all() if tag.navigation_order is not None]
        return min(sections, key=lambda tag: tag.navigation_order or 0, default=None)


class BylineManager(models.Manager["Byline"]):
    """A byline is never shown without its author's name."""

    def get_queryset(self) -> models.QuerySet["Byline"]:
        return super().get_queryset().select_related("author")


class Byline(models.Model):
    """An author's place in the line under the headline."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)

    objects = BylineManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="byline_once"),
        ]

    def __str__(self) -> str:
        return str(self.author)


class CorrectionKind(models.TextChoices):
    CORRECTION = "correction", "Correction"
    CLARIFICATION = "clarification", "Clarification"


class Correction(models.Model):
    """What was wrong and what is right, shown under the story for good."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(
        max_length=15, choices=CorrectionKind, default=CorrectionKind.CORRECTION
    )
    text = models.TextField(help_text="What was wrong, and what is right.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, editable=False
    )

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Transition(models.Model):
    """One step of an article's way: who, when, from, to, and why."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="transitions")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, choices=State)
    to_state = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} to {self.get_to_state_display()}"
