"""The form of a cause: every attribute, and every fact and factor as a line to fill."""

from __future__ import annotations

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Attribute

FILL = "(fill in)"
EVIDENCE = """\
evidence: []                # published figures, one block each; see "What a published figure looks
# like" in CONTRIBUTING.md. Enter only what you have seen. The values here are invented.
# - id: example-sensitivity             # unique in this file, permanent
#   quantity: sensitivity               # sensitivity, specificity, lr_positive, lr_negative,
#                                       # prevalence, rate_per_1000, rate_ratio, odds_ratio, share,
#                                       # post_test, effect
#   of: {finding: calf-swelling}        # or fact, factor, attribute + option, rule, text
#   direction: supports                 # supports, opposes, none
#   reader: specialist                  # who examined: patient, generalist, specialist, test
#   estimate: {kind: interval, value: 0.74, low: 0.66, high: 0.81, level: 0.95}
#             # or {kind: proportion, events: 28, total: 30}, or {kind: point, value: 0.74}
#   source: {ref: REFERENCE-ID, where: "Table 2", seen: abstract, printed: "at most fifteen words",
#     url: ""}                          # seen: full_text, abstract, guideline, secondary
#   population: who was studied, and where
#   size: 30
#   grade: moderate                     # high, moderate, low, very_low
#   downgraded_for: [indirectness]      # risk-of-bias, inconsistency, indirectness, imprecision,
#                                       # publication-bias
#   use: check                          # parameter, check, shown
"""

_CAUSE = """\
# yaml-language-server: $schema=../schema/cause.schema.json
schema: 1
id: %(name)s  # permanent
status: draft  # draft, extracted, checked, reviewed, withdrawn; a draft does not compile
name: "%(fill)s"  # for clinicians
lay_name: "%(fill)s"  # for people, no medical word
synonyms: []  # other names, for finding it
group: "%(fill)s"  # so far: %(groups)s
# system: icd-10, icd-11, snomed-ct; seen_at: the public place where the code was seen
codes: []  # {system: icd-10, code: "", seen_at: "", display: ""}
usual_level: routine_weeks  # self_care, routine_weeks, soon_days, urgent_same_day, emergency
summary: "%(fill)s"  # for clinicians; no bare figures
lay_summary: "%(fill)s"  # for people, reading age 9 to 11; no bare figures
rate:
  # New presentations with pain per 1000 people and year, female then male. Never a prevalence.
  # These are placeholders.
  per_1000:
    under_18: [0.1, 0.1]
    18_to_34: [0.1, 0.1]
    35_to_49: [0.1, 0.1]
    50_to_69: [0.1, 0.1]
    70_plus: [0.1, 0.1]
  judgement: "%(fill)s"  # why these, unless a figure below says so
  evidence: []  # ids of figures below that were compared
# P(comes to this setting | has it). Placeholders.
comes: {primary_care: 0.5, emergency: 0.1, sports_clinic: 0.1, referred: 0.1}
# P(active now beside another pain), by age. Placeholders. For what comes in spells write instead
# for how many weeks one can be noticed, `spell_weeks`, and no `active`: it follows from the rate.
active: {under_18: 0.001, 18_to_34: 0.001, 35_to_49: 0.001, 50_to_69: 0.001, 70_plus: 0.001}
spell_weeks: null
presentations:
- id: usual  # one to three faces of the cause
  share: 1.0  # of its people
  meaning: "%(fill)s"
  tables:
    # How often people with it choose each option. Words: %(words)s;
    # a list when raters differ. "sometimes" for everything says nothing: replace it.
%(tables)s
# Facts: one word each (%(words)s), or
# published (a figure below), defines (without it, it is not this cause), none (it does not produce
# it). A blank means "not considered". Remove the braces and the # of each line you fill.
facts: {}
%(facts)s
implies: []  # causes that are certain when this one is there
links: []  # other causes active with it: {cause: ID, probability: 0.1, why: "..."}
# Factors: rate with it divided by rate without; an explicit 1 where it plausibly matters and does
# not. `evidence` names a figure below. Remove the brackets and the # of each line you fill.
factors: []
%(factors)s
# If it is dangerous: how many people without it is it right to raise to a level so that one with
# it is raised, and why.
danger: {}
# urgent_same_day: {raise_for_one: 40, weeks: 20, old: 0, because: "..."}  # weeks, old: for
#   a complaint of one to six weeks, and of more; 0 for nobody, left out where it is as at first
may_hide: ""  # of a harmless cause: what has to be ruled out first, in a person's words
differences: []  # look-alikes: {cause: ID, how: "how they are told apart"}
# What to do: ids of treatments and tests, and words without bare figures.
# care:
#   now: ["%(fill)s"]
#   now_clinician: ["%(fill)s"]
#   come_back_if: ["%(fill)s"]
#   course: {patient: "%(fill)s", clinician: "%(fill)s", off_track_if: "%(fill)s", evidence: []}
#   treatments: []
#   tests: []
#   sources: []  # {ref: REFERENCE-ID, where: "", seen: guideline, printed: "", url: ""}
"""


def cause(name: str, base: KnowledgeBase) -> str:
    """Return a draft of a cause, with every fact and attribute of the base."""
    facts = [f"#  {one.id}:  # {' '.join(one.meaning.split())}" for one in base.facts.values()]
    factors = [
        f"# - {{factor: {one.id}, ratio: 1.0}}  # {one.name}"
        for one in base.factors.values()
        if one.use == "risk"
    ]
    filled = _CAUSE % {
        "name": name,
        "fill": FILL,
        "words": ", ".join(base.settings.words),
        "groups": ", ".join(sorted({one.group for one in base.causes.values()})),
        "facts": "\n".join(facts),
        "factors": "\n".join(factors),
        "tables": "\n".join(_table(one) for one in base.attributes.values()),
    }
    return filled + EVIDENCE


def _table(one: Attribute) -> str:
    options = ", ".join(f"{option.id}: sometimes" for option in one.options)
    return f"    {one.id}: {{{options}}}  # {one.ask}"
