"""What brings a pain on, how it has changed and how it began, told otherwise than by its name.

"Going downstairs is hard", "now it hurts so much that I can no longer stand", "a stab went through
my calf": what is hard to do, what can no longer be done, and what a pain does.
"""

from __future__ import annotations

from popliteus.intake.patterns import ACHES, LOAD, MORE, SENTENCE, SPORT, WORDS, Saying, sayings

_PERSON = r"(?:i|he|she|we|they)"
_MY = r"(?:my|the|his|her|their|our)"
_PART = r"(?:knees?|legs?|calf|calves|thighs?|shins?|foot|feet|hamstrings?|kneecaps?|joint|skin)"

#: What a pain makes of what is done. "Walking was hard" tells no more than that it hurt.
_HURTS = (
    r"(?:(?:is|are|has become|have become|become|becomes)(?: very| so| really| quite)? "
    r"(?:painful|sore|agony|uncomfortable)|"
    r"hurts?|(?:all )?makes? (?:it|the pain|the \w+)(?: all)?(?: much| far| a lot)? worse)\b"
)
_HARD = (
    rf"(?:{_HURTS}|(?:is|are|has become|have become|become|becomes)(?: very| so| really| quite)? "
    r"(?:hard|difficult|a struggle|a trial|impossible)\b)"
)
_STAIRS = r"(?:stairs|steps|downstairs|upstairs)\b"
_CLIMB = r"(?:go|goes|going|walk|walks|walking|come|coming|climb|climbs|climbing|get|getting)"
_UP = rf"{_CLIMB} (?:(?:up|down)(?: and down)? )?(?:the |my |some |a few )?{_STAIRS}"
_CANNOT = (
    r"(?:cannot|can't|can not|can no longer|no longer able to|can hardly|can barely|struggles? to|"
    r"unable to|not able to)"
)
_LENGTH = (
    r"(?:(?:about|around|only|some|maybe|barely|just|no more than|more than|a|an|half|few|couple|"
    r"of|to|or|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"eighty|hundred|\d+) ){1,7}(?:met(?:re|er)s?|yards?|blocks?|minutes?)"
)
_AT_PLAY = r"(?:run|ride|match|game|session|workout|training|lap|race)"

FURTHER: tuple[Saying, ...] = (
    *sayings(
        "brings-on",
        "stairs-squat-or-long-sitting",
        rf"{_UP}{WORDS} {_HARD}",
        rf"{_STAIRS} {_HARD}",
        rf"so (?:is|are|do|does|did) {_UP}",
        rf"{ACHES}{WORDS} (?:when|whenever|if) {_PERSON} {_UP}",
        rf"most(?:ly)? (?:when|whenever|if) {_PERSON} {_UP}",
        rf"{_CANNOT} {_UP}",
        rf"(?:when|whenever|if) {_PERSON} {_UP}{WORDS} {ACHES}",
    ),
    *sayings(
        "brings-on",
        "weight-bearing",
        rf"{ACHES}{WORDS} (?:when|whenever|if) {_PERSON}(?: [\w'-]+){{1,4}} (?:or|and) {LOAD}",
        rf"(?<!even )(?:walking|standing){WORDS} {_HURTS}",
        rf"(?:walking|standing)\b(?:,[\w' -]{{1,70}}){{1,8}} {_HURTS}",
        r"as (?:much |bad |badly |sore )?to (?:walk|stand)\b",
    ),
    *sayings(
        "brings-on",
        "sport-only",
        rf"(?:minutes?|miles?|hour|kilometres?|km) into (?:a|an|the|my|his|her|each|every) "
        rf"{_AT_PLAY}\b",
        rf"(?:mile|kilometre|minute) mark\b{SENTENCE}\b{ACHES}",
        rf"(?:cannot|can't|never|not) (?:run|jog|cycle|ride|play)\b(?: for)? "
        rf"(?:more|longer|further) than{SENTENCE}\b(?:before|without|until)\b",
        rf"tried to {SPORT}{SENTENCE}\b(?:pain|hurts?|came back|ached|stabbed|seized)\b",
        rf"{ACHES}{WORDS} (?:during|after) (?:each|every|any|long|most) (?:long |hard )?"
        rf"(?:runs?|rides?|sessions?|workouts?)\b",
    ),
    *sayings(
        "brings-on",
        "fixed-distance",
        rf"(?:gets?|manages?|walk|walks|do|goes?) {_LENGTH}(?: [\w'-]+){{0,3}} "
        r"(?:before|then|until)\b",
        rf"(?:cannot|can't|can only|could only) walk (?:for |further than )?{_LENGTH}"
        rf"{SENTENCE}\b(?:then|before|until)\b",
        rf"manage {_LENGTH}",
    ),
    *sayings(
        "brings-on",
        "night-or-rest",
        r"(?:night|midnight)(?:,? [\w'-]+){0,5} (?:woke|wakes?|woken)(?: [\w',-]+){0,6} "
        r"(?:pain|cramp) in (?:my|his|her|the|one|both)(?: right| left)? (?:calf|calves|thigh|"
        r"hamstring)\b",
    ),
    *sayings(
        "course",
        "worse",
        rf"{_MY}(?: \w+)? {_PART} (?:has |have |had )?(?:got|grew|grown|become|became) {MORE}",
        rf"{MORE} and {MORE}",
        r"(?:hurts?|aches?|throbs?) (?:now |even )?(?:much|a lot|far) more\b",
        r"(?:now|lately|recently|since then),? (?:it|the pain|the ache)(?: has| is)?(?: also| "
        r"even)? (?:spreads?|spreading|moved|reaches|hurts even)\b",
        r"(?:pain|ache|numbness|redness)(?: has| have) (?:also |now )?spread\b",
        rf"so (?:bad|badly|painful|sore|severe|strong|stiff|swollen)(?: now)? that {_PERSON} "
        rf"(?:can|could|was|am|is) no longer\b",
        rf"(?:is now|now it is|now it's|now so|has been|has become|have become) so "
        rf"(?:bad|badly|painful|sore|severe|strong|stiff) that {_PERSON} "
        rf"(?:cannot|can't|can hardly|can barely|can no longer|have not|has not|could not)\b",
        r"(?:came|come|comes|is|was) back (?:much |far |even )(?:worse|stronger)\b",
        rf"used to (?:walk|run|climb)\b{SENTENCE}\bnow {_PERSON} (?:struggles?|manages?|"
        rf"can only|can hardly|can barely|cannot)\b",
    ),
    *sayings(
        "onset",
        "seconds",
        r"(?:pain|stab|jolt|twinge|jab|cramp) (?:suddenly )?(?:went|shot|tore|ripped|ran) (?:right "
        r"|straight )?(?:through|into|across) (?:my|the|his|her)\b",
        rf"(?:when|and|then) (?:suddenly )?{_MY}(?: right| left)? knee (?:suddenly )?"
        rf"(?:gave (?:out|way)|buckled|popped|snapped)\b",
    ),
    *sayings(
        "onset",
        "after-event",
        rf"(?:i|he|she|son|daughter) (?:slightly |badly )?(?:hurt|injured|knocked|banged|twisted|"
        rf"strained|wrenched) {_MY}\b[^!?\n]{{0,110}}?\b(?:ever since|since then|since(?=[.,;]))",
        rf"after (?:sport|sports|training|football|rugby|running|gym|practice|games)\b"
        rf"{SENTENCE}\b(?:began|started|came on|set in)\b",
        rf"when {_PERSON} (?:had )?(?:finished|got home|got off|got down|stopped),?"
        rf"{SENTENCE}\b(?:hurt|ached|sore|stiff|painful)\b",
    ),
)
