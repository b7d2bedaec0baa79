"""``popliteus model export``: the compiled arrays for anyone to check our arithmetic."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import numpy as np

from popliteus import load, stamp
from popliteus.cli.files import cannot_write
from popliteus.engine.model import Model
from popliteus.errors import CaseError

README = """\
Arrays of popliteus.engine.model.Model, compiled from the knowledge base named in `stamp`.
C causes, F facts, R readings, X factors, G presentations; 5 age bands (first below 16 years, then
from 16, 35, 50, 70), 2 sexes (female, male), 4 settings (primary_care, emergency, sports_clinic,
referred), 3 readers (patient, generalist, specialist). Index C of a main cause is `unlisted`.
table_0, table_1, ... and value_salience_0, ... belong to the attributes in the order of
`attributes`; who_salience_0, _1 and _2 to age band, sex and setting.
The meaning of every array is in its docstring, copied into `documentation`.
"""

#: Fields that are several arrays, and what the arrays are called.
_SEVERAL = {
    "tables": "table",
    "value_salience": "value_salience",
    "who_salience": "who_salience",
}


def run(file: Path, knowledge: Path | None) -> None:
    """Write the arrays, their names and their documentation."""
    if file.suffix != ".npz":
        raise CaseError(found=f"'{file.name}'", where="FILE", expected="a name that ends in .npz")
    base = load(knowledge)
    compiled = base.compiled
    arrays: dict[str, Any] = {
        field.name: getattr(compiled.model, field.name)
        for field in fields(Model)
        if field.name not in {"spread", *_SEVERAL}
    }
    for name, called in _SEVERAL.items():
        several = enumerate(getattr(compiled.model, name))
        arrays |= {f"{called}_{place}": array for place, array in several}
    arrays["options"] = json.dumps(dict(zip(compiled.attributes, compiled.options, strict=True)))
    arrays["stamp"] = json.dumps(
        stamp.Stamp(
            stamp.code_version(), base.version, base.digest, reviewed=base.reviewed
        ).to_dict()
    )
    arrays["readme"] = README
    arrays["documentation"] = Model.__doc__ or ""
    made: dict[str, Any] = {name: np.asarray(value) for name, value in arrays.items()}
    try:
        np.savez_compressed(file, **made)
    except OSError as error:
        raise cannot_write(file, error) from error
    click.echo(f"{file}: {len(arrays)} arrays, {len(compiled.causes)} causes, {base.digest}")
