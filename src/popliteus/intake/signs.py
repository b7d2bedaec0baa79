"""What tests that have a name, pictures, samples and an examiner's hands showed.

What this module is
    `tested`, which takes a text sentence by sentence, keeps in mind which picture it speaks of,
    and puts together what `popliteus.intake.results` and `popliteus.intake.pictures` read.

What it is not
    Whose test it was, and when, is decided as for everything else that a story names, in
    `popliteus.intake.whose_signs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from popliteus.intake.pictures import faults, told_from
from popliteus.intake.ranges import ranges
from popliteus.intake.results import results
from popliteus.intake.shown import FELT, Told, pattern_of
from popliteus.knowledge.records import Intake

#: How many sentences that name nothing else still tell of a picture.
GOES_ON = 2

_SENTENCE = re.compile(r"(?:[^.;!?\n]|(?<=\d)\.(?=\d)|\.(?=\w\.)|(?<=\.\w)\.)+[.;!?\n]?")

#: What has not been felt yet: "come back if it is warm".
_ONLY_IF = re.compile(r"\b(?:if|whether|will|would|should|might|may)\b")


def tested(low: str, intake: Intake) -> Iterator[Told]:
    """Yield what tests, pictures and samples of a text showed.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    intake
        The words of the knowledge base.

    Examples
    --------
    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> told = tested("lachman and pivot shift were both negative.", intake)
    >>> [(one.item, one.present) for one in told]
    [('lachman', False), ('pivot-shift', False)]
    >>> told = tested("mri: torn medial meniscus, acl intact.", intake)
    >>> [(one.item, one.present) for one in told]
    [('meniscal-tear-on-mri', True), ('acl-tear-on-mri', False)]
    """
    signs = intake.signs
    kinds: frozenset[str] = frozenset()
    since = 0
    for sentence in _SENTENCE.finditer(low):
        said, at = sentence.group(), sentence.start()
        named = frozenset(
            kind for kind, names in signs.pictures.items() if pattern_of(names).search(said)
        )
        pictured = named - {FELT}
        since = 0 if pictured else since + 1
        kinds = pictured or kinds
        left = not pictured and (since > GOES_ON or pattern_of(signs.leaves).search(said))
        not_yet = pattern_of(signs.not_yet).search(said)
        if not_yet or left:
            kinds = frozenset()
        if pattern_of(signs.elsewhere).search(said) and not pattern_of(signs.knee).search(said):
            continue
        found = [results(said, kinds, signs)]
        if kinds:
            found.append(faults(said, told_from(said, pictured, signs), kinds, signs))
        if FELT in named and not (not_yet and _ONLY_IF.search(said)):
            found.append(faults(said, 0, frozenset([FELT]), signs))
            found.append(ranges(said))
        for one in chain(*found):
            yield replace(
                one, start=at + one.start, end=at + one.end, first=at, last=sentence.end()
            )
