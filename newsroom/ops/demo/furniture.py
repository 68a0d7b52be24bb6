"""What stood round the stories on the site that the demo's pages came from. Data, no logic.

The site, its events and the other headlines are invented; the kinds of line are those that real
archives are full of. `{{ title }}` is the place for the story's. Whole pages lie in `shells/`.
"""

BANNER = "Brand Forum 2024 Singapore"
MASTHEAD = "Trade Signal Asia"
MASTHEAD_WITH_EVENT = f"{MASTHEAD} {BANNER} {BANNER}"

EVENT_HEAD = (BANNER, MASTHEAD_WITH_EVENT, MASTHEAD, "{{ title }}", "share on")
PLAIN_HEAD = ("{{ title }}", "share on")
MAGAZINE_HEAD = (
    "Agencies",
    "{{ title }}",
    "by Hana Okubo",
    "Oct 14, 2026",
    "Photo credit: Trade Signal Asia",
)
SECTION_HEAD = ("Home > News > Transport", "{{ title }}", "By Rohan Deshmukh | 4 min read")

NEWSLETTER_TAIL = (
    "share on",
    "Follow us on our Telegram channel for the latest updates in the marketing and advertising"
    " scene.",
    "Follow",
    "Free newsletter",
    "Get the daily lowdown on Asia's top marketing stories.",
    "subscribe now open in new window",
)
MAGAZINE_TAIL = (
    "Source: Trade Signal Asia",
    "Related Articles",
    "Sydney bakery names its first marketing director",
    "Indian shampoo maker moves its media to Mumbai",
    "Just Published",
    "3 hours ago",
    "Why Jakarta’s cinemas have stopped selling the last seat",
    "5 hours ago",
    "Bangkok coffee chain calls a review",
)
SECTION_TAIL = (
    "Image credit: Trade Signal Asia",
    "Also read: Dhaka ferry line sells its timetable to a bank",
    "© 2024 Trade Signal Asia. All rights reserved.",
)
SHORT_TAIL = ("Read more here.", "share on", "Free newsletter", "subscribe now open in new window")
