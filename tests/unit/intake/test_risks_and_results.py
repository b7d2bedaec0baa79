"""Risks, medicines, and what tests and examiners found, as people and letters tell them."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

LETTERS: list[Case] = [
    (
        "Dear colleague, please see this man. I found no effusion in the knee.",
        "ballottement",
        "absent",
    ),
    (
        "Thank you for seeing this 46-year-old man. Calf pain, no cord. I suspect a clot.",
        "palpable-cord",
        "absent",
    ),
    ("GP note. Asked me about her knee. No effusion.", "ballottement", "absent"),
    ("Dear sir, I have no effusion. My knee hurts.", "ballottement", None),
    ("I read the words no effusion somewhere. My knee hurts.", "ballottement", None),
]

MEDICINES: list[Case] = [
    ("Knee pain, swollen. Hx CCF on furosemide, AF on edoxaban.", "diuretic", "present"),
    ("Calf pain, tender. Hx of AF on edoxaban.", "anticoagulant", "present"),
    ("I used to be on warfarin. My knee hurts.", "anticoagulant", None),
    ("I came off my bike on warfarin and my knee hurts.", "anticoagulant", "present"),
    ("I came off warfarin in May. My knee hurts.", "anticoagulant", "absent"),
    ("They took her off apixaban in spring. Her calf hurts.", "anticoagulant", "absent"),
    ("Calf pain, tender. No diabetes, on the combined pill.", "oestrogen", "present"),
    ("My calf hurts. Not on warfarin or on the pill.", "oestrogen", "absent"),
    ("My calf hurts. Not on any tablets except the pill.", "oestrogen", "present"),
    ("My calf hurts. Only the pill helps.", "oestrogen", None),
    ("The nurse asked was I on HRT. My calf hurts.", "oestrogen", None),
    ("Calf pain, tender. Apixaban started pending scan.", "anticoagulant", "present"),
    ("My leg hurts. I take lisinopril for the pressure.", "high-blood-pressure", "present"),
    ("My leg hurts. I have a cream for pressure sores.", "high-blood-pressure", None),
    ("My leg hurts. Pressure pills, yes. Sugar, no.", "diabetes", "absent"),
    ("My leg hurts. Pressure pills, yes.", "high-blood-pressure", "present"),
]

RISKS: list[Case] = [
    ("My calf hurts. I smoke more than the wife knows.", "smoking", "present"),
    ("My calf hurts. My wife smokes.", "smoking", None),
    ("My calf hurts. I gave up smoking in the seventies.", "smoking", None),
    ("My calf hurts. Pipe, yes.", "smoking", "present"),
    ("My calf hurts. The bloke next door had a clot.", "previous-dvt", None),
    ("L calf pain, tender. DVT R leg 2019.", "previous-dvt", "present"),
    ("L calf pain, tender. No DVT 2019.", "previous-dvt", "absent"),
    ("The physio had a lad with a tumour. My knee hurts.", "active-cancer", None),
    ("My leg is swollen since cervix cancer eight years ago.", "past-cancer", "present"),
    ("My leg is swollen. My mum had breast cancer ten years ago.", "past-cancer", None),
    ("Back pain, tender, leg pain. No history of malignancy.", "past-cancer", "absent"),
    ("R knee pain. BMI 37, tender.", "obesity", "present"),
    ("R knee pain. BMI 24, tender.", "obesity", "absent"),
    ("R knee pain. BMI was 37 years ago, tender.", "obesity", None),
    ("My knee hurts. I weigh 130 kg.", "obesity", "present"),
    ("My knee hurts. I squat with a weight of 130 kg.", "obesity", None),
    ("My knee hurts. I weigh 70 kg.", "obesity", None),
    ("Mrs K, 54, hotel cleaner, T2DM. Knee pain, tender.", "diabetes", "present"),
    ("My teacher has diabetes. My knee hurts.", "diabetes", None),
    ("My son is 9, he is SS. His shin hurts.", "sickle-cell", "present"),
    ("My shin hurts. The SS Great Britain was lovely.", "sickle-cell", None),
    ("My shin hurts and my periods are away since May.", "low-energy-or-bone-loss", "present"),
    ("My shin hurts going down stairs for long periods.", "low-energy-or-bone-loss", None),
    ("My knee hurts, she has a bone drip once a year.", "low-energy-or-bone-loss", "present"),
    ("My leg tingles when I stroke it.", "arterial-disease", None),
    ("My leg hurts. I had a stroke in May.", "arterial-disease", "present"),
    ("My ankles were like puddings. My leg hurts.", "stomach-ulcer", None),
    ("My leg itches. I never had an ulcer there.", "stomach-ulcer", None),
    ("36 weeks. My feet swell. The midwife says it is fine.", "pregnant", "present"),
    ("My baby is 12 weeks. The midwife came. My calf hurts.", "pregnant", None),
    ("My foot hangs. I sat with one leg over the other.", "leg-pressure", "present"),
    ("My knee hurts. They have her on Eliquis for the A-fib.", "atrial-fibrillation", "present"),
    ("My knee hurts. We are forever pulling ticks off the dog.", "tick-exposure", "present"),
    ("My knee hurts. He ticked off the list.", "tick-exposure", None),
]

RESULTS: list[Case] = [
    ("The plain films were reported normal. My knee hurts.", "fracture-on-xray", "absent"),
    ("My chest X-ray was clear. My knee hurts.", "fracture-on-xray", None),
    ("I hope the X-ray is clear. My knee hurts.", "fracture-on-xray", None),
    ("I like watching films fine. My knee hurts.", "fracture-on-xray", None),
    ("I walked, so nothing broken, I thought. My knee hurts.", "fracture-on-xray", None),
    ("Knee pain, tender. XR: fibular tip avulsion.", "fracture-on-xray", "present"),
    ("X-ray: nothing broken, some arthritis. My knee hurts.", "osteoarthritis-on-xray", "present"),
    ("The blood test for clots was up. My calf hurts.", "d-dimer-raised", "present"),
    ("Calf pain, tender. D-dimer 1,900 (cut-off 500).", "d-dimer-raised", "present"),
    ("Calf pain, tender. D-dimer in 2019 was normal.", "d-dimer-raised", None),
    ("Calf pain, tender. D-dimer below 1000.", "d-dimer-raised", "absent"),
    ("I had the scan for clots and it was clear. My leg hurts.", "leg-vein-ultrasound", "absent"),
    ("I am waiting for a scan for clots. My leg hurts.", "leg-vein-ultrasound", None),
    ("Leg pain. CT angiogram: occlusion of popliteal artery.", "ct-angiography-narrow", "present"),
    ("Leg pain. CT angiogram: no stenosis.", "ct-angiography-narrow", None),
    ("MRI of my knee: there is no tear.", "meniscal-tear-on-mri", "absent"),
    ("MRI of my calf: there is no tear.", "meniscal-tear-on-mri", None),
    ("The clinic said chlamydia. My knee is big.", "gut-or-genital-test-positive", "present"),
    ("The clinic said no chlamydia. My knee is big.", "gut-or-genital-test-positive", None),
    ("Knee pain, tender. X-ray: OA medial compartment.", "hip-osteoarthritis-on-xray", None),
]

SIGNS: list[Case] = [
    ("Leg pain, tender. Both foot pulses easily felt.", "foot-pulses-absent", "absent"),
    (
        "The doctor felt for the pulses in the feet and says they're mighty. My calf hurts.",
        "foot-pulses-absent",
        "absent",
    ),
    ("Leg pain, tender. Neither pedal pulse palpable.", "foot-pulses-absent", "present"),
    ("Leg pain, tender. Foot pulses not felt.", "foot-pulses-absent", "present"),
    ("Leg pain, sciatica, tender. Pinprick blunted in S1.", "dermatome-loss", "present"),
    ("Leg pain, tender. Pinprick normal in S1.", "dermatome-loss", None),
    (
        "Leg pain, tender. Light touch down over dorsum and 1st web.",
        "fibular-sensory-loss",
        "present",
    ),
    (
        "Leg pain, tender. Raising the left leg brings on right leg pain.",
        "crossed-straight-leg-raise",
        "present",
    ),
    ("R knee, effusion. Gr 3 varus opening, Lachman soft.", "laxity-two-directions", "present"),
    ("R knee, effusion. Varus stress stable, Lachman soft.", "laxity-two-directions", None),
    ("R knee, effusion. Valgus stress stable.", "valgus-stress", "absent"),
    ("R knee, tender. JLT nil.", "joint-line-tenderness", "absent"),
    ("R knee, tender. No bruit.", "arterial-bruit", "absent"),
    ("R knee, tender. Not locked at present, mild effusion.", "ballottement", "present"),
    ("R knee, tender. McM -ve.", "mcmurray", "absent"),
]


@pytest.mark.parametrize(
    ("story", "item", "value"), [*LETTERS, *MEDICINES, *RISKS, *RESULTS, *SIGNS]
)
def test_what_is_told(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value


NUMBERS = [
    ("L calf pain, tender. Calf 40 cm, R 36.5.", "calf-difference", 3.5),
    ("Calf pain, 45F, 30 pack years, tender.", "calf-difference", None),
    ("Calf pain, tender. P 104, RR 16, T 37.4.", "heart-rate-fast", 104.0),
    ("Calf pain, tender. P 104, RR 16, T 37.4.", "breathing-rate-fast", 16.0),
    ("Calf pain, tender. Pulse 102.", "heart-rate-fast", 102.0),
    ("Calf pain, tender. DP pulse 2+.", "heart-rate-fast", None),
    ("Leg pain, tender. Refill time 6 sec.", "capillary-refill-slow", 6.0),
    ("Knee hot. WCC 17.8, CRP 286.", "white-cells-raised", 17.8),
    ("Knee hot. WCC 17.8, CRP 286.", "joint-fluid-white-cells", None),
    ("Knee hot. Aspirate WCC 80 000/uL.", "white-cells-raised", None),
    ("Knee hot, 39.2 C at home.", "measured-temperature", 39.2),
    ("His knee hurts, he was 37.1 in the ear.", "measured-temperature", 37.1),
    ("My knee hurts, the bath was 37.5 C water.", "measured-temperature", None),
    ("Knee pain. Flexion limited by pain to 70.", "cannot-bend-90", 70.0),
]


@pytest.mark.parametrize(("story", "item", "number"), NUMBERS)
def test_numbers(story: str, item: str, number: float | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.measured if told else None) == number


def test_who_helps_to_write_is_not_who_ails(knowledge: KnowledgeBase) -> None:
    told = read_story("My grandson set this up. I am 81. His dog hit my knee.", knowledge)
    assert told.age == 81
    story = "My grandson is 8 and he set this up. His knee hurts. He has asthma."
    assert read_story(story, knowledge).findings["asthma"].value == "present"
