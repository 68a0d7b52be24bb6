"""Where a story happened, what it is about, who wrote it, and where its address used to be."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from newsroom.articles.querysets import RegionQuerySet


class Region(models.Model):
    """A place in the tree of places: Asia-Pacific, Southeast Asia, Singapore."""

    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="For the navigation, where the name is too long: ANZ.",
    )
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order among its neighbours, smallest first."
    )
    navigation_order = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="A number puts the region into the navigation and gives it a rail on the front, "
        "smallest first. Empty: neither.",
    )
    # "asia-pacific/southeast-asia/singapore": one comparison finds all that lies below.
    path = models.CharField(max_length=255, unique=True, editable=False)
    depth = models.PositiveSmallIntegerField(editable=False)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the path true, also of everything below when a region moves or is renamed."""
        self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        self.depth = self.path.count("/")
        super().save(*args, **kwargs)
        for child in self.children.all():
            if child.path != f"{self.path}/{child.slug}":
                child.parent = self
                child.save()

    def get_absolute_url(self) -> str:
        return reverse("reader:region", args=[self.slug])

    def clean(self) -> None:
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": "A region cannot lie inside itself."})
            above = above.parent

    @property
    def label(self) -> str:
        """The name where room is short."""
        return self.short_name or self.name


class TagKind(models.TextChoices):
    TOPIC = "topic", "Topic"
    COMPANY = "company", "Company"
    PERSON = "person", "Person"


class Tag(models.Model):
    """A topic, company or person. A topic with a navigation order is a section of the site."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=TagKind, default=TagKind.TOPIC)
    description = models.CharField(
        max_length=240,
        blank=True,
        default="",
        help_text="One sentence for the head of the tag's page. "
        "Search engines skip the page until it has one.",
    )
    navigation_order = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="A number puts the tag into the navigation, smallest first. Empty: not there.",
    )
    # Made by an import, and not saved by an editor since: the cleaner does not look for it yet.
    # So what a page yields does not hang on which other pages came in before it.
    is_proposed = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reader:tag", args=[self.slug])


class TagAlias(models.Model):
    """Another name under which a story may speak of the tag: "Ford Motor" for Ford."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "tag aliases"

    def __str__(self) -> str:
        return self.name


class Author(models.Model):
    """A name in a byline; an account is only needed to work at the desk."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    role = models.CharField(max_length=80, blank=True, default="", help_text="Media editor")
    bio = models.CharField(
        max_length=300, blank=True, default="", help_text="One or two sentences."
    )
    city = models.CharField(max_length=60, blank=True, default="")
    languages = models.CharField(
        max_length=80, blank=True, default="", help_text="English, Mandarin"
    )
    email = models.EmailField(blank=True, default="", help_text="Shown on the author's page.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reader:author", args=[self.slug])


class Redirect(models.Model):
    """An address that was public once, and the one address that it leads to now."""

    path = models.CharField(max_length=500, unique=True, help_text="/articles/old-name/")
    target = models.CharField(max_length=500, db_index=True, help_text="/articles/new-name/")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return f"{self.path} to {self.target}"
