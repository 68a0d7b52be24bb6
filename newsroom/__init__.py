"""Newsroom: the site of a trade-news title. See README.md for the map of its parts."""
