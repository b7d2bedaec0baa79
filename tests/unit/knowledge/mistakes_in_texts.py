"""Mistakes that `test_checks.py` plants in files, questions, rules and texts."""

from __future__ import annotations

from typing import Any

from popliteus import KnowledgeBase
from tests.planting import Planted
from tests.unit.knowledge.planted import plants, sub


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


@plants("KB133")
def medical_word_in_a_record(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "causes/gout.yaml", r"^  now:$", "  now:\n  - Ask about the effusion in your knee.")
    return "causes/gout.yaml", base.line_of("causes/gout.yaml", "about the effusion")


@plants("KB133")
def medical_word_in_a_text(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("pages/about.md", lambda text: text + "\nIt is no sarcoma.\n")
    return "pages/about.md", len(base.path("pages/about.md").read_text("utf-8").splitlines())


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


@plants("KB126")
def picture_of_an_unknown_finding(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"asked_with: \[calf-swelling\]", "asked_with: [calf-swollen]")
    return "drawings.yaml", base.line_of("drawings.yaml", "calf-swollen")


@plants("KB126")
def picture_of_a_test_that_nobody_asks(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"asked_with: \[calf-swelling\]", "asked_with: [d-dimer-raised]")
    return "drawings.yaml", base.line_of("drawings.yaml", "d-dimer-raised")


@plants("KB126")
def two_pictures_of_one_finding(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "drawings.yaml", r"asked_with: \[foot-drop\]", "asked_with: [foot-drop, locked-knee]")
    return "drawings.yaml", base.line_of("drawings.yaml", "[foot-drop, locked-knee]")


@plants("KB124")
def phrase_of_two_items(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "findings/fever.yaml", r"^phrases: \[", "phrases: [calf is swollen, ")
    return "findings/fever.yaml", None


@plants("KB137")
def verb_of_an_unknown_option(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  value: comes-and-goes$", "  value: comes-and-went")
    return "intake.yaml", base.line_of("intake.yaml", "comes-and-went") - 1


@plants("KB137")
def pattern_of_an_unknown_part(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"<cannot> <up>", "<connot> <up>")
    return "intake.yaml", None


@plants("KB137")
def pattern_that_is_none(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"'more and more.b'", "'more (and more'")
    return "intake.yaml", None


@plants("KB137")
def company_of_an_unknown_part(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"<no-foot>.b.\^,..0,40.<said>", "<no-feet><said>")
    return "intake.yaml", None


@plants("KB137")
def item_that_follows_and_is_none(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"item: kneecap-pain, value: present", "item: kneecap, value: present")
    return "intake.yaml", base.line_of("intake.yaml", "item: kneecap, value")


@plants("KB137")
def value_that_follows_and_is_none(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(
        base,
        "intake.yaml",
        r"item: kneecap-pain, value: present",
        "item: kneecap-pain, value: 'yes'",
    )
    return "intake.yaml", base.line_of("intake.yaml", "kneecap-pain, value: 'yes'")


@plants("KB137")
def option_that_nothing_follows_from(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"worst-place: front-of-knee, brings", "worst-place: in-front, brings")
    return "intake.yaml", base.line_of("intake.yaml", "worst-place: in-front, brings")


@plants("KB137")
def word_for_no_side(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"rt: right, r: right", "rt: write, r: right")
    return "intake.yaml", base.line_of("intake.yaml", "rt: write")


@plants("KB137")
def side_behind_what_ails_that_is_none(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"after: .l: one", "after: {l: left")
    return "intake.yaml", base.line_of("intake.yaml", "after: {l: left")


@plants("KB137")
def beginning_that_nobody_has(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  snaps: \[calf-snap", "  snaps: [calf-snaps")
    return "intake.yaml", base.line_of("intake.yaml", "snaps: [calf-snaps")


@plants("KB137")
def named_test_that_answers_nothing(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"- .items: \[mcmurray\]", "- {items: [mcmurry]")
    return "intake.yaml", base.line_of("intake.yaml", "items: [mcmurry]")


@plants("KB137")
def result_whose_pattern_is_none(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"'caused no'", "'caused (no'")
    return "intake.yaml", None


@plants("KB137")
def fault_on_an_unknown_picture(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"within: \[xray\]", "within: [x-ray]")
    return "intake.yaml", base.line_of("intake.yaml", "within: [x-ray]") - 1


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


@plants("KB117")
def rule_on_an_unknown_item(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    base.text("rules/cold-pale-leg.yaml", lambda t: t.replace("foot-weakness", "foot-weaknes"))
    return "rules/cold-pale-leg.yaml", None


@plants("KB117")
def rule_that_suspects_no_cause(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "rules/cold-pale-leg.yaml", "acute-limb-ischaemia", "acute-limb-ischemia")
    return "rules/cold-pale-leg.yaml", base.line_of("rules/cold-pale-leg.yaml", "suspects")


@plants("KB138")
def danger_sign_that_is_salient(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "salience.yaml", r"^  activity-related-pain:", "  chest-pain:")
    return "salience.yaml", base.line_of("salience.yaml", "chest-pain")


@plants("KB138")
def salience_for_no_cause(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "salience.yaml", r"^    under_18: .acl-tear", "    under_18: {acl-torn")
    return "salience.yaml", base.line_of("salience.yaml", "acl-torn")


@plants("KB118")
def rule_without_a_silent_case(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    def change(record: dict[str, Any]) -> None:
        record["cases"] = [one for one in record["cases"] if one["expect"] != "silent"]

    base.edit("rules/cold-pale-leg.yaml", change)
    return "rules/cold-pale-leg.yaml", base.line_of("rules/cold-pale-leg.yaml", "^cases:")


@plants("KB135")
def exercise_without_phases(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    name = "treatments/stay-active-back.yaml"
    base.edit(name, lambda r: r.pop("no_phases"))
    return name, base.line_of(name, "^kind:")


@plants("KB135")
def phase_that_never_goes_back(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    name = "treatments/calf-loading.yaml"
    base.edit(name, lambda r: r["phases"][1].pop("back_if"))
    return name, base.line_of(name, "id: both-feet")


@plants("KB112")
def figure_in_a_phase(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    name = "treatments/calf-loading.yaml"
    base.edit(name, lambda r: r["phases"][0].update(goal="Helps 3 of 10 people."))
    return name, base.line_of(name, "^phases:")
