"""How long answers may be kept."""

# A cache in front may keep a page for one second, and asks with the ETag after that.
PAGE = {"public": True, "max_age": 0, "s_maxage": 1}
# A picture's address changes with its content.
PICTURE = {"public": True, "max_age": 365 * 24 * 3600, "immutable": True}
