"""The full knowledge base, the example person: posterior, next question, whole assessment."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import popliteus
from benchmarks.timing import median_ms, median_of
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.questions import ranked
from popliteus.cli.files import read_cases
from popliteus.engine import Posterior, posterior
from popliteus.engine.hypotheses import hypotheses_of

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "calf-swelling-after-flight.yaml"

#: First posteriors, each of a model that was just loaded.
FEW = 7


def times(knowledge: str | None) -> dict[str, float]:
    """Return sizes and milliseconds.

    Parameters
    ----------
    knowledge
        Folder of a knowledge base; ours when None.
    """
    base = popliteus.load(knowledge)
    case = popliteus.case_from_mapping(read_cases(str(EXAMPLE))[0], base)
    model, evidence = base.compiled.model, engine_evidence(case, base)
    found: Posterior = posterior(model, evidence)
    listed = hypotheses_of(model)
    story = replace(case, account="story")
    fresh = iter([replace(model) for _ in range(FEW)])
    return {
        "causes": len(base.causes),
        "facts": len(base.facts),
        "findings": len(base.findings),
        "factors": len(base.factors),
        "hypotheses": listed.main.size,
        "answers": len(case.answers),
        "pages": len(ranked(case, base, evidence=evidence, found=found)),
        "posterior": median_ms(lambda: posterior(model, evidence), 101),
        "posterior_cold": median_of(lambda: posterior(next(fresh), evidence), FEW),
        "question": median_ms(lambda: ranked(case, base, evidence=evidence, found=found), 31),
        "assess": median_ms(lambda: popliteus.assess(case, base), 31),
        "assess_story": median_ms(lambda: popliteus.assess(story, base), 31),
    }


if __name__ == "__main__":
    print(json.dumps(times(sys.argv[1] if len(sys.argv) > 1 else None)))
