"""`manage.py demo`: an empty site becomes the demo newsroom."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.ops.demo.fill import NotEmpty, fill


class Command(BaseCommand):
    help = "Fill an empty site with the demo newsroom, and make an account for its editor."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            editor = fill()
        except NotEmpty as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"The demo newsroom is loaded. Sign in at the desk as “{editor.username}” with the "
            f"one-time password {editor.password}\n"
            "(shown only now; the desk then asks for one of your own)."
        )
