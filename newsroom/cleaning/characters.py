"""Classes of characters, each as the inside of a regular expression's brackets."""

#: White space that a browser collapses, and the line ends of other worlds.
SPACES = " \\t\\n\\r\\f\\x0b\\x85\\u2028\\u2029"

#: The last private-use character. It is removed like a control character, so that a step may use
#: it to mark a place.
RESERVED = "\U0010fffd"

_NONCHARACTERS = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)

#: What no text to be shown holds: controls other than white space, and Unicode's noncharacters.
CONTROLS = f"\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufdd0-\\ufdef{_NONCHARACTERS}{RESERVED}"

#: Letters that may begin a name. Beyond Latin-1, capitals and small letters alternate: all count.
CAPITALS = "A-Z\\u00c0-\\u00d6\\u00d8-\\u00de\\u0100-\\u1fff"
