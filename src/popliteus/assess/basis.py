"""What an assessment rests on: the answers that were used, what does not fit, and the limits."""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.assess.case import Case
from popliteus.assess.differential import Entry
from popliteus.assess.evidence import impossible
from popliteus.assess.report import name_of
from popliteus.assess.result import Audience
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Screen

#: Reasons named against the likeliest cause.
FITS_NAMED = 5


def used_of(case: Case) -> tuple[dict[str, object], ...]:
    """Return every answer, with the words of the story it was taken from, if it was."""
    listed = "story" if case.account == "story" and not case.told.read else "asked"
    used: list[dict[str, object]] = []
    for item, answer in sorted(case.answers.items()):
        words = case.told.origins.get(item)
        entry: dict[str, object] = {
            "finding": item,
            "value": answer.value,
            "measured": answer.measured,
            "by": answer.by,
            "origin": "story" if words else listed,
            "span": list(words.span) if words else None,
            "quote": words.quote if words else None,
        }
        used.append(entry | ({"field": words.field} if words else {}))
    return tuple(used)


def poor_fit(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return what speaks most against the likeliest cause: it is what does not fit."""
    if not entries:
        return ()
    against = [reason for reason in entries[0].opposes if reason.kind != "silence"]
    names = [f"{one.name}: no" if one.value == "absent" else one.name for one in against]
    return tuple(names[:FITS_NAMED])


def limits_of(
    case: Case, base: KnowledgeBase, screen: Screen, audience: Audience
) -> tuple[str, ...]:
    """Return what a reader must know: whom the causes do not cover, what was not read."""
    services = base.services
    groups = [name_of(one, base, audience) for one in screen.fired if not one.rule.covered]
    if audience == "clinician":
        limits = [f"Group not covered well enough by the model: {one}." for one in groups]
        limits += services.limits_clinician
    else:
        limits = [
            f"This group is not covered well enough by our list of causes: {one}." for one in groups
        ]
        limits += services.limits
    if case.told.read:
        limits.append(
            "The story was read by a program that knows phrases and no more. Check what it took."
        )
    elif case.text or case.clinician_text:
        limits.append(
            "The words of the story were not read; only the findings listed under it were used."
        )
    limits += [
        f"The answer about '{base.factors[item].lay_name}' does not fit the age or sex given. "
        "It is used as it stands; check all three."
        for item, answer in case.answers.items()
        if answer.value == "present" and impossible(item, case)
    ]
    return tuple(limits)
