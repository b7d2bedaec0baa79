"""What somebody said, shorter than the question and its answer."""

from __future__ import annotations

from popliteus.assess.differential import Reason
from popliteus.assess.words import capital, small
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.result import answered

#: How a sentence with the answer to an attribute begins; its question is longer.
BEGINS = {
    "brings-on": "Brought on by",
    "course": "Since it began",
    "duration": "You have had it for",
    "mechanism": "It began with",
    "onset": "It came on",
    "relief": "Eased by",
    "same-before": "The same pain before",
    "side": "One leg or both",
    "swelling-timing": "The swelling came",
    "worst-place": "It hurts most",
}


def said(item: str, name: str, value: str, base: KnowledgeBase) -> str:
    """Return an answer in a few words.

    >>> import popliteus
    >>> said("worst-place", "", "calf", popliteus.load())
    'It hurts most: in the calf'
    """
    attribute = base.attributes.get(item)
    option = attribute and next((one for one in attribute.options if one.id == value), None)
    if option and item in BEGINS:
        return f"{BEGINS[item]}: {small(option.ask)}"
    told = answered(item, name, value, base, patient=True)
    return capital(told)


def said_of(reason: Reason, base: KnowledgeBase) -> str:
    """Return one reason in a few words."""
    if reason.kind == "silence":
        return capital(reason.name)
    return said(reason.finding, reason.name, reason.value, base)
