"""Every check finds a planted mistake, in the right file and line, and raises no false alarm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from popliteus import KnowledgeBase
from popliteus.knowledge import checks as checks_module
from popliteus.knowledge.checks import Problem
from tests.planting import Planted

CODES = tuple(dict.fromkeys(re.findall(r"KB\d{3}", str(checks_module.__doc__))))


@pytest.fixture(scope="module")
def planted(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(knowledge.path, tmp_path_factory.mktemp("checks") / "knowledge")


@pytest.fixture(scope="module")
def untouched(planted: Planted) -> list[Problem]:
    return planted.problems()


@pytest.fixture
def base(planted: Planted) -> Iterator[Planted]:
    yield planted
    planted.restore()


Plant = Callable[[Planted, KnowledgeBase], tuple[str, int | None]]
PLANTED: dict[str, tuple[str, Plant]] = {}


def plants(code: str) -> Callable[[Plant], Plant]:
    """Register a mistake; it returns the file in which it must be found, and the line if known."""

    def register(plant: Plant) -> Plant:
        PLANTED[plant.__name__] = (code, plant)
        return plant

    return register


def sub(base: Planted, name: str, pattern: str, by: str) -> None:
    base.text(name, lambda text: re.sub(pattern, by, text, count=1, flags=re.M))


@plants("KB001")
def key_misspelt(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "causes/gout.yaml", r"^usual_level:", "usual_levle:")
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "usual_levle")


@plants("KB130")
def figure_in_a_text(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("pages/about.md", lambda text: text + "\nAbout 4 of them.\n")
    return "pages/about.md", len(base.path("pages/about.md").read_text("utf-8").splitlines())


@plants("KB131")
def unknown_number_in_a_text(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "pages/about.md", r"bakers-cyst#among-suspected", "bakers-cyst#among-suspects")
    return "pages/about.md", base.line_of("pages/about.md", "among-suspects")


@plants("KB132")
def unknown_source_in_a_text(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("pages/about.md", lambda text: text + "\nSomebody says so [@nobody-1999].\n")
    return "pages/about.md", None


@plants("KB123")
def story_of_an_unknown_item(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  cannot-bear-weight: \[", "  cannot-bear: [")
    return "intake.yaml", base.line_of("intake.yaml", "  cannot-bear: [")


@plants("KB123")
def story_of_an_unknown_place(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  worst: calf$", "  worst: calves")
    return "intake.yaml", None


@plants("KB123")
def story_without_a_time(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  longer: \d+\n", "")
    return "intake.yaml", None


@plants("KB126")
def region_of_an_unknown_place(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"worst: shin\b", "worst: shine")
    return "drawings.yaml", base.line_of("drawings.yaml", "worst: shine")


@plants("KB126")
def region_of_an_unknown_finding(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"also: pain-also-groin\b", "also: pain-also-groins")
    return "drawings.yaml", base.line_of("drawings.yaml", "pain-also-groins")


@plants("KB126")
def place_that_nobody_can_choose(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"^  all-over-knee: .*\n", "")
    return "drawings.yaml", None


@plants("KB126")
def distance_from_a_finding_without_one(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"measure: calf-difference", "measure: fever")
    return "drawings.yaml", base.line_of("drawings.yaml", "measure: fever")


@plants("KB124")
def phrase_of_two_items(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "findings/fever.yaml", r"^phrases: \[", "phrases: [calf is swollen, ")
    return "findings/fever.yaml", None


@plants("KB125")
def help_without_how_fast(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "causes/gout.yaml", r"^  - Come back if ", "  - Ask again if ")
    return "causes/gout.yaml", None


@plants("KB001")
def text_that_is_no_yaml(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("facts/effusion.yaml", lambda text: text.rstrip() + "\nwhy: yes\n")
    return "facts/effusion.yaml", base.line_of("facts/effusion.yaml", "why: yes")


@plants("KB001")
def rule_of_a_wrong_shape(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "rules/cold-pale-leg.yaml", r"^level: emergency", "level: now")
    return "rules/cold-pale-leg.yaml", None


@plants("KB001")
def id_that_is_not_the_name(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "findings/crepitus.yaml", r"^id: crepitus", "id: crepitations")
    return "findings/crepitus.yaml", base.line_of("findings/crepitus.yaml", "id: crepitations")


@plants("KB002")
def id_twice(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    text = base.path("factors/obesity.yaml").read_text("utf-8")
    base.text("factors/gout.yaml", lambda _: text.replace("id: obesity", "id: gout", 1))
    return "factors/gout.yaml", 1


@plants("KB101")
def fact_that_nobody_has(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "findings/crepitus.yaml", r"^fact: .*$", "fact: grinding")
    return "findings/crepitus.yaml", base.line_of("findings/crepitus.yaml", "fact: grinding")


@plants("KB101")
def page_with_an_unknown_item(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "questionnaire.yaml", r"\bcoughing-blood\b", "coughing-blod")
    return "questionnaire.yaml", None


@plants("KB101")
def treatment_that_nobody_has(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/gout.yaml", lambda r: r["care"]["treatments"].append("bloodletting"))
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "^care:")


@plants("KB101")
def caution_with_an_unknown_factor(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["cautions"].append({"factor": "nobody", "fit": "avoid", "because": "b"})

    name = "treatments/oral-nsaid.yaml"
    base.edit(name, change)
    return name, base.line_of(name, "factor: nobody")


@plants("KB101")
def reference_that_nobody_has(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["evidence"][0]["source"]["ref"] = "nobody-1900"

    base.edit("causes/gout.yaml", change)
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "^evidence:")


@plants("KB102")
def factor_that_is_a_finding_too(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    text = base.path("factors/obesity.yaml").read_text("utf-8")
    base.text("factors/crepitus.yaml", lambda _: text.replace("id: obesity", "id: crepitus", 1))
    return "factors/crepitus.yaml", None


@plants("KB103")
def danger_fact_left_blank(base: Planted, knowledge: KnowledgeBase) -> tuple[str, int | None]:
    fact = str(knowledge.findings["cold-foot"].fact)
    base.edit("causes/deep-vein-thrombosis.yaml", lambda r: r["facts"].pop(fact))
    name = "causes/deep-vein-thrombosis.yaml"
    return name, base.line_of(name, "^facts:")


@plants("KB104")
def word_that_nobody_knows(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/gout.yaml", lambda r: r["facts"].update(effusion="usually"))
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "effusion: usually")


@plants("KB104")
def published_without_a_figure(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/leg-cramp.yaml", lambda r: r["facts"].update(effusion="published"))
    return "causes/leg-cramp.yaml", base.line_of("causes/leg-cramp.yaml", "effusion: published")


@plants("KB105")
def parameter_that_nothing_uses(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        for number in record["evidence"]:
            if number["use"] == "shown":
                number["use"] = "parameter"
                return
        raise AssertionError("no shown figure")

    name = "causes/deep-vein-thrombosis.yaml"
    base.edit(name, change)
    return name, base.line_of(name, "^evidence:")


@plants("KB106")
def reference_that_nobody_cites(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    text = "schema: 1\nid: lonely-2026\ntype: report\ntitle: Lonely\nauthor: [{literal: Us}]\n"
    base.text("references/lonely-2026.yaml", lambda _: text)
    return "references/lonely-2026.yaml", None


@plants("KB107")
def probability_below_its_leak(base: Planted, knowledge: KnowledgeBase) -> tuple[str, int | None]:
    fact = "effusion"
    assert knowledge.causes["gout"].facts[fact] not in {"none", "published"}

    def change(record: dict[str, Any]) -> None:
        record["leak"] = dict.fromkeys(record["leak"], 0.97)

    base.edit(f"facts/{fact}.yaml", change)
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", f"{fact}:")


@plants("KB108")
def word_against_the_raters(base: Planted, knowledge: KnowledgeBase) -> tuple[str, int | None]:
    cell = knowledge.causes["leg-cramp"].facts["effusion"]
    assert cell != "almost always"
    base.edit("causes/leg-cramp.yaml", lambda r: r["facts"].update(effusion="almost always"))
    return "causes/leg-cramp.yaml", base.line_of("causes/leg-cramp.yaml", "effusion: almost always")


@plants("KB109")
def table_with_an_unknown_option(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["presentations"][0]["tables"]["onset"]["minutes"] = "often"

    base.edit("causes/gout.yaml", change)
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "onset:")


@plants("KB109")
def table_that_is_missing(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/gout.yaml", lambda r: r["presentations"][0]["tables"].pop("onset"))
    return "causes/gout.yaml", None


@plants("KB110")
def level_without_its_harm(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/deep-vein-thrombosis.yaml", lambda r: r["danger"].pop("urgent_same_day"))
    name = "causes/deep-vein-thrombosis.yaml"
    return name, base.line_of(name, "^usual_level:")


@plants("KB111")
def item_that_no_page_asks(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "questionnaire.yaml", r",? ?\bcoughing-blood\b", "")
    return "findings/coughing-blood.yaml", None


@plants("KB111")
def danger_page_that_comes_late(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("questionnaire.yaml", lambda r: r["pages"].append(r["pages"].pop(0)))
    return "questionnaire.yaml", None


@plants("KB112")
def figure_in_prose(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/gout.yaml", lambda r: r.update(summary="Seen in 12 % of men."))
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "^summary:")


@plants("KB113")
def ratio_that_is_not_its_figure(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        one = next(one for one in record["factors"] if one.get("evidence"))
        one["ratio"] = one["ratio"] * 1.1

    base.edit("causes/deep-vein-thrombosis.yaml", change)
    return "causes/deep-vein-thrombosis.yaml", None


@plants("KB114")
def direction_turned_round(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        one = next(
            n for n in record["evidence"]
            if n["quantity"] == "odds_ratio" and n["estimate"]["value"] > 1
        )  # fmt: skip
        one["direction"] = "opposes"

    name = "causes/deep-vein-thrombosis.yaml"
    base.edit(name, change)
    return name, base.line_of(name, "^evidence:")


@plants("KB115")
def no_second_reading(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("qc/causes/deep-vein-thrombosis.yaml", lambda r: r["numbers"].pop(0))
    name = "causes/deep-vein-thrombosis.yaml"
    return name, base.line_of(name, "^evidence:")


@plants("KB116")
def readings_that_disagree(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(form: dict[str, Any]) -> None:
        one = next(n for n in form["numbers"] if "value" in n.get("as", {}))
        one["as"]["value"] += 0.01

    base.edit("qc/causes/deep-vein-thrombosis.yaml", change)
    name = "causes/deep-vein-thrombosis.yaml"
    return name, base.line_of(name, "^evidence:")


@plants("KB116")
def readings_from_two_sources(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(form: dict[str, Any]) -> None:
        one = next(n for n in form["numbers"] if "value" in n.get("as", {}))
        one["ref"] = "somebody-1999"

    base.edit("qc/causes/deep-vein-thrombosis.yaml", change)
    name = "causes/deep-vein-thrombosis.yaml"
    return name, base.line_of(name, "^evidence:")


@plants("KB117")
def rule_on_an_unknown_item(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("rules/cold-pale-leg.yaml", lambda t: t.replace("foot-weakness", "foot-weaknes"))
    return "rules/cold-pale-leg.yaml", None


@plants("KB118")
def rule_without_a_silent_case(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["cases"] = [one for one in record["cases"] if one["expect"] != "silent"]

    base.edit("rules/cold-pale-leg.yaml", change)
    return "rules/cold-pale-leg.yaml", base.line_of("rules/cold-pale-leg.yaml", "^cases:")


@plants("KB120")
def activity_said_twice(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/cellulitis.yaml", lambda r: r.update(active={"under_18": 0.01}))
    return "causes/cellulitis.yaml", base.line_of("causes/cellulitis.yaml", "^active:")


@plants("KB119")
def figure_seen_second_hand(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        one = next(n for n in record["evidence"] if n["source"]["seen"] != "secondary")
        one["source"]["seen"], one["grade"] = "secondary", "low"

    name = "causes/deep-vein-thrombosis.yaml"
    base.edit(name, change)
    return name, base.line_of(name, "^evidence:")


def test_every_code_has_a_planted_mistake() -> None:
    assert len(CODES) >= 20
    assert {code for code, _ in PLANTED.values()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_untouched_base_has_no_error(untouched: list[Problem], code: str) -> None:
    assert [str(one) for one in untouched if one.code == code and one.level == "error"] == []


@pytest.mark.parametrize("mistake", PLANTED)
def test_planted_mistake_is_found(
    base: Planted, untouched: list[Problem], knowledge: KnowledgeBase, mistake: str
) -> None:
    code, plant = PLANTED[mistake]
    file, line = plant(base, knowledge)
    old = {(one.code, one.file, one.message) for one in untouched}
    new = [one for one in base.problems() if (one.code, one.file, one.message) not in old]
    hits = [one for one in new if one.code == code and one.file == file]
    assert hits, [str(one) for one in new][:5]
    if line is not None:
        assert line in {one.line for one in hits}, [str(one) for one in hits]
    for one in hits:
        assert one.remedy
        assert str(one).startswith(f"{code} {one.level} {file}:{one.line} ")
        assert 1 <= one.line <= len(base.path(file).read_text("utf-8").splitlines())
