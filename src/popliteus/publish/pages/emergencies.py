"""What to call for at once: the first thing on the first page, and on pages without own signs.

It is said in the words of somebody who has it. A diagnosis, "a joint that may be infected", is no
sign that a person can look for.
"""

from __future__ import annotations

from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

#: (sign in the words of somebody who has it, the rule that says that it is one). The
#: danger pages ask for more of them; these are the ones that a person can tell without a question.
EMERGENCIES = (
    (
        "You are newly short of breath, have new chest pain, have fainted, or cough up blood.",
        "embolism-signs",
    ),
    ("Your foot or leg has suddenly turned cold.", "sudden-cold-foot"),
    ("Your foot is newly cold, and it is pale or blue, numb or weak.", "cold-pale-leg"),
    (
        "Your knee is hot and swollen, and you have a fever, shake with cold or feel very ill.",
        "infected-knee",
    ),
    (
        "The pain in your lower leg is far too strong for what happened, and the calf is hard, or "
        "the foot is numb or weak.",
        "compartment-syndrome",
    ),
    ("Your knee or leg is out of shape after an injury.", "deformity-after-injury"),
    (
        "You are numb between the legs. Or you have back pain and new trouble with your bladder "
        "or bowels.",
        "cauda-equina-signs",
    ),
)


def emergencies(base: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    """Return (sign, rule) of what to call for, as far as a rule of the knowledge base says so.

    Examples
    --------
    >>> import popliteus
    >>> emergencies(popliteus.load())[1]
    ('Your foot or leg has suddenly turned cold.', 'sudden-cold-foot')
    """
    return tuple(
        (words, rule)
        for words, rule in EMERGENCIES
        if rule in base.rules and base.rules[rule].level == Level.EMERGENCY
    )
