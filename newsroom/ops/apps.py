from django.apps import AppConfig

from newsroom.ops import checks

# Importing the checks registers them; naming them keeps the import from looking unused.
REGISTERED = checks


class OpsConfig(AppConfig):
    name = "newsroom.ops"
    verbose_name = "Operations"
