"""Mistakes that `test_checks.py` plants in numbers, causes and their sources."""

from __future__ import annotations

from typing import Any

from popliteus import KnowledgeBase
from tests.planting import Planted
from tests.unit.knowledge.planted import plants, sub


@plants("KB101")
def fact_that_nobody_has(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "findings/crepitus.yaml", r"^fact: .*$", "fact: grinding")
    return "findings/crepitus.yaml", base.line_of("findings/crepitus.yaml", "fact: grinding")


@plants("KB101")
def ratio_of_a_factor_that_is_no_risk(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["factors"].append({"factor": "nsaid-allergy", "ratio": 2.0})

    base.edit("causes/gout.yaml", change)
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "^factors:")


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


@plants("KB136")
def recovery_that_does_not_say_what_it_counts(
    base: Planted, _: KnowledgeBase
) -> tuple[str, int | None]:
    name = "causes/gout.yaml"
    sub(base, name, r"^ *counted: .*\n", "")
    return name, base.line_of(name, "^evidence:")


@plants("KB136")
def recovery_of_two_things(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    name = "causes/gout.yaml"
    sub(base, name, r"counted: .*", "counted: could walk again")
    return name, base.line_of(name, "^evidence:")


@plants("KB134")
def snomed_code_that_was_counted_on(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        one = next(one for one in record["codes"] if one["system"] == "snomed-ct")
        one["code"] = str(int(one["code"]) + 1)

    base.edit("causes/sciatica.yaml", change)
    return "causes/sciatica.yaml", None


@plants("KB134")
def digits_of_a_snomed_code_swapped(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    name = "causes/sciatica.yaml"
    sub(base, name, r"'23056005'", "'23506005'")
    return name, base.line_of(name, "23506005")


@plants("KB134")
def code_under_the_wrong_system(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        next(one for one in record["codes"] if one["system"] == "icd-11")["system"] = "icd-10"

    base.edit("causes/gout.yaml", change)
    return "causes/gout.yaml", None


@plants("KB134")
def code_that_stands_twice(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.edit("causes/gout.yaml", lambda r: r["codes"].append(dict(r["codes"][0])))
    return "causes/gout.yaml", None
