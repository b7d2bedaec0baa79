"""Every sign that was meant to fire a rule fires it, so that none is lost in a later edit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from popliteus.rules import Answers, Rule, Status, evaluate, from_mapping

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "rules"
RULES: dict[str, Rule] = {
    path.stem: from_mapping(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted(FOLDER.glob("*.yaml"))
}

HEAT = "hot-knee warm-knee-examined knee-redness"
FLUID = "knee-swelling ballottement"
FEVER = "fever measured-temperature=38.0 shivering very-unwell"
INJURIES = (
    "mechanism=twist mechanism=blow-or-fall mechanism=bent-knee-blow mechanism=over-straightened"
    " mechanism=high-energy"
)
RECENT = "duration=under-1-day duration=1-7-days"
SIX_WEEKS = f"{RECENT} duration=1-6-weeks"
KNEE = (
    "worst-place=behind-knee worst-place=front-of-knee worst-place=inner-knee"
    " worst-place=outer-knee worst-place=all-over-knee"
)
SWELLING = "calf-swelling calf-difference=3 whole-leg-swelling ankle-swelling pitting-oedema"
COLD = "cold-foot cold-limb-examined"
WOUND = "leaking-scar sinus-or-open-wound"
OPERATED = "knee-replacement recent-knee-procedure recent-surgery"
URINE = "dark-urine urine-dipstick-blood"
BRUISES = "easy-bruising petechiae-or-pallor"

#: Rule, what else was said, and the signs of which each one is enough together with that.
TABLE = (
    ("embolism-signs", "", "sudden-breathlessness chest-pain fainting coughing-blood"),
    ("cold-pale-leg", "pale-or-blue-foot", COLD),
    ("cold-pale-leg", "cold-foot", "pale-or-blue-foot foot-numbness foot-weakness"
     " foot-pulses-absent"),
    ("sudden-cold-foot", "onset=hours", COLD),
    ("sudden-cold-foot", "cold-foot", "onset=seconds onset=hours duration=under-1-day"),
    ("new-cold-foot", "duration=1-7-days", COLD),
    ("new-cold-foot", "cold-foot", SIX_WEEKS),
    ("pulses-absent", "foot-pulses-absent", f"{RECENT} onset=seconds onset=hours"),
    ("compartment-syndrome", "pain-out-of-proportion", "calf-hard-tight tense-compartment"
     " toe-stretch-pain foot-numbness foot-weakness"),
    ("infected-knee", "hot-knee knee-swelling", FEVER),
    ("infected-knee", "knee-swelling fever", HEAT),
    ("infected-knee", "hot-knee fever", FLUID),
    ("infected-knee", "hot-knee knee-swelling duration=1-7-days",
     "immunosuppression knee-replacement injects-drugs"),
    ("infected-knee", "hot-knee knee-swelling immunosuppression",
     f"{SIX_WEEKS} onset=seconds onset=hours onset=days"),
    ("hot-swollen-knee-cannot-move", "knee-swelling cannot-move-knee", HEAT),
    ("hot-swollen-knee-cannot-move", "hot-knee cannot-move-knee", FLUID),
    ("hot-or-swollen-knee-cannot-move", "cannot-move-knee", f"{HEAT} {FLUID}"),
    ("hot-swollen-knee", "knee-swelling duration=1-7-days", HEAT),
    ("hot-swollen-knee", "hot-knee duration=1-7-days", FLUID),
    ("hot-swollen-knee", "hot-knee knee-swelling", f"{SIX_WEEKS} onset=seconds onset=hours"),
    ("knee-after-procedure", "hot-knee", "knee-replacement recent-knee-procedure"),
    ("knee-after-procedure", "recent-knee-procedure", f"{HEAT} {FLUID}"),
    ("foot-in-danger-after-injury", "duration=1-7-days foot-numbness", INJURIES),
    ("foot-in-danger-after-injury", "mechanism=twist foot-numbness", RECENT),
    ("foot-in-danger-after-injury", "mechanism=twist duration=1-7-days", "foot-numbness"
     f" foot-weakness foot-drop pale-or-blue-foot {COLD} foot-pulses-absent"),
    ("no-four-steps", "duration=1-7-days", "cannot-bear-weight four-steps-failed"),
    ("no-four-steps", "cannot-bear-weight", RECENT),
    ("no-four-steps", "cannot-bear-weight duration=1-6-weeks", INJURIES),
    ("ottawa-positive", "duration=1-7-days patella-tenderness", INJURIES),
    ("ottawa-positive", "mechanism=twist patella-tenderness", RECENT),
    ("ottawa-positive", "mechanism=twist duration=1-7-days", "patella-tenderness"
     " fibular-head-tenderness cannot-bend-90=89 four-steps-failed"),
    ("ottawa-positive", "duration=1-7-days age=55 worst-place=inner-knee",
     "mechanism=blow-or-fall mechanism=bent-knee-blow mechanism=high-energy"),
    ("ottawa-positive", "mechanism=blow-or-fall duration=1-7-days age=55", KNEE),
    ("twist-at-older-age",
     "mechanism=twist duration=1-7-days age=60 worst-place=inner-knee", FLUID),
    ("high-energy-injury", "mechanism=high-energy", RECENT),
    ("quick-swelling-after-injury", "duration=1-7-days swelling-timing=within-2-hours"
     " knee-swelling", INJURIES),
    ("quick-swelling-after-injury", "mechanism=twist duration=1-7-days"
     " swelling-timing=within-2-hours", FLUID),
    ("locked-knee-new", "duration=1-7-days", "locked-knee block-to-straightening"),
    ("locked-knee-new", "locked-knee", RECENT),
    ("locked-knee-new", "locked-knee duration=1-6-weeks", INJURIES),
    ("foot-drop-new", "foot-drop", SIX_WEEKS),
    ("cauda-equina-signs", "bladder-or-bowel-change", "saddle-numbness back-or-buttock-pain"
     " shooting-leg-pain foot-numbness foot-weakness foot-drop side=both"),
    ("spreading-redness-very-unwell", "shivering", "spreading-redness leg-redness"),
    ("spreading-redness-very-unwell", "leg-redness", "very-unwell shivering"),
    ("redness-that-spreads", "leg-redness", "spreading-redness fever measured-temperature=38.0"),
    ("necrotising-infection", "skin-blisters-or-black", "leg-redness spreading-redness"
     f" knee-redness leg-warmth {FEVER} pain-out-of-proportion"),
    ("lump-that-throbs", "", "throbbing-lump pulsatile-mass artery-ultrasound-wide"),
    ("lump-that-throbs", "aneurysm", "lump-behind-knee popliteal-mass tightness-behind-knee"),
    ("limb-threatening-ischaemia", "foot-rest-pain", "foot-wound foot-pulses-absent"
     f" ankle-brachial-index-low=0.8 {COLD} pale-or-blue-foot arterial-disease diabetes"),
    ("limb-threatening-ischaemia", "foot-wound", "foot-pulses-absent"
     " ankle-brachial-index-low=0.8 arterial-disease diabetes"),
    ("young-bone-or-lump", "age=20", "bone-swelling growing-lump deep-firm-lump"),
    ("young-hip", "age=13 hip-movement-pain", "limp cannot-bear-weight four-steps-failed"
     f" pain-also-groin pain-also-front-knee {KNEE}"),
    ("young-cannot-walk", "age=6 fever", "cannot-bear-weight four-steps-failed"
     " cannot-move-knee"),
    ("young-cannot-walk", "age=6 cannot-bear-weight", f"{FEVER} hip-movement-pain"),
    ("lump-that-grows", "", "growing-lump deep-firm-lump solid-mass-on-scan"),
    ("bone-night-pain", "night-pain", "bone-swelling weight-loss-or-sweats active-cancer"
     " bone-lesion-on-xray"),
    ("bone-night-pain", "bone-swelling", "weight-loss-or-sweats active-cancer growing-lump"),
    ("superficial-clot", "", "tender-cord palpable-cord"),
    ("superficial-clot-swelling", "tender-cord", SWELLING),
    ("superficial-clot-swelling", "calf-swelling", "tender-cord palpable-cord"),
    ("wells-two-without-minus-two", "calf-tenderness whole-leg-swelling", "active-cancer"
     " plaster-or-paralysis bed-rest recent-surgery deep-vein-tenderness calf-difference=3"
     " pitting-oedema collateral-veins previous-dvt"),
    ("wells-two-without-minus-two", "active-cancer previous-dvt", f"{SWELLING} calf-tenderness"
     " deep-vein-tenderness collateral-veins pain-also-calf worst-place=calf"
     " worst-place=whole-leg"),
    ("swollen-leg-with-clot-risk", "recent-surgery duration=1-7-days", SWELLING),
    ("swollen-leg-with-clot-risk", "calf-swelling duration=1-7-days", "previous-dvt"
     " active-cancer recent-surgery bed-rest plaster-or-paralysis oestrogen long-travel"
     " clot-in-family"),
    ("swollen-leg-with-clot-risk", "calf-swelling long-travel", SIX_WEEKS),
    ("swollen-calf-without-injury", "duration=1-7-days mechanism=none",
     "calf-swelling whole-leg-swelling calf-difference=3"),
    ("swollen-calf-without-injury", "calf-swelling mechanism=none", SIX_WEEKS),
    ("swollen-calf-without-injury", "calf-swelling duration=1-7-days", "mechanism=none"
     " mechanism=new-or-more-exercise mechanism=deep-bend-or-kneel"),
    ("bleeding-disorder-joint", "haemophilia", f"{FLUID} hot-knee tightness-behind-knee"
     " cannot-move-knee calf-swelling calf-hard-tight leg-bruise"),
    ("joint-fluid-infected", "", "joint-culture-positive gram-stain-positive"
     " joint-fluid-white-cells=50001"),
    ("clot-found", "", "leg-vein-ultrasound mr-venography-clot"),
    ("extensor-mechanism-injury", "mechanism=twist duration=1-7-days", "cannot-lift-straight-leg"
     " extensor-lag extensor-tear-on-mri extensor-tear-on-ultrasound"),
    ("extensor-mechanism-injury", "cannot-lift-straight-leg mechanism=twist", SIX_WEEKS),
    ("extensor-mechanism-injury", "cannot-lift-straight-leg duration=1-7-days", f"{INJURIES}"
     " mechanism=push-off-or-sprint mechanism=deep-bend-or-kneel pop-in-knee thigh-snap"
     " dent-at-kneecap tendon-gap-felt"),
    ("leaking-wound", "knee-replacement", WOUND),
    ("leaking-wound", "leaking-scar", OPERATED),
    ("leaking-wound-unwell", "knee-replacement fever", WOUND),
    ("leaking-wound-unwell", "leaking-scar fever", OPERATED),
    ("leaking-wound-unwell", "leaking-scar knee-replacement", FEVER),
    ("dark-urine-sore-muscles", "dark-urine", "sore-muscles-both-sides proximal-weakness"
     " creatine-kinase-raised calf-hard-tight tense-compartment"),
    ("dark-urine-sore-muscles", "sore-muscles-both-sides", URINE),
    ("dark-urine-muscle-risk", "dark-urine", "statin mechanism=new-or-more-exercise"
     " mechanism=high-energy"),
    ("child-fever-bruising", "age=5 fever", BRUISES),
    ("child-fever-bruising", "age=5 easy-bruising", "fever measured-temperature=38.0 shivering"),
    ("young-bruising", "age=24", BRUISES),
    ("bruising-with-illness", "easy-bruising", f"{FEVER} night-pain bone-point-tenderness"
     " bone-swelling weight-loss-or-sweats"),
    ("bruising-alone", "", BRUISES),
    ("knee-dislocation-suspected", "laxity-two-directions duration=1-7-days", f"{INJURIES}"
     " mechanism=push-off-or-sprint mechanism=deep-bend-or-kneel"),
    ("knee-dislocation-suspected", "knee-wobbles-all-ways duration=under-1-day",
     "mechanism=over-straightened mechanism=high-energy"),
    ("kneecap-out-of-place", "kneecap-slipped-out duration=under-1-day",
     "cannot-move-knee locked-knee patella-out-on-examination"),
    ("kneecap-slipped-lately", "kneecap-slipped-out mechanism=twist", RECENT),
    ("fever-with-bone-pain", "fever", "bone-point-tenderness bone-swelling"),
    ("child-fever-bone-pain", "age=9 fever bone-point-tenderness", "limp cannot-bear-weight"
     " four-steps-failed cannot-move-knee very-unwell"),
    ("past-cancer-bone-pain", "past-cancer mechanism=none", "night-pain bone-swelling"
     " weight-loss-or-sweats"),
    ("past-cancer-bone-pain", "past-cancer mechanism=none bone-point-tenderness",
     "brings-on=constant brings-on=night-or-rest brings-on=weight-bearing"),
    ("cancer-cannot-walk", "cannot-bear-weight", "active-cancer past-cancer"),
    ("red-eye-with-arthritis", "red-painful-eye", "sausage-digit enthesitis-or-dactylitis"),
    ("red-eye-with-arthritis", "red-painful-eye long-morning-stiffness",
     f"{FLUID} hand-joints-swollen"),
    ("blood-count-with-bone-pain", "blood-count-abnormal", f"{BRUISES} night-pain"
     " bone-point-tenderness bone-swelling weight-loss-or-sweats"),
    ("bone-infection-found", "", "bone-infection-on-mri bone-infection-on-xray"),
    ("slipped-growth-plate-found", "", "slipped-epiphysis-on-front-view"
     " slipped-epiphysis-on-frog-view"),
    ("young-hip-turned", "age=12", "drehmann-sign hip-internal-rotation"),
    ("young-hip-turned", "age=12 limp", "foot-turned-out hip-turns-in-less"),
    ("young-hip-turned", "age=12 foot-turned-out", "limp cannot-bear-weight pain-also-groin"),
    ("hidden-fracture-found", "", "fracture-on-ct lipohaemarthrosis-on-imaging"),
    ("sickle-cell-fever", "sickle-cell", "fever measured-temperature=38.0 shivering"),
    ("under-16-with-sign", "age=15", "limp cannot-bear-weight four-steps-failed fever"
     " measured-temperature=38.0 shivering night-pain bone-point-tenderness bone-swelling"
     " hip-movement-pain"),
    ("under-16-with-warning", "age=15", "knee-swelling ballottement long-morning-stiffness"
     " other-joints reduced-bending pain-also-groin foot-numbness foot-weakness"
     " weight-loss-or-sweats"),
    ("pregnancy-calf", "calf-swelling", "pregnant after-birth"),
    ("pregnancy-calf", "pregnant", f"{SWELLING} calf-tenderness deep-vein-tenderness"
     " pain-also-calf pain-also-whole-leg worst-place=calf worst-place=whole-leg"),
    ("immunosuppression-hot-knee", "immunosuppression", f"{HEAT} {FLUID}"),
    ("anticoagulant-bleed", "anticoagulant duration=1-7-days", INJURIES),
    ("anticoagulant-bleed", "anticoagulant mechanism=twist", SIX_WEEKS),
    ("anticoagulant-bleed", "anticoagulant onset=hours", f"{FLUID} calf-swelling"
     " calf-difference=3 whole-leg-swelling calf-hard-tight"),
    ("anticoagulant-bleed", "anticoagulant knee-swelling", "swelling-timing=within-2-hours"
     " swelling-timing=by-next-day onset=seconds onset=hours"),
)  # fmt: skip

#: Rule, and what is too little for it: each lacks one part that the rule needs.
TOO_LITTLE = (
    ("anticoagulant-bleed", "anticoagulant mechanism=none duration=1-7-days"),
    ("anticoagulant-bleed", "anticoagulant mechanism=twist duration=longer"),
    ("anticoagulant-bleed", "anticoagulant onset=hours"),
    ("anticoagulant-bleed", "anticoagulant knee-swelling onset=weeks"),
    ("bone-night-pain", "bone-swelling"),
    ("no-four-steps", "cannot-bear-weight mechanism=none duration=1-6-weeks"),
    ("foot-rest-pain-or-wound", "foot-rest-pain duration=1-7-days"),
    ("limb-threatening-ischaemia", "foot-wound"),
    ("locked-knee-new", "locked-knee mechanism=none duration=1-6-weeks"),
    ("ottawa-positive", "mechanism=blow-or-fall duration=1-7-days age=60 worst-place=calf"),
    ("swollen-calf-without-injury", "calf-swelling mechanism=none duration=longer"),
    ("lump-that-throbs", "aneurysm"),
    ("extensor-mechanism-injury", "cannot-lift-straight-leg mechanism=none duration=1-7-days"),
    ("leaking-wound", "leaking-scar mechanism=blow-or-fall"),
    ("dark-urine-muscle-risk", "dark-urine mechanism=none"),
    ("knee-dislocation-suspected", "knee-wobbles-all-ways mechanism=twist duration=1-7-days"),
    ("kneecap-out-of-place", "kneecap-slipped-out duration=under-1-day"),
    ("past-cancer-bone-pain", "past-cancer mechanism=none knee-swelling"),
    ("older-bone-pain", "age=70 night-pain duration=longer mechanism=none"),
    ("young-hip-turned", "age=12 foot-turned-out"),
    ("young-bone-or-lump", "age=20 night-pain duration=1-7-days"),
)


def _read(words: str) -> Mapping[str, object]:
    """Read ``fever duration=1-7-days age=55``: present, an option, a number."""
    said: dict[str, object] = {}
    for word in words.split():
        name, _, value = word.partition("=")
        number = value.replace(".", "", 1).isdigit()
        said[name] = float(value) if number else value or "present"
    return said


CASES = [(rule, f"{base} {sign}".strip()) for rule, base, signs in TABLE for sign in signs.split()]


@pytest.mark.parametrize(("rule", "words"), CASES)
def test_one_sign_is_enough(rule: str, words: str) -> None:
    outcome = evaluate([RULES[rule]], Answers.from_mapping(_read(words))).outcomes[0]
    assert outcome.status is Status.FIRED


@pytest.mark.parametrize(("rule", "words"), TOO_LITTLE)
def test_too_little_does_not_fire(rule: str, words: str) -> None:
    outcome = evaluate([RULES[rule]], Answers.from_mapping(_read(words))).outcomes[0]
    assert outcome.status is not Status.FIRED
