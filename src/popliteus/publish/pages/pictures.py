"""Pictures for pages: which page shows which drawing, without styles or scripts of its own."""

from __future__ import annotations

from markupsafe import Markup

from popliteus.knowledge import KnowledgeBase
from popliteus.publish.drawings import drawing, inline

#: Pictures of pages whose texts name none; a text names its own with ``{{ drawing("...") }}``.
PICTURES = {
    "cause:bakers-cyst": "cyst-side",
    "cause:bakers-cyst-rupture": "cyst-side",
    "cause:meniscal-tear-traumatic": "menisci",
    "cause:meniscal-tear-degenerative": "menisci",
    "cause:deep-vein-thrombosis": "back-vessels",
    "cause:popliteal-artery-aneurysm": "back-vessels",
    "cause:popliteal-artery-entrapment": "back-vessels",
    "cause:acute-limb-ischaemia": "back-vessels",
    "cause:gastrocnemius-strain": "back-muscles",
    "cause:hamstring-strain": "back-muscles",
    "cause:hamstring-tendinopathy": "back-muscles",
    "cause:popliteus-tendinopathy": "back-joint",
    "cause:acl-tear": "back-joint",
    "cause:pcl-tear": "back-joint",
    "rule:wells-dvt": "measure-calf",
    "rule:locked-knee-new": "locked-knee",
    "treatment:knee-strengthening": "chair-rise",
    "treatment:calf-loading": "heel-raise",
    "treatment:raise-the-leg": "ankle-pumps",
}


def picture(name: str, base: KnowledgeBase | None = None) -> Markup:
    """Return a drawing as SVG for a page that has the style sheet of drawings.

    Parameters
    ----------
    name
        Which drawing.
    base
        Where its words come from; reading the base that comes with popliteus takes seconds.

    Raises
    ------
    InputError
        No drawing of this name.

    Examples
    --------
    >>> "<svg" in picture("menisci")
    True
    """
    return inline(drawing(name, standalone=False, knowledge=base))


def figure_of(key: str, base: KnowledgeBase) -> Markup:
    """Return the picture of a page as a figure; nothing where it has none."""
    name = PICTURES.get(key)
    return (
        Markup('<figure class="picture">{}</figure>').format(picture(name, base))
        if name
        else Markup()
    )
