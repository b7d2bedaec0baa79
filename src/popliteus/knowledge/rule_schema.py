"""The shape of a rule file, for editors.

Rules are read by `popliteus.rules` with the standard library alone, so no validator can write
their schema. This one is made from the same lists of keys and words; a test holds every shipped
rule to it. It knows the shape only: the reader knows more (a floor is never covered, a rule
contains no `not`).
"""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.rules import Kind, Level
from popliteus.rules.reader import COMMON, FLAG, SCORE
from popliteus.rules.rule import FORMS, SEEN, STATUSES
from popliteus.rules.syntax import BOUNDS

Schema = dict[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "number"}
_WHOLE: Schema = {"type": "integer"}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_SAYS: Schema = {"$ref": "#/$defs/says"}


def rule_schema() -> Schema:
    """Return the JSON Schema of a rule file.

    Examples
    --------
    >>> rule_schema()["title"]
    'Rule'
    """
    return {
        "$defs": {"condition": _condition(), "says": _object(patient=_TEXT, clinician=_TEXT)},
        "additionalProperties": False,
        "properties": {name: _property(name) for name in (*COMMON, *FLAG, *SCORE)},
        "required": ["schema", "id", "kind", "status", "name", "lay_name", "why", "cost", "cases"],
        "title": "Rule",
        "type": "object",
    }


def _property(name: str) -> Schema:
    known: dict[str, Schema] = {
        "schema": {"const": 1},
        "kind": _words([kind.value for kind in Kind]),
        "status": _words(STATUSES),
        "level": _words([level.word for level in Level]),
        "form": _words(FORMS),
        "fires_when": _CONDITION,
        "when": _CONDITION,
        "says": _SAYS,
        "with_signs": _SAYS,
        "phone": _list(_TEXT),
        "suspects": _list(_TEXT),
        "resolved_by": _list(_TEXT),
        "covered": {"type": "boolean"},
        "no_differential": {"type": "boolean"},
        "sources": _list(_source()),
        "cases": _list({"type": "object", "required": ["given", "expect"]}),
        "items": _list({"type": "object", "required": ["id", "name", "lay_name", "is"]}),
        "bands": _list({"type": "object", "required": ["id", "name", "action"]}),
    }
    return known.get(name, _TEXT)


def _source() -> Schema:
    result = _object(ref=_TEXT, where=_TEXT)
    result["properties"] = {
        "ref": _TEXT, "where": _TEXT, "seen": _words(SEEN), "printed": _TEXT,
    }  # fmt: skip
    return result


def _condition() -> Schema:
    bounds: Schema = {
        "additionalProperties": False,
        "properties": dict.fromkeys(BOUNDS, _NUMBER),
        "type": "object",
    }
    several = _list(_CONDITION)
    finding = _object(finding=_TEXT)
    finding["properties"] = {
        "finding": _TEXT, **dict.fromkeys(BOUNDS, _NUMBER), "by_number": {"type": "boolean"},
    }  # fmt: skip
    return {
        "anyOf": [
            finding,
            _object(factor=_TEXT),
            {**_object(attribute=_TEXT), "properties": {"attribute": _TEXT, "in": _list(_TEXT)}},
            _object(age=bounds),
            _object(sex=_words(("female", "male"))),
            _object(all=several),
            _object(any=several),
            {**_object(), "properties": {"not": _CONDITION}, "required": ["not"]},
            _object(at_least=_object(count=_WHOLE, of=several)),
        ]
    }


def _object(**properties: Schema) -> Schema:
    return {
        "additionalProperties": False,
        "properties": dict(properties),
        "required": sorted(properties),
        "type": "object",
    }


def _list(items: Schema) -> Schema:
    return {"items": items, "type": "array"}


def _words(words: Sequence[str]) -> Schema:
    return {"enum": list(words)}
