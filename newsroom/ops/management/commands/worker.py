"""`manage.py worker`: runs the timetable until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.ops.jobs import queue


class Command(BaseCommand):
    help = "Run the jobs of the timetable. SIGTERM stops it after the job at hand."

    def handle(self, *args: Any, **options: Any) -> None:
        consumer = queue().create_consumer(
            workers=1, initial_delay=0.2, max_delay=5, graceful_signal="TERM"
        )
        consumer.run()
