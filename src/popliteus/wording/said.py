"""What somebody said, shorter than the question and its answer."""

from __future__ import annotations

from popliteus.assess.differential import Reason
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
    "side": "It is in",
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
    return f"{told[:1].upper()}{told[1:]}"


def said_of(reason: Reason, base: KnowledgeBase) -> str:
    """Return one reason in a few words."""
    if reason.kind == "silence":
        return f"{reason.name[:1].upper()}{reason.name[1:]}"
    return said(reason.finding, reason.name, reason.value, base)


def small(text: str) -> str:
    """Return a text with a small first letter, unless it is a word of one letter or a name.

    >>> small("In the calf"), small("I do not know")
    ('in the calf', 'I do not know')
    """
    return text if text[:2] in {"I ", "I'"} else f"{text[:1].lower()}{text[1:]}"
