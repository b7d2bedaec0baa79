"""Reading how a score is counted: gate, items and bands.

What this module is
    The part of a rule's record that only scores have, with the checks that make the counting
    safe: bands touch, never overlap and leave no possible score without a band.

What it is not
    The counting itself: `popliteus.rules.scores`.
"""

from __future__ import annotations

from collections.abc import Mapping

from popliteus.rules import fields
from popliteus.rules.rule import FORMS, Band, Item, Says, Scheme
from popliteus.rules.syntax import condition


def scheme(given: Mapping[str, object]) -> Scheme:
    """Read the keys ``when``, ``form``, ``items`` and ``bands`` of a score.

    Raises
    ------
    ValueError
        When a key is missing or of the wrong shape, or when the bands do not fit the items.

    Examples
    --------
    >>> act = {"patient": "Ask for an X-ray.", "clinician": "X-ray."}
    >>> read = scheme({
    ...     "when": {"age": {"at_least": 5}}, "form": "any_of",
    ...     "items": [{"id": "older", "name": "Age", "lay_name": "Age",
    ...                "is": {"age": {"at_least": 55}}}],
    ...     "bands": [{"id": "positive", "name": "Positive", "at_least": 1, "action": act},
    ...               {"id": "negative", "name": "Negative", "at_most": 0, "action": act}],
    ... })
    >>> read.lowest, read.highest, read.band(1).id
    (0, 1, 'positive')
    """
    form = fields.one_of(given.get("form"), "form", FORMS)
    listed = fields.sequence(given.get("items"), "items", least=1)
    items = tuple(_item(one, f"items[{i}]", form) for i, one in enumerate(listed))
    if len({item.id for item in items}) != len(items):
        raise fields.expected("items", [item.id for item in items], "each item id once")
    read = Scheme(form=form, gate=condition(given.get("when"), "when"), items=items, bands=())
    bands = fields.sequence(given.get("bands"), "bands", least=2)
    found = tuple(
        _band(one, f"bands[{i}]", read.lowest, read.highest) for i, one in enumerate(bands)
    )
    whole = Scheme(form=form, gate=read.gate, items=items, bands=found)
    _check_bands(whole)
    return whole


def says(value: object, where: str) -> Says:
    """Read what is said to a person and to a clinician.

    Examples
    --------
    >>> says({"patient": "Rest it.", "clinician": "Reassure."}, "says").patient
    'Rest it.'
    """
    given = fields.mapping(value, where, ("patient", "clinician"))
    return Says(
        patient=fields.text(given.get("patient"), f"{where}.patient"),
        clinician=fields.text(given.get("clinician"), f"{where}.clinician"),
    )


def _item(value: object, where: str, form: str) -> Item:
    given = fields.mapping(value, where, ("id", "name", "lay_name", "points", "is", "by"))
    if form != "points" and "points" in given:
        raise fields.expected(f"{where}.points", given["points"], f"no points in {form}")
    by = given.get("by")
    if by is not None:
        fields.one_of(by, f"{where}.by", ("clinician",))
    points = 1 if form != "points" else fields.halves(given.get("points"), f"{where}.points")
    if points == 0:
        raise fields.expected(f"{where}.points", 0, "points other than zero")
    return Item(
        id=fields.identifier(given.get("id"), f"{where}.id"),
        name=fields.text(given.get("name"), f"{where}.name"),
        lay_name=fields.text(given.get("lay_name"), f"{where}.lay_name"),
        points=points,
        is_met=condition(given.get("is"), f"{where}.is"),
        by_clinician=by is not None,
    )


def _band(value: object, where: str, lowest: float, highest: float) -> Band:
    given = fields.mapping(value, where, ("id", "name", "at_least", "at_most", "action"))
    if "at_least" not in given and "at_most" not in given:
        raise fields.expected(where, dict(given), "at_least, at_most or both")
    return Band(
        id=fields.identifier(given.get("id"), f"{where}.id"),
        name=fields.text(given.get("name"), f"{where}.name"),
        lowest=fields.halves(given.get("at_least", lowest), f"{where}.at_least"),
        highest=fields.halves(given.get("at_most", highest), f"{where}.at_most"),
        action=says(given.get("action"), f"{where}.action"),
    )


def _check_bands(read: Scheme) -> None:
    steps = int((read.highest - read.lowest) / read.step)
    for score in (fields.tidy(read.lowest + step * read.step) for step in range(steps + 1)):
        at = [band.id for band in read.bands if band.lowest <= score <= band.highest]
        if len(at) != 1:
            raise fields.expected("bands", at, f"exactly one band for a score of {score}")
    wanted = {"any_of": 1, "all_of": len(read.items)}.get(read.form)
    if wanted is None:
        return
    starts = {band.lowest for band in read.bands} - {read.lowest}
    if starts != {wanted}:
        raise fields.expected(
            "bands", sorted(starts), f"two bands for {read.form}, the upper from {wanted}"
        )
