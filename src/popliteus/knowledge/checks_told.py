"""Checks on what reading a story rests on: ids, options and phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.reader import Path_
from popliteus.knowledge.records import GAVE_UP, PART, SAID
from popliteus.knowledge.salience import WHO

FILE = "intake.yaml"


def ids(checked: Checked) -> Iterator[Problem]:
    """KB123: every item and option that reading a story names exists."""
    base, intake = checked.base, checked.base.intake
    items = {*base.findings, *base.factors, *base.attributes}
    named: list[tuple[Path_, str]] = [(("opposites", one), one) for one in intake.opposites]
    named += [(("within_days", one), one) for one in intake.within_days]
    named += [(("past_counts", place), one) for place, one in enumerate(intake.past_counts)]
    named += [(("measures", place), one.item) for place, one in enumerate(intake.measures)]
    named += [(("places", place), one.also) for place, one in enumerate(intake.places) if one.also]
    for path, item in named:
        if item not in items:
            yield checked.problem("KB123", FILE, path, f"no item {item}", "name one that exists")
    for part in (one for one in intake.parts if one.startswith(GAVE_UP)):
        if part.removeprefix(GAVE_UP) not in intake.within_days:
            yield checked.problem(
                "KB123", FILE, ("parts", part), f"nothing says how long {part} counts",
                "give the item its days under within_days",
            )  # fmt: skip
    options = {
        name: {option.id for option in base.attributes[name].options}
        for name in ("worst-place", "duration")
        if name in base.attributes
    }
    for place, one in enumerate(intake.places):
        if one.worst and one.worst not in options.get("worst-place", ()):
            yield checked.problem(
                "KB123", FILE, ("places", place), f"no place {one.worst}",
                "name an option of worst-place",
            )  # fmt: skip
    for option in options.get("duration", set()) ^ set(intake.durations):
        yield checked.problem(
            "KB123", FILE, ("durations",), f"the duration {option} stands on one side only",
            "give each option of duration its longest time, and no other",
        )  # fmt: skip


def phrases(checked: Checked) -> Iterator[Problem]:
    """KB124: no phrase stands for two findings or factors: the same words cannot say both."""
    base = checked.base
    owner: dict[str, str] = {}
    for folder, records in (("findings", base.findings), ("factors", base.factors)):
        for name, record in records.items():
            for place, phrase in enumerate(record.phrases):
                other = owner.setdefault(" ".join(phrase.lower().split()), name)
                if other != name and not _told_together(name, other):
                    yield checked.problem(
                        "KB124", f"{folder}/{name}.yaml", ("phrases", place),
                        f"the phrase '{phrase}' also stands for {other}",
                        "give it to the one that the words plainly say",
                    )  # fmt: skip


#: Pairs of items that one phrase may say at once: the same thing, noticed and examined, or two
#: things that one word tells.
_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        ("ballottement", "knee-swelling"),
        ("active-cancer", "immunosuppression"),
        ("ballottement", "blood-in-joint-fluid"),
        ("blood-in-joint-fluid", "knee-swelling"),
        ("broken-skin", "tick-exposure"),
        ("brown-ankle-skin", "varicose-veins"),
        ("deformity", "kneecap-slipped-out"),
        ("displaced-meniscus-on-mri", "meniscal-tear-on-mri"),
        ("meniscal-tear-on-mri", "root-tear-on-mri"),
        ("foot-numbness", "outer-shin-numbness"),
        ("foot-numbness", "sole-numbness"),
        ("fracture-on-xray", "segond-fracture-on-xray"),
        ("garrick-test", "outer-back-tenderness"),
        ("immunosuppression", "steroid-tablets"),
        ("palpable-cord", "tender-cord"),
        ("pivot-sport", "running-or-sprint-sport"),
    )
)


def _told_together(one: str, other: str) -> bool:
    return frozenset((one, other)) in _TOGETHER


#: Fields that hold patterns.
_OF_BEGINNINGS = (
    "since", "at_once", "distance", "only", "worst", "best", "then", "once", "shape", "stance",
    "swells", "no_course_after", "no_course_before", "no_course_of",
)  # fmt: skip
#: What a word for a side stands for.
_SIDES = frozenset(["left", "right"])

_OF_TIMES = (
    "told", "that_was", "went_on", "was_well", "grew_over", "other_since", "surely_before",
    "surely_after", "day_of", "not_done", "because_of", "of_other", "old_things", "of_event",
    "of_earlier", "over_since", "brief_told",
)  # fmt: skip


def sayings(checked: Checked) -> Iterator[Problem]:
    """KB137: what the words of verbs and beginnings name exists, and every pattern is one."""
    intake = checked.base.intake
    known: set[str] = set()
    for name, words in intake.parts.items():
        yield from _patterns(checked, ("parts", name), words, known)
        known.add(name)
    for place, one in enumerate(intake.sayings):
        yield from _told(checked, ("sayings", place), {one.item: one.value})
        yield from _patterns(checked, ("sayings", place), one.patterns, known)
        yield from _patterns(checked, ("sayings", place), one.unless, {*known, SAID})
    for place, simile in enumerate(intake.similes):
        yield from _patterns(checked, ("similes", place), simile.patterns, known)
    yield from _patterns(checked, ("no_more",), intake.no_more, set())
    around = {*known, SAID, "begins", "ends"}
    for place, apart in enumerate(intake.otherwise):
        value = apart.value or "present"
        if apart.value or apart.item not in checked.base.attributes:
            yield from _told(checked, ("otherwise", place), {apart.item: value})
        yield from _patterns(checked, ("otherwise", place), apart.patterns, around)
    for measure in intake.measures:
        texts = (*measure.alone, *measure.not_after)
        yield from _patterns(checked, ("measures", measure.item), texts, set())
    yield from _signs(checked)
    yield from _patterns(checked, ("crisis", "said"), intake.crisis.said, known)
    yield from _patterns(checked, ("crisis", "unless"), intake.crisis.unless, around)
    for place, rule in enumerate(intake.follows):
        yield from _told(checked, ("follows", place), {rule.item: rule.value})
        yield from _told(checked, ("follows", place, "when"), rule.when)
    yield from _sides(checked)
    yield from _words_told(checked)


def _signs(checked: Checked) -> Iterator[Problem]:
    """Yield what is wrong with the patterns of tests and pictures, and with their items."""
    signs = checked.base.intake.signs
    for name in ("found", "clear", "undone", "not_yet", "elsewhere", "knee", "leaves", "sound"):
        yield from _patterns(checked, ("signs", name), getattr(signs, name), set())
    for name in ("denies", "denied", "states"):
        yield from _patterns(checked, ("signs", name), getattr(signs, name), set())
    for name, words in signs.pictures.items():
        yield from _patterns(checked, ("signs", "pictures", name), words, set())
    for place, test in enumerate(signs.tests):
        path: Path_ = ("signs", "tests", place)
        yield from _told(checked, path, dict.fromkeys(test.items, "present"))
        yield from _patterns(checked, path, (*test.names, *test.found, *test.clear), set())
        yield from _pictures(checked, path, test.within)
    for place, one in enumerate(signs.shown):
        path = ("signs", "shown", place)
        yield from _told(checked, path, dict.fromkeys(one.items, "present"))
        words = (*one.part, *one.fault, *one.of, *one.never)
        yield from _patterns(checked, path, words, set())
        yield from _pictures(checked, path, one.within)


def _pictures(checked: Checked, path: Path_, within: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each kind of picture that has no names: nothing is ever seen on it."""
    known = checked.base.intake.signs.pictures
    for kind in within:
        if kind not in known:
            yield checked.problem(
                "KB137", FILE, path, f"'{kind}' is no kind of picture",
                f"one of {', '.join(known)}",
            )  # fmt: skip


def _told(checked: Checked, path: Path_, told: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each item that is none, or that nobody can have this value of."""
    base = checked.base
    for item, value in told.items():
        values: set[str] = set()
        if item in base.attributes:
            values = {option.id for option in base.attributes[item].options}
        elif item in base.findings or item in base.factors:
            values = {"present", "absent"}
        if value not in values:
            yield checked.problem(
                "KB137", FILE, path, f"nobody has {item}: {value}",
                "name an item, and an option of it or present or absent",
            )  # fmt: skip


def _sides(checked: Checked) -> Iterator[Problem]:
    """Yield a problem for each word for a side that stands for none."""
    sides = checked.base.intake.sides
    for word, side in sides.words.items():
        if side not in _SIDES:
            yield checked.problem(
                "KB137", FILE, ("sides", "words", word), f"no side {side}", "write left or right"
            )
    for word, option in sides.after.items():
        yield from _told(checked, ("sides", "after", word), {"side": option})
    yield from _patterns(checked, ("sides", "turns"), sides.turns, set())


def _words_told(checked: Checked) -> Iterator[Problem]:
    """Yield what is wrong with the patterns and the items of beginnings, times and company."""
    base, intake = checked.base, checked.base.intake
    told = intake.beginnings
    for field in _OF_BEGINNINGS:
        yield from _patterns(checked, ("beginnings", field), getattr(told, field), set())
    for field in _OF_TIMES:
        yield from _patterns(checked, ("lasting", field), getattr(intake.lasting, field), set())
    items = {*base.findings, *base.factors, *base.attributes}
    mechanism = base.attributes.get("mechanism")
    options = {option.id for option in mechanism.options} if mechanism else set[str]()
    lists: tuple[tuple[Path_, tuple[str, ...], set[str]], ...] = (
        (("beginnings", "injuries"), told.injuries, options),
        (("beginnings", "moments"), told.moments, options),
        (("beginnings", "load"), (told.load,), options),
        (("beginnings", "snaps"), told.snaps, items),
        (("company", "of_both"), intake.company.of_both, items),
        (("lasting", "beginnings"), intake.lasting.beginnings, items),
        (("lasting", "sports"), intake.lasting.sports, items),
    )
    for path, named, there in lists:
        for wrong in (one for one in named if one not in there):
            yield checked.problem("KB137", FILE, path, f"no item {wrong}", "name one that exists")


def _patterns(
    checked: Checked, path: Path_, patterns: tuple[str, ...], known: set[str]
) -> Iterator[Problem]:
    """Yield a problem for each pattern that calls an unknown part or cannot be read."""
    for pattern in patterns:
        parts: set[str] = set(PART.findall(pattern))
        wrong = f"no part <{min(parts - known)}> above" if parts - known else ""
        try:
            re.compile(PART.sub("x", pattern))
        except re.error as error:
            wrong = wrong or f"no pattern: {error}"
        if wrong:
            yield checked.problem(
                "KB137", FILE, path, f"'{pattern}': {wrong}",
                "write a regular expression that calls only parts above it",
            )  # fmt: skip


def salience(checked: Checked) -> Iterator[Problem]:
    """KB138: what is salient exists, and is no danger sign: of those every telling counts alike."""
    base, found = checked.base, checked.base.salience
    readings = {name for name, one in base.findings.items() if one.role == "reading"}
    dangers = {item for page in base.questionnaire.pages if page.danger for item in page.items}
    risks = {name for name, one in base.factors.items() if one.use == "risk"}
    tables: list[tuple[Path_, Mapping[str, Mapping[str, float]], Collection[str]]] = [
        (("told",), found.told, readings - dangers),
        (("risks",), found.risks, risks),
    ]
    tables += [(("who", kind), rows, WHO[kind]) for kind, rows in found.who.items()]
    for name, options in found.values.items():
        known = base.attributes[name].options if name in base.attributes else ()
        tables.append((("values", name), options, {one.id for one in known}))
    for path, rows, names in tables:
        wrong = [(*path, name) for name in rows if name not in names]
        wrong += [
            (*path, name, one) for name in rows for one in rows[name] if one not in base.causes
        ]
        for place in wrong:
            yield checked.problem(
                "KB138", "salience.yaml", place, f"nothing that may be salient: {place[-1]}",
                "name one that exists; danger signs have none",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (ids, phrases, sayings, salience)
