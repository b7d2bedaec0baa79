"""An assessment as one page: self-contained, accessible, printable.

What this module is
    `page`, which fills ``templates/assessment.html``. No script, no font, no request to anywhere;
    everything that came from a person or a file is escaped.

What it is not
    The web application. What is said is decided in `popliteus.wording.result`.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from popliteus.assess import Assessment
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.result import view


def page(result: Assessment, base: KnowledgeBase) -> str:
    """Return an assessment as HTML.

    Parameters
    ----------
    result
        For the audience that the page is for.
    base
        The knowledge base that it was made with: its records hold the words.
    """
    return _template().render(view=view(result, base))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("popliteus.cli"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("assessment.html")
