"""Articles and what they hang on: regions, tags, authors, images, corrections, raw sources."""
