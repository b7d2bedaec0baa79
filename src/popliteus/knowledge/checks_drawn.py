"""Checks on the drawings: what they answer and are asked with exists, and no place is left out."""

from __future__ import annotations

from collections.abc import Iterator

from popliteus.knowledge.checks import Check, Checked, Problem

FILE = "drawings.yaml"
PLACE = "worst-place"
ALSO = "pain-also-"


def regions(checked: Checked) -> Iterator[Problem]:
    """KB126: a region names an option and a finding that exist; each of them has a region."""
    base = checked.base
    found = base.drawings.regions
    options = {one.id for one in base.attributes[PLACE].options} if PLACE in base.attributes else ()
    for name, region in found.items():
        if region.worst is not None and region.worst not in options:
            yield checked.problem(
                "KB126", FILE, ("regions", name, "worst"), f"no place {region.worst}",
                f"name an option of {PLACE}",
            )  # fmt: skip
        if region.also is not None and region.also not in base.findings:
            yield checked.problem(
                "KB126", FILE, ("regions", name, "also"), f"no finding {region.also}",
                "name a finding that exists",
            )  # fmt: skip
    places = set(options) - {region.worst for region in found.values()}
    findings = {name for name in base.findings if name.startswith(ALSO)}
    for missing in sorted(places | (findings - {region.also for region in found.values()})):
        yield checked.problem(
            "KB126", FILE, ("regions",), f"nobody can choose {missing} on a drawing",
            "give it to a region",
        )  # fmt: skip


def parts(checked: Checked) -> Iterator[Problem]:
    """KB126: a part that shows a distance names a finding that holds one."""
    base = checked.base
    for name, part in base.drawings.parts.items():
        finding = base.findings.get(part.measure) if part.measure else None
        if part.measure and (not finding or not finding.measure or not finding.measure.site):
            yield checked.problem(
                "KB126", FILE, ("parts", name, "measure"),
                f"{part.measure} does not say where it is measured",
                "name a finding whose `measure` has a `site`",
            )  # fmt: skip


def asked(checked: Checked) -> Iterator[Problem]:
    """KB126: a drawing is shown with findings that a person is asked, one drawing for each."""
    base = checked.base
    taken: dict[str, str] = {}
    for name, drawn in base.drawings.drawings.items():
        for number, item in enumerate(drawn.asked_with):
            place = ("drawings", name, "asked_with", number)
            finding = base.findings.get(item)
            if finding is None or finding.who == "test":
                yield checked.problem(
                    "KB126", FILE, place, f"no finding {item} that a page asks",
                    "name a finding of a patient or clinician",
                )  # fmt: skip
            elif item in taken:
                yield checked.problem(
                    "KB126", FILE, place, f"{item} is asked with {taken[item]} already",
                    "one drawing for each question",
                )  # fmt: skip
            taken.setdefault(item, name)


CHECKS: tuple[Check, ...] = (regions, parts, asked)
