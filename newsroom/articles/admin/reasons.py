"""The cleaner's stages and rules as an editor would call them, and why each changes a text."""

import re

# By step: its name, and its reason where the rule has none of its own.
STAGES = {
    "line-ends": ("line ends", "One kind of line end, whatever machine wrote the page."),
    "mojibake": ("damaged characters", "Text that was read in the wrong code page, put right."),
    "mojibake-in-entities": ("damaged characters", "Damage that had been written as entities."),
    "reading": ("entities", "A character that was written as an entity."),
    "hygiene": ("odd characters", "A character that is invisible or stands for another."),
    "chrome": ("furniture", "A line of the page around the story, not of the story."),
    "chrome-in-paragraphs": ("furniture", "Furniture that was glued to a paragraph."),
    "paragraphs": ("paragraphs", "Paragraphs that were glued together, or lines that were broken."),
}
# By rule, for those that say more than their stage. A rule may come and go: none is missed.
RULES = {
    "surrogate": "Half a character of the wide kind, made whole or marked as lost.",
    "bidi-override": "A hidden sign that turns the direction of writing round.",
    "control": "A control character, which no text needs.",
    "nfc": "A letter and its accent, written as one character.",
    "odd-space": "A space of an odd kind, made a plain one.",
    "tab": "A tab, made a space.",
    "terminal-escape": "Colours for a terminal.",
    "zero-width": "A character without width: it cannot be seen, but breaks search.",
    "zero-width-space": "A space without width: it cannot be seen, but breaks search.",
    "about": "A few words about a writer or a company, not of the story.",
    "above-title": "Stands above the headline, and is not of the story.",
    "account": "A button to sign in, or for an account.",
    "advert": "A label of an advertisement.",
    "age": "How old the page was when it was copied.",
    "breadcrumb": "The page’s place in its site.",
    "byline": "The line that names the writers: they are in the byline.",
    "caption": "The caption of a picture that did not come along.",
    "comments": "The readers’ comments, or the invitation to comment.",
    "cookies": "A notice about cookies.",
    "copyright": "A copyright notice.",
    "countdown": "A clock that counts down to an event.",
    "credit": "The credit of a picture that did not come along.",
    "date": "The line that dates the story.",
    "disclaimer": "A disclaimer of the site.",
    "embed": "What was left of a post or a film of another site.",
    "end-mark": "The sign by which a story ends.",
    "event-banner": "The banner of an event.",
    "follow": "A button to follow the site.",
    "footer": "The foot of the page.",
    "foreign-headline": "The headline of another story.",
    "head-label": "A label of the head of the page.",
    "kicker": "The label above the headline.",
    "listen": "A button to listen to the story.",
    "masthead": "The name of the site.",
    "navigation": "A link to get about on the site.",
    "newsletter": "The sign-up for a newsletter.",
    "notice": "A notice of the site to its readers.",
    "placeholder": "The name of a picture, where the picture was.",
    "prompt": "An invitation to the readers.",
    "promo": "The site’s own advertising.",
    "reading-time": "How long it takes to read.",
    "related": "A link to another story.",
    "repeated-title": "The headline, once more.",
    "share": "Buttons to share the story.",
    "source": "The line that names where the text was taken from.",
    "source-pattern": "A line that an editor has confirmed as furniture of this source.",
    "syndication": "The line by which a feed signs its items.",
    "tags": "The page’s own list of tags.",
    "tail": "What came after the story on the page.",
    "glued": "A full stop with no space behind it: two sentences, or two paragraphs, in one.",
    "spaces": "Spaces at the end of a line, or more of them than one.",
    "wrapped-line": "A line that was broken inside a sentence.",
}
_MISREAD = re.compile(r"(?P<right>.+)-as-(?P<wrong>.+?)(?P<filled>-filled)?")


def stage_name(step: str) -> str:
    """What an editor calls the step; its own name where no editor has heard of it."""
    return STAGES[step][0] if step in STAGES else step


def reason(step: str, rule: str) -> str:
    """Why the rule changes a text, as a sentence; nothing for a step that is not known.

    >>> reason("mojibake", "utf-8-as-cp1252")
    'Text in UTF-8 that was read as CP1252.'
    >>> reason("chrome", "share")
    'Buttons to share the story.'
    """
    if rule in RULES:
        return RULES[rule]
    if found := _MISREAD.fullmatch(rule):
        lost = " Some of its bytes were lost on the way." if found["filled"] else ""
        return f"Text in {found['right'].upper()} that was read as {found['wrong'].upper()}.{lost}"
    return STAGES[step][1] if step in STAGES else ""
