"""Invented people who go through the whole app, and what has to come out for each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from popliteus.rules import Level

HOME, WEEKS, SOON, TODAY, NOW = Level


@dataclass(frozen=True)
class Invented:
    """Somebody nobody has met.

    Attributes
    ----------
    say
        What is true of them, by item. A sign that is not named here is not there; of everything
        else that is not named they are not sure.
    unsure
        Signs of which they are not sure.
    places, worst
        Where it hurts, as ticked, and where most.
    text
        In their own words. What is read in it counts where `say` has it as well.
    levels
        The lowest and the highest level that would be right.
    cause
        Must be named on the page of the result: as likely, or as not to be ruled out yet.
    alarm
        Whether the interview is interrupted.
    """

    age: str
    sex: str
    say: dict[str, str]
    places: tuple[str, ...]
    levels: tuple[Level, Level]
    cause: str
    worst: str = "unknown"
    unsure: frozenset[str] = field(default=frozenset())
    text: str = ""
    who: str = "self"
    alarm: bool = False


def there(*items: str) -> dict[str, str]:
    """Signs that are there."""
    return dict.fromkeys(items, "present")


CLOT = Invented(
    "52", "female",
    there("calf-swelling", "calf-tenderness", "leg-warmth", "long-travel", "oestrogen")
    | {"onset": "days", "duration": "1-7-days", "course": "worse", "mechanism": "none",
       "side": "one", "same-before": "never", "swelling-timing": "over-days"},
    ("calf", "behind-knee"), (TODAY, NOW), "deep-vein-thrombosis", worst="calf", alarm=True,
    text="My left calf has been swollen for three days. I sat in a plane for eleven hours.",
)  # fmt: skip
COLD_LEG = Invented(
    "74", "male",
    there("cold-foot", "pale-or-blue-foot", "foot-numbness", "atrial-fibrillation", "smoking")
    | {"onset": "seconds", "duration": "under-1-day", "mechanism": "none", "side": "one"},
    ("calf", "foot"), (NOW, NOW), "acute-limb-ischaemia", alarm=True,
)  # fmt: skip
RUPTURED_CYST = Invented(
    "63", "female",
    there("known-bakers-cyst", "known-knee-osteoarthritis", "burst-feeling", "lump-vanished",
          "calf-swelling", "calf-tenderness", "bruise-below-ankle", "tightness-behind-knee")
    | {"onset": "seconds", "duration": "1-7-days", "mechanism": "none",
       "swelling-timing": "by-next-day"},
    ("behind-knee", "calf"), (SOON, NOW), "bakers-cyst-rupture", worst="calf",
    unsure=frozenset(["leg-warmth", "calf-hard-tight"]),
    text="I felt something burst behind my knee. The lump behind my knee is gone since then.",
)  # fmt: skip
PREGNANT_CRAMP = Invented(
    "31", "female",
    there("pregnant", "cramp-at-night", "muscle-knot")
    | {"onset": "seconds", "duration": "1-6-weeks", "course": "comes-and-goes",
       "mechanism": "none", "relief": "stretching", "brings-on": "night-or-rest",
       "same-before": "many-times", "side": "changes"},
    ("calf",), (HOME, TODAY), "leg-cramp", alarm=True,
)  # fmt: skip
TWISTED_KNEE = Invented(
    "24", "male",
    there("knee-swelling", "pop-in-knee", "giving-way", "pivot-sport", "limp")
    | {"onset": "seconds", "duration": "1-7-days", "mechanism": "twist",
       "swelling-timing": "within-2-hours", "brings-on": "twisting", "side": "one"},
    ("all-over-knee",), (SOON, TODAY), "acl-tear", alarm=True,
    text="I twisted my knee at football and felt a pop. I never had a fever.",
)  # fmt: skip
HOT_KNEE = Invented(
    "68", "male",
    there("hot-knee", "fever", "shivering", "cannot-move-knee", "knee-swelling", "diabetes")
    | {"onset": "hours", "duration": "1-7-days", "course": "worse", "mechanism": "none"},
    ("all-over-knee",), (NOW, NOW), "septic-arthritis", alarm=True,
)  # fmt: skip
LIMPING_CHILD = Invented(
    "12", "male",
    there("limp", "hip-movement-pain")
    | {"onset": "days", "duration": "1-6-weeks", "course": "same", "side": "one"},
    ("front-of-knee", "groin"), (SOON, NOW), "slipped-epiphysis",
    unsure=frozenset(["night-pain", "easy-bruising"]), who="other", alarm=True,
)  # fmt: skip
OVERUSE = Invented(
    "29", "female",
    there("activity-related-pain", "running-or-sprint-sport")
    | {"onset": "after-event", "mechanism": "new-or-more-exercise", "duration": "1-7-days",
       "course": "better", "relief": "rest", "brings-on": "sport-only", "side": "both",
       "same-before": "once-or-twice"},
    ("behind-knee", "front-of-knee"), (HOME, WEEKS), "overuse-pain", worst="front-of-knee",
)  # fmt: skip
CALF_STRAIN = Invented(
    "41", "male",
    there("calf-snap", "calf-spot-tenderness", "tiptoe-pain", "leg-bruise", "limp")
    | {"onset": "seconds", "mechanism": "push-off-or-sprint", "duration": "1-7-days",
       "course": "better", "side": "one", "same-before": "never"},
    ("calf",), (HOME, TODAY), "gastrocnemius-strain",
)  # fmt: skip
GOUT = Invented(
    "58", "male",
    there("known-gout", "big-toe-attack", "knee-swelling", "hot-knee", "knee-redness",
          "diuretic", "heavy-alcohol", "high-blood-pressure")
    | {"onset": "hours", "duration": "under-1-day", "mechanism": "none",
       "same-before": "many-times"},
    ("all-over-knee", "foot"), (TODAY, NOW), "gout", alarm=True,
)  # fmt: skip
ARTHRITIS_AT_HOME = Invented(
    "66", "female",
    there("known-knee-osteoarthritis", "morning-stiffness", "crepitus", "activity-related-pain",
          "obesity")
    | {"onset": "weeks", "duration": "longer", "course": "same", "mechanism": "none",
       "relief": "rest", "brings-on": "weight-bearing", "same-before": "many-times"},
    ("inner-knee", "front-of-knee"), (HOME, WEEKS), "knee-osteoarthritis", worst="inner-knee",
    text="My knee has ached for years when I walk. It is stiff for ten minutes in the morning.",
)  # fmt: skip
NIGHT_LUMP = Invented(
    "17", "male",
    there("growing-lump", "bone-swelling", "night-pain")
    | {"onset": "weeks", "duration": "6-weeks-3-months", "course": "worse", "mechanism": "none",
       "brings-on": "night-or-rest", "relief": "nothing"},
    ("inner-knee",), (SOON, TODAY), "bone-sarcoma", alarm=True,
)  # fmt: skip

PEOPLE = {
    "a clot": CLOT,
    "a cold leg": COLD_LEG,
    "a ruptured cyst": RUPTURED_CYST,
    "a cramp in pregnancy": PREGNANT_CRAMP,
    "a twisted knee": TWISTED_KNEE,
    "a hot knee": HOT_KNEE,
    "a child's limp": LIMPING_CHILD,
    "plain overuse": OVERUSE,
    "a calf strain": CALF_STRAIN,
    "gout": GOUT,
    "osteoarthritis with home care": ARTHRITIS_AT_HOME,
    "a lump with night pain": NIGHT_LUMP,
}
