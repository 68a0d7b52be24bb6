from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate

from newsroom.articles.originals import forget_deleted
from newsroom.articles.regions import plant_regions
from newsroom.articles.roles import create_roles


class ArticlesConfig(AppConfig):
    name = "newsroom.articles"
    verbose_name = "Content"

    def ready(self) -> None:
        post_delete.connect(forget_deleted, sender="articles.Image")
        post_migrate.connect(plant_regions, sender=self)
        # Django makes the permissions after each migrate; the roles that carry them follow.
        post_migrate.connect(create_roles, sender=self)
