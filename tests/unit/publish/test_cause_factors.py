"""What a page says makes a cause more frequent: what was measured, and what is meant to count."""

from __future__ import annotations

from popliteus import KnowledgeBase
from popliteus.publish.pages.site import Site
from popliteus.publish.views.cause import cause_view
from popliteus.publish.views.shared import Shared


def test_small_judged_ratios_are_not_told_as_what_raises_a_cause(knowledge: KnowledgeBase) -> None:
    clot = knowledge.causes["deep-vein-thrombosis"]
    ratios = {one.factor: one for one in clot.factors}
    for name in ("leg-pressure", "recent-gut-or-genital-infection"):
        assert ratios[name].ratio > 1, "the premise: the raters gave it a little more"
        assert not ratios[name].evidence
    told = {name for name, _ in cause_view(clot, Shared(Site(knowledge))).more_often}
    names = {item: one.lay_name for item, one in knowledge.factors.items()}
    by_name = {name[1:]: item for item, name in names.items()}
    items = {by_name[name[1:]] for name in told}
    assert not items & {"leg-pressure", "recent-gut-or-genital-infection", "heavy-alcohol"}
    assert {"recent-surgery", "varicose-veins", "pregnant", "injects-drugs"} <= items
