"""Cases for the page: everything at once, nothing at all, and what people should never type."""

from __future__ import annotations

from typing import Any

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.wording.handover import Summary, summary

AUDIENCES: tuple[Audience, ...] = ("patient", "clinician")

#: What a hostile or unlucky person may write; each is printed, or stood for, and never run.
HOSTILE = {
    "program": '#read("/etc/passwd") #import "@preview/x:0.1.0" #{ panic("x") } #sys.inputs $x^2$',
    "markup": "= Heading *bold* _it_ `raw` <label> @ref // gone \\ ~ [brackets] - list \\u{41}",
    "html": "<script>alert(1)</script> &amp; {{ 7 * 7 }} %s {0}",
    "emoji": "it hurts 😀😀 \U0001f9b5\U0001f3fd 👩‍👩‍👧",
    "right to left": "ركبتي تؤلمني \u202eevil\u202c הברך כואבת",
    "marks": "z̸̧̨̛̯̝̈́a̶͓͂l̷g̵o " * 20,
    "controls": "a\x00b\x07c\x1b[31md\ufeff\ue000\U000f0000\ud7ff",
    "no space": "x" * 100_000,
    "wide": "W" * 3_000,
    "long": "My knee hurts, and it does not stop. " * 2_702,
    "digits": "1" * 100_000,
}


def made(values: dict[str, Any], base: KnowledgeBase, audience: Audience) -> Summary:
    case = popliteus.case_from_mapping(values, base)
    return summary(popliteus.assess(case, base, audience=audience), base)


def full(base: KnowledgeBase, value: str, *, danger: bool) -> dict[str, Any]:
    """Everything answered one way, the longest option of each attribute, the longest story."""
    asked = [one for one in base.findings.values() if one.who != "test"]
    findings: dict[str, Any] = {one.id: value for one in asked if danger or not one.danger}
    findings |= dict.fromkeys(base.factors, value)
    for one in base.attributes.values():
        findings[one.id] = max(one.options, key=lambda option: len(option.name)).id
    return {
        "age": 45,
        "sex": "female",
        "setting": "referred",
        "country": "GB",
        "text": HOSTILE["long"][:100_000],
        "findings": findings,
    }
