"""What to say on the telephone: only what was said, and who says what it may be.

Whoever answers an emergency call takes every word as told. So the first line is made from the
answers that made a rule fire, never from what the rule could also have fired for; and nobody is
left to believe that a clinician said what a website says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from popliteus.assess.case import Case
from popliteus.assess.evidence import danger_items
from popliteus.assess.result import TriageReason
from popliteus.assess.words import listed, small
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Attribute
from popliteus.rules import Level

#: Below this age, in years, somebody else is on the phone.
GROWN = 16

#: Below this age, in years, the number says little.
BABY = 2

#: Signs named where no rule says which of them matter: more cannot be said in one breath.
NAMED = 5

#: Causes named where no rule says what it may be.
CAUSES = 2

#: What is said where no sign was told.
PAIN = "pain in the knee or leg"

#: How the answer to a question about the pain goes on after its option in small letters.
_PAIN = {
    "duration": "pain for {}",
    "mechanism": "pain that began with {}",
    "onset": "pain that came on {}",
    "relief": "pain eased by {}",
    "same-before": "the same pain before: {}",
    "side": "pain in {}",
    "swelling-timing": "swelling that came {}",
    "worst-place": "pain {}",
    "brings-on": "pain brought on by {}",
}

#: The last line where no rule has one.
_ASK = {
    Level.EMERGENCY: "Please send help now.",
    Level.URGENT_SAME_DAY: "Please tell me where this can be looked at today.",
}

#: Lay names that say what somebody cannot do, and how that goes on after "I".
_UNABLE = ("cannot ", "could not ")


def who_has(case: Case, *, other: bool = False) -> str:
    """Return the beginning of the first line: who has it.

    >>> who_has(Case(age=40)), who_has(Case(age=40), other=True), who_has(Case(age=5))
    ('I', 'The person', 'The child')
    """
    if case.age is not None and case.age < GROWN:
        return "The child"
    return "The person" if other else "I"


def signs_line(
    case: Case, base: KnowledgeBase, items: Iterable[str], *, other: bool = False
) -> str:
    """Return what is there, for the items given: signs, then background and the pain itself.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"age": 5, "findings": {"limp": "present", "cannot-bear-weight": "present"}}
    >>> case = popliteus.case_from_mapping(told, base)
    >>> signs_line(case, base, ["limp", "cannot-bear-weight", "age"])
    'The child has this: limp. The child cannot take four steps. Age: 5.'
    >>> signs_line(popliteus.case_from_mapping({}, base), base, [])
    'I have this: pain in the knee or leg.'
    """
    listing = list(items)
    who = who_has(case, other=other)
    signs = [_named(item, case, base, who) for item in listing if item in base.findings]
    more = [told for item in listing if (told := _background(item, case, base))]
    unable = [one for one in signs if one.startswith(_UNABLE)]
    able = [one for one in signs if one not in unable]
    if not signs:
        able, more = more or [PAIN], []
    parts = [f"{who} {'have' if who == 'I' else 'has'} this: {'; '.join(able)}."] if able else []
    parts += [f"{who} {one}." for one in unable]
    parts += [f"Also: {'; '.join(more)}."] if more else []
    if "age" in listing and case.age is not None:
        parts.append("Age: under 2." if case.age < BABY else f"Age: {int(case.age)}.")
    return " ".join(parts)


def harm_lines(
    case: Case, base: KnowledgeBase, causes: Sequence[str], level: Level
) -> tuple[str, ...]:
    """Return the three lines where no rule fired, but a danger is not improbable enough.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"findings": {"calf-swelling": "present"}}, base)
    >>> harm_lines(case, base, ["deep-vein-thrombosis"], Level.URGENT_SAME_DAY)[0]
    'I have this: swollen calf.'
    >>> harm_lines(case, base, ["deep-vein-thrombosis"], Level.SOON_DAYS)
    ()
    """
    if level not in _ASK:
        return ()
    names = list(feared(causes, base))[:CAUSES]
    return (
        signs_line(case, base, said_signs(case, base)),
        f"A website about leg and knee pain says that this should be ruled out: "
        f"{listed(names, 'or')}.",
        _ASK[level],
    )


def feared(causes: Iterable[str], base: KnowledgeBase) -> tuple[str, ...]:
    """Return in a person's words what has to be ruled out because of these causes, each once.

    >>> import popliteus
    >>> feared(["transient-synovitis", "deep-vein-thrombosis"], popliteus.load())
    ('an infected hip or bone', 'a blood clot in a deep leg vein')
    """
    records = (base.causes[name] for name in causes)
    return tuple(dict.fromkeys(one.may_hide or small(one.lay_name) for one in records))


def as_said(
    reason: TriageReason, case: Case, base: KnowledgeBase, *, other: bool
) -> tuple[str, ...]:
    """Return the lines of a reason as somebody says them who calls for another person, or not."""
    if not reason.phone or not other:
        return reason.phone
    return (signs_line(case, base, reason.because, other=True), *reason.phone[1:])


def said_signs(case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the signs that were told, danger signs first, and where and how long it hurts."""
    there = {item for item, given in case.answers.items() if given.value == "present"}
    dangers = danger_items(base)
    signs = sorted(
        (item for item in base.findings if item in there), key=lambda i: i not in dangers
    )
    told = {item for item, given in case.answers.items() if given.value != "unknown"}
    pain = [item for item in ("worst-place", "duration") if item in told]
    return (*signs[:NAMED], *pain)


def _named(item: str, case: Case, base: KnowledgeBase, who: str) -> str:
    """Return a sign by its name; what a story says both ways is not said for certain.

    A name speaks to whoever is asked: "you" is somebody else on the phone.
    """
    name = small(base.findings[item].lay_name)
    me, my = ("me", "my") if who == "I" else ("them", "their")
    name = name.replace("wakes you", f"wakes {me}").replace("your ", f"{my} ")
    return f"perhaps {name}" if item in case.conflicts else name


def _background(item: str, case: Case, base: KnowledgeBase) -> str:
    """Return what is no sign: a factor, or something about the pain."""
    if item in base.factors:
        return small(base.factors[item].lay_name)
    attribute, given = base.attributes.get(item), case.answers.get(item)
    return "" if attribute is None or given is None else _of_pain(attribute, given.value)


def _of_pain(attribute: Attribute, value: str) -> str:
    """Return the answer to a question about the pain as a person would add it.

    The examples in an option help to choose it and are not what was said.
    """
    option = next((one for one in attribute.options if one.id == value), None)
    if option is None:
        return ""
    told = small(option.ask.partition(", for example")[0])
    before, _, after = told.partition(": it ")
    if after or told.startswith("it "):
        return f"pain that {after or before.removeprefix('it ')}"
    if told.startswith("nothing helps"):
        return f"pain that {told}"
    return _PAIN.get(attribute.id, "{}").format(told)
