"""What the tense and the subject of a verb tell, which forms of words alone do not.

Forms leave out endings and small words: "I have not hurt it" and "it has not hurt" are one there,
and so are "when I run" and "when I ran". The first is no injury, the second no pain; the third
brings a pain on, the fourth began one. Here these are told apart by the words as they are written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from popliteus.intake.lexicon import Meaning
from popliteus.intake.mentions import Named
from popliteus.intake.patterns import (
    ACHES,
    AFTER,
    DOING,
    LOAD,
    MORE,
    SENTENCE,
    SPORT,
    USE,
    WHEN,
    WORDS,
    Saying,
    sayings,
)
from popliteus.intake.provoked import FURTHER
from popliteus.intake.words import Unit, Word

#: No more than this many words stand between the parts of a pattern.
_SOME = r"(?: [\w'-]+){0,3}?"
_WHO = r"(?:i|we|he|she|they|you)"
_NOT = r"(?: have| has| had| did| could)?(?:n't| not| never)(?: ever| really| actually)?"
_HURT = r"(?:hurt|injured?|knock(?:ed)?|twist(?:ed)?|bang(?:ed)?|strain(?:ed)?)"
_IT = (
    r"(?:it|the|my|his|her|their|that|this|myself|himself|herself|either)\b"
    r"(?! (?:ankle|foot|back|hip|toe|shoulder|head|arm|hand|wrist))"
)
_RECALL = (
    r"(?:can't|cannot|can not|couldn't|could not|do not|don't|does not|doesn't|did not|didn't) "
    r"(?:recall|remember|think of)"
)
_INJURY = (
    r"(?:fall|falls|falling|fell|knock|knocks|knocking|knocked|twist|twisting|twisted|injury|"
    r"injuries|injuring|hurting|accident|blow|bump|trauma|banging)\b"
)
_GAVE = r"(?:pop|snap|crack|tear|rip|twang|ping|crunch|click|pull|stab|jolt|jab|go|give)"
_WAS_FELT = r"(?:a|an|something|somebody|the|my|his|her|it|sudden|sharp)"
_CRAMP = r"(?:cramps?|charley horse|spasm|sharp|extreme|severe|awful|terrible|such a)"
_GREW = r"(?:has|have|had|'s|'ve|is|are|was|were|it|pain|swelling|lump)"

#: What is played, walked or run, after which a trouble began.
_DONE = (
    r"(?:runs?|running|walks?|walking|hikes?|hiking|rides?|riding|match|game|race|marathon|"
    r"training|session|workout|sports?|dancing|class|football|rugby|tennis|gym|gardening|digging|"
    r"lap|laps|round|tackle|fall|twist|injury|knock|blow|jump|squat)"
)
_BEGAN = (
    r"(?:began|started|noticed|felt|came on|swelled|came up|hurt|was sore|were sore|was painful|"
    r"was stiff|developed|had pain|set in)"
)

#: How often it comes, when that is often.
_OFTEN = (
    r"(?:quite often|very often|often enough|most nights|every night|nearly every night|"
    r"(?:two|three|four|five|several|many|[2-9]) times a (?:week|month|night|day|year)|"
    r"(?:once|twice) a (?:week|night)|more often)"
)
_ATTACK = r"(?:cramps?|knots? up|pain wakes|charley horses?|spasms?|attacks?)\b"

#: A sport, told as something that is played or done.
_BALL = (
    r"(?:football|soccer|rugby|hockey|basketball|netball|volleyball|handball|tennis|squash|"
    r"badminton|lacrosse)"
)

#: What runs, when it is not a person: "the pain runs down", "my nose is running".
_RUNS_NOT = r"(?! (?:into|out|over|down|up|off|from|through|along|across|late|water))"


SPOKEN: tuple[Saying, ...] = (
    *sayings(
        "mechanism",
        "none",
        rf"{_WHO}{_NOT} {_HURT} {_IT}",
        rf"{_WHO}(?: have| had|'ve|'d)? (?:did|done) nothing (?:to|special|unusual)\b",
        rf"{_RECALL}(?: having)?(?: had)?(?: any| a| ever)?{_SOME} {_INJURY}",
        rf"never{_SOME} (?:injured|hurt) {_IT}",
    ),
    *sayings(
        "onset",
        "seconds",
        rf"(?:felt|heard) {_WAS_FELT}(?: [\w'-]+){{0,4}}? {_GAVE}\b",
        r"(?:felt|had) (?:a|an) (?:[\w'-]+,? ){0,3}(?:sharp|sudden|shooting|stabbing) ",
        rf"(?:wakes?|woke|woken|awoke)(?: up)? (?:with|by) (?:a |an |such a )?{_CRAMP}",
        r"there was an? (?:[\w'-]+ ){0,2}(?:pop|snap|crack|click|tear)\b",
    ),
    *sayings(
        "course",
        "worse",
        r"more and more\b",
        rf"{_GREW}(?: slowly| now| even| also| since)?(?: become| became| got| gotten| grown)"
        rf"(?: a lot| far| much| a bit| even| slowly)? {MORE}",
        r"(?:bigger|larger|worse|stiffer|thicker) (?:each|every) (?:day|week|month)\b",
        r"(?:pain|ache|swelling|lump|bump|soreness|tightness)(?: has| have)? (?:grown|grew)\b",
        r"(?:ached?|hurts?|pains?|swelled|swells?|swelling) (?:up )?more each (?:day|week)\b",
        r"within (?:days|hours|a day|a few days|two days)(?: [\w'-]+){0,2} (?:could not|couldn't)",
    ),
    *sayings(
        "course",
        "comes-and-goes",
        r"(?:pain|ache|throb|cramp|hurts?|sore|discomfort)(?: [\w'-]+){0,3} (?:now and then|on and "
        r"off|off and on|at times|from time to time)\b",
        r"(?:now and then|on and off|off and on|from time to time),?(?: it| the pain)?(?: is)? "
        r"(?:hurts?|aches?|throbs?|pain)",
        r"(?:some|on some) days (?:it |the \w+ |my \w+ )?(?:hurts?|aches?|is )",
        r"bouts of (?:\w+ )?(?:pain|cramp)",
        rf"{_OFTEN}{SENTENCE}\b{_ATTACK}",
        rf"{_ATTACK}{SENTENCE}\b{_OFTEN}",
    ),
    *sayings(
        "same-before",
        "many-times",
        rf"{_OFTEN}{SENTENCE}\b{_ATTACK}",
        rf"{_ATTACK}{SENTENCE}\b{_OFTEN}",
        r"bouts of (?:\w+ )?(?:pain|cramp)",
    ),
    *sayings(
        "activity-related-pain",
        "present",
        rf"{ACHES}{WORDS} {WHEN}(?: [\w'-]+)? (?:{SPORT}|{LOAD}|{USE})",
        rf"{ACHES}{WORDS} {AFTER}(?: [\w'-]+)? (?:{SPORT}|{LOAD}|{USE})",
        rf"{WHEN}(?: [\w'-]+)? (?:{SPORT}|{LOAD}|{USE}){WORDS} {ACHES}",
        rf"comes? (?:mainly |only )?with(?: [\w'-]+)? {DOING}",
    ),
    *sayings(
        "brings-on",
        "sport-only",
        rf"{ACHES}{WORDS} {WHEN}(?: [\w'-]+)? {SPORT}",
        rf"{WHEN}(?: [\w'-]+)? {SPORT}{WORDS} {ACHES}",
    ),
    *sayings(
        "brings-on",
        "weight-bearing",
        rf"{ACHES}{WORDS} {WHEN}(?: [\w'-]+)? {LOAD}",
        rf"{WHEN}(?: [\w'-]+)? {LOAD}{WORDS} {ACHES}",
        r"hurts?(?: [\w'-]+){0,3} to (?:walk|stand|step)\b",
        r"every step (?:is|was|hurts?)\b",
        r"can (?:now )?(?:barely|hardly) walk\b",
    ),
    *sayings(
        "brings-on",
        "night-or-rest",
        rf"{_ATTACK}(?:,? [\w'-]+){{0,7}} (?:at|in the|of the) night\b",
        rf"(?:at|in the middle of the|in the|of the) night{SENTENCE} {_ATTACK}",
        rf"(?:wakes?|woke|woken)(?: up)? (?:with|by) (?:a |an |such a )?(?:[\w,-]+ ){{0,2}}"
        rf"{_ATTACK}",
    ),
    *sayings(
        "onset",
        "after-event",
        rf"after (?:a|an|the|my|our|his|her|that|some|(?:[\w-]+ )?sports?)\b(?: [\w-]+){{0,3}} ?"
        rf"\b{_DONE}\b[^.!?\n]{{0,50}}?\b{_BEGAN}\b",
        rf"{_BEGAN}(?: [\w'-]+){{0,5}} (?:straight )?after (?:a|an|the|my|our|his|her|that)"
        rf"(?: [\w-]+){{0,3}} {_DONE}\b",
    ),
    *sayings(
        "mechanism",
        "new-or-more-exercise",
        r"(?:started|began) to (?:walk|run|jog|train|cycle|swim)\b",
        r"(?:working|digging|gardening|kneeling)(?: [\w'-]+){0,5} for (?:several|many|two|three|"
        r"four|five|six) (?:hours|days)\b",
        r"(?:ran|run|walked|jogged)(?: [\w'-]+){0,6} in (?:my|new|a)(?: new| wrong)(?: [\w'-]+)? "
        r"(?:shoes|trainers|boots|pair)\b",
        r"(?:ran|walked|climbed)(?: [\w'-]+){0,3} (?:up and down|down) (?:the |[\w-]+ )?"
        r"(?:stairs|flights|floors)\b",
    ),
    *sayings(
        "mechanism",
        "twist",
        r"(?:i|he|she|and|it|but) (?:had |have |has |was |must have )?twisted "
        r"(?:it|my knee|my leg|his knee|her knee|the knee|the leg)\b",
        r"(?:leg|knee|foot|body|i)(?: [\w'-]+){0,2} went (?:flying )?one way\b",
        r"knee (?:seemed to )?(?:go|went|goes) round in a circle\b",
    ),
    *sayings(
        "mechanism",
        "over-straightened",
        r"(?:knee|leg|it)(?: [\w'-]+){0,2} (?:go|went|gone|forced|bent)(?: [\w'-]+)? "
        r"(?:too straight|backwards?|back straight|the wrong way)\b",
    ),
    *sayings(
        "running-or-sprint-sport",
        "present",
        rf"(?:i|he|she)(?:'m| am|'ve| have| had|'d)?(?: (?!it\b|pain\b|that\b|which\b|used\b|not\b|"
        rf"never\b|and\b|can)[\w'-]+){{0,5}} (?:run|ran|runs|running|jog|jogged|jogging)\b"
        rf"{_RUNS_NOT}",
        rf"(?:when|while|after|from|of|stop|stopped|start|started|during|go|went|without) "
        rf"(?:i run|i ran|running|jogging)\b{_RUNS_NOT}",
        r"(?:my|each|every|long|longer|short|easy|gentle|training|mile|slower) runs?\b(?! of\b)",
    ),
    *sayings(
        "pivot-sport",
        "present",
        rf"(?:play|plays|played|playing|at|in|for|my) (?:[\w'-]+ ){{0,2}}{_BALL}\b",
    ),
)


def spoken(low: str, words: Sequence[Word], units: Sequence[Unit]) -> list[Named]:
    """Return what a text says by its verbs, as named items.

    Parameters
    ----------
    low
        The text in small letters.
    words, units
        The same text as read: a pattern that meets no unit is left out.
    """
    starts = [words[unit.first].start for unit in units]
    found: list[Named] = []
    for one in (*SPOKEN, *FURTHER):
        for match in one.pattern.finditer(low):
            begin, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if begin < end:
                what = Meaning(one.item, one.value)
                found.append(Named(what, begin, end, (begin, end)))
    return found
