"""People for the safety tests: harmless backgrounds, one sign at a time, and how to judge them.

A danger sign on an empty account is often urgent already, because nothing else is known. What a
test has to show is that the sign raises somebody whom everything else calls harmless. So most
cases stand on a *calm* person: every danger question and every patient finding answered "no", and
the story of overuse, cramp or a strain told in full.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import popliteus.cli
from popliteus import Assessment, Case, KnowledgeBase, assess, case_from_mapping
from popliteus.assess.differential import shown_causes
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.plan import Medicine, make_plan
from popliteus.assess.result import Audience
from popliteus.assess.urgency import Verdict, verdict
from popliteus.engine import Posterior, posterior
from popliteus.engine.surprise import surprise
from popliteus.rules import Level

Findings = Mapping[str, object]

PRESENT, ABSENT, UNKNOWN = "present", "absent", "unknown"
AGES: tuple[float | None, ...] = (18, 45, 80, None)
SEXES: tuple[str | None, ...] = ("female", "male", None)
SETTINGS: tuple[str | None, ...] = (
    "primary_care", "emergency", "sports_clinic", "referred", None,
)  # fmt: skip
CLOT_RISKS = (
    "long-travel", "recent-surgery", "active-cancer", "pregnant", "after-birth", "oestrogen",
    "plaster-or-paralysis", "bed-rest", "previous-dvt",
)  # fmt: skip
ONLY_WOMEN = ("pregnant", "after-birth", "oestrogen")
INJURIES = ("twist", "blow-or-fall", "bent-knee-blow", "over-straightened", "high-energy")
RECENT = ("under-1-day", "1-7-days")

#: Stories of harmless pain, told in full. The danger screen is added by `calm`.
OVERUSE: Findings = {
    "worst-place": "behind-knee", "mechanism": "new-or-more-exercise", "onset": "days",
    "duration": "1-6-weeks", "brings-on": "sport-only", "relief": "rest",
    "activity-related-pain": PRESENT,
}  # fmt: skip
CRAMP: Findings = {
    "worst-place": "calf", "mechanism": "none", "onset": "seconds", "duration": "under-1-day",
    "brings-on": "night-or-rest", "relief": "stretching", "course": "comes-and-goes",
    "same-before": "many-times", "muscle-knot": PRESENT, "cramp-at-night": PRESENT,
}  # fmt: skip
HAMSTRING: Findings = {
    "worst-place": "back-of-thigh", "mechanism": "push-off-or-sprint", "onset": "seconds",
    "duration": "1-7-days", "thigh-snap": PRESENT, "hamstring-tenderness": PRESENT,
    "resisted-bend-pain": PRESENT,
}  # fmt: skip
KNEECAP: Findings = {
    "worst-place": "front-of-knee", "mechanism": "new-or-more-exercise", "onset": "weeks",
    "duration": "6-weeks-3-months", "brings-on": "stairs-squat-or-long-sitting",
    "kneecap-pain": PRESENT, "running-or-sprint-sport": PRESENT,
}  # fmt: skip
WEAR: Findings = {
    "worst-place": "all-over-knee", "mechanism": "none", "onset": "weeks", "duration": "longer",
    "brings-on": "weight-bearing", "activity-related-pain": PRESENT, "crepitus": PRESENT,
    "morning-stiffness": PRESENT, "known-knee-osteoarthritis": PRESENT,
}  # fmt: skip
#: Name, age, sex and findings.
HARMLESS: tuple[tuple[str, float, str, Findings], ...] = (
    ("overuse", 40, "female", OVERUSE),
    ("cramp", 35, "male", CRAMP),
    ("hamstring", 28, "male", HAMSTRING),
    ("kneecap", 22, "female", KNEECAP),
    ("wear", 68, "female", WEAR),
)


def danger_items(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Every item of the danger pages."""
    return tuple(i for page in knowledge.questionnaire.pages if page.danger for i in page.items)


def all_absent(knowledge: KnowledgeBase) -> dict[str, object]:
    """Every patient finding and every factor answered "no"."""
    findings = {name: ABSENT for name, one in knowledge.findings.items() if one.who == "patient"}
    return {**findings, **dict.fromkeys(knowledge.factors, ABSENT)}


def screened(knowledge: KnowledgeBase, story: Findings = OVERUSE) -> dict[str, object]:
    """A story with only the danger screen answered, all "no"."""
    return {**dict.fromkeys(danger_items(knowledge), ABSENT), **story}


def calm(knowledge: KnowledgeBase, story: Findings = OVERUSE) -> dict[str, object]:
    """A story with everything else answered "no"."""
    return {**all_absent(knowledge), **story}


def present(*items: str) -> dict[str, object]:
    return dict.fromkeys(items, PRESENT)


def by_clinician(value: object, unit: str | None = None) -> dict[str, object]:
    answer: dict[str, object] = {"value": value, "by": "clinician"}
    return answer if unit is None else {**answer, "unit": unit}


def judge(
    knowledge: KnowledgeBase,
    findings: Findings,
    age: float | None = 45,
    sex: str | None = None,
    setting: str | None = "primary_care",
    account: str = "asked",
    audience: Audience = "patient",
) -> Assessment:
    values = {
        "age": age, "sex": sex, "setting": setting, "account": account, "findings": dict(findings),
    }  # fmt: skip
    return assess(case_from_mapping(values, knowledge), knowledge, audience=audience)


_LEVELS: dict[tuple[object, ...], Level] = {}


def level(
    knowledge: KnowledgeBase,
    findings: Findings,
    age: float | None = 45,
    sex: str | None = None,
    setting: str | None = "primary_care",
) -> Level:
    """The level that `assess` gives, without the reasons and the plan that take most of its time.

    `tests/property/test_assess.py::test_level_alone_is_the_level_of_the_assessment` holds the two
    together.
    """
    key = (knowledge.digest, repr(sorted(findings.items())), age, sex, setting)
    if key not in _LEVELS:
        values = {"age": age, "sex": sex, "setting": setting, "findings": dict(findings)}
        _LEVELS[key] = level_of(case_from_mapping(values, knowledge), knowledge)
    return _LEVELS[key]


def level_of(case: Case, knowledge: KnowledgeBase) -> Level:
    """The level of one case, as `assess` finds it."""
    return judged(case, knowledge)[0].urgency.level


def judged(case: Case, knowledge: KnowledgeBase) -> tuple[Verdict, Posterior | None]:
    """The urgency of one case and the posterior it rests on, as `assess` finds them."""
    evidence = engine_evidence(case, knowledge)
    model, settings = knowledge.compiled.model, knowledge.settings
    found = posterior(model, evidence)
    first = verdict(case, knowledge, evidence, found)
    if first.screen.no_differential:
        return verdict(case, knowledge, evidence, None), None
    if first.urgency.level > Level.SELF_CARE:  # whether it is odd decides only on home care
        return first, found
    odd = (
        float(found.probability[-1]) > settings.unexplained_limit
        or surprise(model, evidence) < settings.surprise_limit
    )
    return verdict(case, knowledge, evidence, found, surprising=odd), found


def medicines_of(
    knowledge: KnowledgeBase, findings: Findings, age: float | None, sex: str | None = "female"
) -> dict[str, Medicine]:
    """The medicines of the plan that `assess` makes, by name, without the explanation."""
    values = {"age": age, "sex": sex, "setting": "primary_care", "findings": dict(findings)}
    case = case_from_mapping(values, knowledge)
    urgency, found = judged(case, knowledge)
    settings = knowledge.settings
    shown = (
        []
        if found is None
        else shown_causes(found, settings.listed_coverage, settings.listed_at_most)
    )
    plan = make_plan(case, knowledge, found, shown, urgency.urgency.level, (), "patient")
    return {one.treatment: one for one in plan.medicines}


def everybody(
    ages: Iterable[float | None] = AGES, sexes: Iterable[str | None] = SEXES
) -> Iterator[tuple[float | None, str | None, str | None]]:
    """Ages, sexes and settings: all pairs of the first two, settings taken in turn."""
    number = 0
    wanted = tuple(sexes)
    for age in ages:
        for sex in wanted:
            yield age, sex, SETTINGS[number % len(SETTINGS)]
            number += 1


def too_low(
    knowledge: KnowledgeBase,
    cases: Iterable[tuple[str, Findings, float | None, str | None, str | None]],
    least: Level,
) -> list[str]:
    """Return the cases whose level is below `least`, in words; empty when all is well."""
    found, count = [], 0
    for name, findings, age, sex, setting in cases:
        count += 1
        reached = level(knowledge, findings, age, sex, setting)
        if reached < least:
            found.append(f"{name} (age {age}, {sex}, {setting}): {reached.word}")
    assert count > 0, "no case was tried"
    return found


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


def command(*arguments: str, typed: str = "") -> Ran:
    """Run the command line inside this process, as if piped."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["popliteus", *arguments]),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            popliteus.cli.main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return Ran(code, out.getvalue(), err.getvalue())


def one_line(text: str) -> str:
    """Undo the wrapping and the boxes of printed text, so that sentences can be looked for."""
    return re.sub(r"\s+", " ", re.sub(r"[│╭╮╰╯─|]", " ", text)).strip()


def visible(page: str) -> str:
    """The words of an HTML page as a person reads them."""
    import html

    body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.S | re.I)
    return one_line(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def copied(knowledge: KnowledgeBase, folder: Path) -> Path:
    """Copy the knowledge base, so that a mistake can be planted in it."""
    shutil.copytree(knowledge.path, folder)
    return folder
