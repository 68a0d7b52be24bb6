"""Running the site: start, worker, checks, the demo newsroom."""
