"""The files that ``popliteus new`` writes: every field, with a short comment.

Each is a valid draft, so that a half-filled file never stops anybody from loading the base. Text
to replace says "(fill in)"; numbers to replace say so in their comment.
"""

from __future__ import annotations

from collections.abc import Callable

from popliteus.cli.new_cause import EVIDENCE, FILL, cause
from popliteus.knowledge import KnowledgeBase


def finding(name: str, _base: KnowledgeBase) -> str:
    """Return a draft of a finding, with a fact to go with it."""
    return f"""\
# yaml-language-server: $schema=../schema/finding.schema.json
schema: 1
id: {name}  # permanent
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
# The fact it is a reading of: an id in facts/ (popliteus show facts), null only for role: score.
# If none fits, write facts/{name}.yaml:
#   schema: 1
#   id: {name}
#   meaning: what a scan, an operation or a careful expert could settle
#   leak: {{under_18: 0.01, 18_to_34: 0.01, 35_to_49: 0.01, 50_to_69: 0.01, 70_plus: 0.01}}
#   judgement: P(fact | leg or knee pain from something else), and why
fact: null
who: patient  # who can answer it: patient, clinician, test
telling: ordinary  # how likely people mention it unasked: vivid, ordinary, minor; none for tests
name: "{FILL}"  # for clinicians
lay_name: "{FILL}"  # as it stands in a list, without a verb
ask: "{FILL}"  # one full question with an example, no medical word, reading age 9 to 11
hint: ""  # what is needed to answer: what counts, what does not
how: ""  # how to check or examine it; folded on a page for patients
why: "{FILL}"  # why we ask
danger: false  # true: on a danger page, asked of everybody
age_from: null  # below this age it is not asked
pointless_if: {{}}  # answers beside which it tells nothing: {{mechanism: [none]}}
role: reading  # reading, or score: used by decision rules only
measure: null  # a number: {{unit: cm, least: -15.0, most: 30.0, at_least: 3.0}}; or above, below
# P(yes | fact) and P(yes | no fact) by reader; empty: the defaults stand.
accuracy: {{}}
# specialist: {{yes_if_fact: 0.8, yes_if_no_fact: 0.1, evidence: [ID, ID], because: ""}}
phrases: []  # what people say for it
{EVIDENCE}"""


def factor(name: str, _base: KnowledgeBase) -> str:
    """Return a draft of a factor."""
    return f"""\
# yaml-language-server: $schema=../schema/factor.schema.json
schema: 1
id: {name}  # permanent
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
name: "{FILL}"  # for clinicians, with its time limit
lay_name: "{FILL}"  # as it stands in a list
ask: "{FILL}"  # one full question, no medical word
hint: ""
why: "{FILL}"  # why we ask
use: risk  # risk: changes how often people come; medicine_safety: only for medicines
telling: none  # how readily a story mentions it unasked: foremost, vivid, ordinary, minor, none
phrases: []  # what people say for it
# How many people of an age have it, female then male. Placeholders.
common:
  under_18: [0.01, 0.01]
  18_to_34: [0.01, 0.01]
  35_to_49: [0.01, 0.01]
  50_to_69: [0.01, 0.01]
  70_plus: [0.01, 0.01]
judgement: "{FILL}"  # why these
{EVIDENCE}"""


def rule(name: str, base: KnowledgeBase) -> str:
    """Return a draft of a red flag, which is also the shape of a floor."""
    first = next(one.id for one in base.findings.values() if one.danger)
    return f"""\
# yaml-language-server: $schema=../schema/rule.schema.json
schema: 1
id: {name}  # permanent
# red_flag sets a level; floor keeps it up for a group that is not covered (covered: false). For a
# score (a published decision rule) copy one: popliteus show wells-dvt.
kind: red_flag
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
name: "{FILL}"  # for clinicians
lay_name: "{FILL}"
level: soon_days  # self_care, routine_weeks, soon_days, urgent_same_day, emergency
# all, any, at_least {{count, of}} over {{finding: ID}}, {{finding: ID, at_least: 3}},
# {{factor: ID}}, {{attribute: ID, in: [OPTION]}}, {{age: {{at_least: 65}}}}, {{sex: female}}.
# No "not": what is absent never fires a rule. A conjunction, unless the single sign is enough by
# itself.
fires_when:
  all:
  - {{finding: {first}}}
  - {{age: {{at_least: 18}}}}
suspects: []  # causes that have to be ruled out first; they are listed however improbable
# how the name begins where the signs that are there follow it; leave it out for a plain name
# with_signs: {{patient: A child with, clinician: Below sixteen years with}}
looks_like: "{FILL}"  # how a person knows that it fits; leave it out where lay_name says so
says:
  patient: "{FILL}"  # what to do and how fast, plainly, without fear
  clinician: "{FILL}"
phone: []  # two lines, from urgent_same_day: what a website says it may be, and a request
resolved_by: []  # tests that withdraw it when a clinician enters them as absent
why: "{FILL}"
# printed: at most fifteen words
sources: []  # {{ref: REFERENCE-ID, where: "1.1.2", seen: guideline, printed: ""}}
judgement: "{FILL}"  # what no source says; remove it when the sources say everything
cost: "{FILL}"  # whom it raises needlessly
# At least one each that fires, stays silent and asks (and is withdrawn, with resolved_by).
cases:
- {{given: {{age: 40, {first}: present}}, expect: fires}}
- {{given: {{age: 40, {first}: absent}}, expect: silent}}
- {{given: {{age: 40}}, expect: asks}}
"""


def treatment(name: str, _base: KnowledgeBase) -> str:
    """Return a draft of a treatment."""
    return f"""\
# yaml-language-server: $schema=../schema/treatment.schema.json
schema: 1
id: {name}  # permanent
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
kind: self_care  # self_care, medicine, exercise, procedure, specialist
prescribed: false  # true: a doctor starts and stops it
given_once: false  # true: given at one visit, so that nobody can go on with it or stop it
only_if_any: {{}}  # left out unless one of these answers was given: {{limp: [present]}}
pointless_if: {{}}  # left out if one of these answers was given
from_level: null  # left out below this level; null: at every one
name: "{FILL}"  # for clinicians
lay_name: "{FILL}"
what: "{FILL}"  # what it is
how: "{FILL}"  # how to do it, for people; no bare figures
# at: today, this_week, later, or after_visit (what professionals do or prescribe: always).
# because: how to begin, or what to wait for; with sources, or a judgement.
begins: {{at: today, because: "", sources: [], judgement: "{FILL}"}}
leave_out: []  # what a person stops doing
how_clinician: ""
pros: []  # what speaks for it
cons: []  # what speaks against it
stop_if: []  # when to stop
phases: []  # an exercise step by step, see CONTRIBUTING; each with go_on_if and back_if
no_phases: ""  # or why an exercise has none
programme_weeks: null  # how long all of it takes, if published
programme_source: null  # {{ref: REFERENCE-ID, where: "", seen: guideline, printed: "", url: ""}}
# Who must be careful: exactly one condition each of factor, finding, age_at_least, age_below,
# not_excluded (a cause). fit: caution or avoid.
cautions: []
# - {{fit: avoid, factor: pregnant, because: "...", because_clinician: "", judgement: "..."}}
grade: null  # how sure we are that it helps: high, moderate, low, very_low
sources: []  # {{ref: REFERENCE-ID, where: "", seen: guideline, printed: "", url: ""}}
judgement: "{FILL}"
{EVIDENCE}"""


def test(name: str, _base: KnowledgeBase) -> str:
    """Return a draft of a test."""
    return f"""\
# yaml-language-server: $schema=../schema/test.schema.json
schema: 1
id: {name}  # permanent
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
finding: "{FILL}"  # id of the finding that it answers
name: "{FILL}"  # for clinicians
lay_name: "{FILL}"
why: "{FILL}"  # when it helps
why_not: "{FILL}"  # when it does not
helps_with: []  # causes
advise_at: 0.1  # advised from this probability that one of them is active; a placeholder
not_for: []  # not when one of these is the likeliest
not_if: []  # factors in which it says too little
often_asked_for: false  # true: named though it is not needed, because people ask for it
sources: []  # {{ref: REFERENCE-ID, where: "", seen: guideline, printed: "", url: ""}}
judgement: "{FILL}"
{EVIDENCE}"""


def reference(name: str, _base: KnowledgeBase) -> str:
    """Return a reference to fill in; references have no status."""
    return f"""\
# yaml-language-server: $schema=../schema/reference.schema.json
schema: 1
id: {name}  # first author or organisation, and year: wells-2003, nice-ng158
type: article-journal  # article-journal, webpage, report, book, chapter, paper-conference
title: "{FILL}"
author: []  # {{family: Wells, given: P. S.}}; an organisation: {{literal: NICE}}
container_title: ""  # journal or site
issued: null  # year
volume: ""
issue: ""
page: ""
number: ""  # of a report
publisher: ""
DOI: ""  # without https://doi.org/
PMID: ""
PMCID: ""
URL: ""
accessed: ""  # the day you saw it, as "2026-11-23"
language: ""  # of the title, unless English: fr
note: ""
retraction: null  # {{checked: "2026-11-23", found: none, notice: ""}}; or concern, retracted
"""


Form = Callable[[str, KnowledgeBase], str]

#: Kind, as typed, to the folder and the form.
FORMS: dict[str, tuple[str, Form]] = {
    "cause": ("causes", cause),
    "finding": ("findings", finding),
    "factor": ("factors", factor),
    "rule": ("rules", rule),
    "treatment": ("treatments", treatment),
    "test": ("tests", test),
    "reference": ("references", reference),
}
