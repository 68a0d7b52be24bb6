"""Cleaning scraped and legacy articles: text in, text and report out."""
