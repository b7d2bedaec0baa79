"""What examiners write of a test, and what follows from what is told."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    ("L knee pain. O/E EHL 4/5 L, tender fib head, no effusion.", "foot-power-reduced", "present"),
    ("Calf pain R. O/E DF/PF 5/5, no effusion, tender calf.", "foot-power-reduced", "absent"),
    (
        "Knee pain L. O/E power MRC 5 throughout, reflexes N, no effusion.",
        "foot-power-reduced",
        "absent",
    ),
    ("Knee pain R. Quads power 4/5, no effusion, tender.", "foot-power-reduced", None),
    ("My knee pain is 4/5 today and my foot is fine.", "foot-power-reduced", None),
    ("Knee pain. Hip flexion power 5/5, no effusion, tender.", "foot-power-reduced", None),
    ("L knee OA. Pain 4/5. Tender, no effusion.", "foot-power-reduced", None),
    ("My foot is weak.", "foot-power-reduced", None),
    (
        "The physio tested my foot and said power of the foot 3/5. My knee hurts.",
        "foot-power-reduced",
        "present",
    ),
    ("Fell 4/5 days ago, knee pain, tender, no effusion.", "foot-power-reduced", None),
    ("R knee pain. O/E FFD 10 deg, no effusion, tender JLT.", "flexion-deformity", "present"),
    ("L knee: ROM 10-110, effusion, tender.", "flexion-deformity", "present"),
    ("L knee: ROM 0-130, no effusion, tender.", "flexion-deformity", "absent"),
    ("Knee pain. Lacks 15 degrees of extension, effusion, tender.", "flexion-deformity", "present"),
    ("Knee: extension full, flexion 120, no effusion.", "flexion-deformity", "absent"),
    ("Knee pain R. Hip full ROM, tender knee, no effusion.", "flexion-deformity", None),
    ("Knee pain. Full ROM of hip and ankle, tender, effusion.", "flexion-deformity", None),
    ("My knee hurts. I have a full range of books.", "flexion-deformity", None),
    ("Back: full range, knee tender, no effusion.", "flexion-deformity", None),
    ("Back: full range. Knee: full range, tender.", "flexion-deformity", "absent"),
    ("Hip full ROM, knee full ROM, tender, no effusion.", "flexion-deformity", "absent"),
    ("Knee tender, full ROM, hip NAD, no effusion.", "flexion-deformity", "absent"),
    ("Knee: flexion limited, full extension, effusion.", "flexion-deformity", "absent"),
    ("Knee pain, effusion, loss of full extension, tender.", "flexion-deformity", None),
    ("Knee pain, effusion, just short of full extension.", "flexion-deformity", None),
    ("Knee effusion. Cannot reach full extension, tender.", "flexion-deformity", None),
    ("Knee effusion. Unable to get full ROM, tender.", "flexion-deformity", None),
    ("Knee pain. No effusion, full ROM, tender.", "flexion-deformity", "absent"),
    ("Knee pain. No effusion, full ROM, tender.", "reduced-bending", "absent"),
    ("My knee hurts. I had almost, not quite, full movement.", "reduced-bending", None),
    ("Knee pain. No effusion, NVI.", "foot-sensation-tested", "absent"),
    ("Knee effusion, no full extension, tender.", "flexion-deformity", None),
    ("Knee effusion, full extension not possible, tender.", "flexion-deformity", None),
    ("Knee effusion, full range except terminal extension.", "flexion-deformity", None),
    ("R knee pain, effusion. Hip extension full, tender.", "flexion-deformity", None),
    ("Knee pain, no effusion. Great toe extension full.", "flexion-deformity", None),
    ("Knee pain, no effusion. Hip: full ROM.", "flexion-deformity", None),
    ("Knee pain, no effusion. Spine: full range.", "flexion-deformity", None),
    ("Knee pain, no effusion. Hip ROM 10-90.", "flexion-deformity", None),
    ("Knee pain, no effusion. Ankle ROM 10-50.", "flexion-deformity", None),
    ("Knee pain, no effusion. Power: flex - 5/5, ext - 5/5.", "flexion-deformity", None),
    ("Knee pain, no effusion. Quadriceps power 5/5.", "foot-power-reduced", None),
    ("Knee pain, no effusion. Hip abductor power 5/5.", "foot-power-reduced", None),
    ("Knee pain, no effusion. Power 5/5 in the quads.", "foot-power-reduced", None),
    ("Knee pain, no effusion. Sensation normal over lateral thigh.", "foot-sensation-tested", None),
    ("Knee pain, no effusion. Thigh sensation normal.", "foot-sensation-tested", None),
    ("My knee hurts for 10 to 15 minutes.", "flexion-deformity", None),
    ("Knee extension -5, effusion, tender.", "flexion-deformity", "present"),
    ("Knee pain. Tender, no effusion. Walks 10-100 yds.", "flexion-deformity", None),
    ("Knee pain. NVI, no effusion, tender.", "foot-sensation-tested", "absent"),
    ("L knee. Sensation N. Pulses +. Effusion, tender.", "foot-sensation-tested", "absent"),
    (
        "Calf pain. Light touch reduced over dorsum foot, tender calf, no effusion.",
        "foot-sensation-tested",
        "present",
    ),
    (
        "Back pain and leg pain. Saddle sensation intact, SLR neg, tender.",
        "foot-sensation-tested",
        None,
    ),
    ("My sensation of the knee giving way is normal.", "foot-sensation-tested", None),
    ("My knee hurts, I have a sensation in it.", "foot-sensation-tested", None),
    (
        "The doctor examined me: sensation normal in the foot. My knee hurts.",
        "foot-sensation-tested",
        "absent",
    ),
    ("Knee: distally neurovascularly intact, effusion, tender.", "foot-sensation-tested", "absent"),
    (
        "13M knee pain. Hip IR 10 deg, painful; knee NAD, no effusion.",
        "hip-internal-rotation",
        "present",
    ),
    ("Knee pain. Painful IR L hip, no effusion, tender.", "hip-internal-rotation", "present"),
    ("Knee pain. Hips NAD. No effusion, tender.", "hip-internal-rotation", "absent"),
    ("My hips are full of arthritis and my knee hurts.", "hip-internal-rotation", None),
    ("My hip is painful and my knee hurts.", "hip-internal-rotation", None),
    (
        "Knee pain R. Hip movements full and painless, no effusion, tender.",
        "hip-internal-rotation",
        "absent",
    ),
    ("Fell. Knee swollen, effusion. Unable to WB.", "full-steps-failed", "present"),
    ("Fell. Unable to take four steps, effusion, tender patella.", "full-steps-failed", "present"),
    ("I cannot take four steps. My knee hurts.", "full-steps-failed", None),
    ("Fell. Knee tender, effusion, FWB.", "full-steps-failed", None),
    ("I have never had cancer. My knee hurts.", "past-cancer", "absent"),
    ("No cancer. My knee hurts.", "past-cancer", None),
    ("I had an operation on my bowel six weeks ago. My calf hurts.", "surgery-4-weeks", "absent"),
    ("D9 post THR. Calf swollen, tender, no effusion.", "surgery-4-weeks", "present"),
    ("POD 12 L TKR. Calf swollen, tender.", "surgery-4-weeks", "present"),
    ("6/52 post TKR, calf tender, no effusion.", "surgery-4-weeks", "absent"),
    ("No surgery. My calf hurts.", "surgery-4-weeks", "absent"),
    ("They injected my knee two weeks ago. It hurts.", "surgery-4-weeks", None),
    ("No surgery, but arthroscopy two weeks ago. Calf hurts.", "surgery-4-weeks", "present"),
    ("No surgery, but an arthroscopy. My calf hurts.", "surgery-4-weeks", None),
    ("No surgery. They injected my knee. My calf hurts.", "surgery-4-weeks", "absent"),
    ("No operation, no replacement. My calf hurts.", "surgery-4-weeks", "absent"),
    ("Calf pain. TKR, on vitamin D 3 daily.", "surgery-4-weeks", None),
    ("Calf pain. TKR L knee 2019, day 3 of antibiotics.", "surgery-4-weeks", None),
    ("Calf pain, day 3 post TKR, tender.", "surgery-4-weeks", "present"),
    ("Calf pain, TKR D3 p/o, tender.", "surgery-4-weeks", "present"),
    ("My calf hurts. I had an operation once.", "surgery-4-weeks", None),
    ("My dad had an operation two weeks ago. My calf hurts.", "surgery-4-weeks", None),
    ("I am waiting for an operation in two weeks. My knee hurts.", "surgery-4-weeks", None),
    ("I cannot put any weight on my knee, it hurts.", "reduced-function", "present"),
    ("I cannot put weight on my leg, the calf hurts.", "reduced-function", None),
    ("My knee hurts when I put weight on it.", "reduced-function", None),
    ("The front of my knee hurts when I go up stairs.", "kneecap-pain", "present"),
    ("My knee hurts on stairs.", "kneecap-pain", None),
    ("The back of my knee hurts on stairs.", "kneecap-pain", None),
    ("I am a netball coach and play too. My knee hurts.", "pivot-sport", "present"),
    ("22M rugby, knee pain.", "pivot-sport", "present"),
    ("My knee is swollen like a football.", "pivot-sport", None),
    ("My son plays football. My knee hurts.", "pivot-sport", None),
    ("I do judo. My knee hurts.", "pivot-sport", "present"),
    ("Tennis twice a week. My knee hurts.", "pivot-sport", "present"),
    ("I used to play hockey. My knee hurts.", "pivot-sport", None),
    ("A tennis ball hit my knee.", "pivot-sport", None),
    ("I have tennis elbow and my knee hurts.", "pivot-sport", None),
    ("My knee hurts. I drove to the football club to collect my son.", "pivot-sport", None),
    ("We have a squash for dinner. My knee hurts.", "pivot-sport", None),
    ("Top of my foot tingles and my knee hurts.", "outer-shin-numbness", "present"),
    ("Knee pain. Paraesthesia over dorsum of foot.", "outer-shin-numbness", "present"),
    ("My knee is numb. I tapped the top of my foot.", "outer-shin-numbness", None),
    ("The sole of my foot tingles and my knee hurts.", "outer-shin-numbness", None),
    ("No clicking. My knee hurts.", "catching", "absent"),
    ("My knee hurts and it catches when I turn.", "catching", "present"),
    ("My knee does not lock or click. It hurts.", "catching", "absent"),
    ("My knee hurts. Nothing clicks.", "catching", "absent"),
    ("My knee clicks. It hurts.", "catching", None),
    ("My calf grips and I have to stop after 100 yards.", "calf-tight-on-exercise", "present"),
    ("My calf grips the ball.", "calf-tight-on-exercise", None),
    ("My calf never tightens. My knee hurts.", "calf-tight-on-exercise", "absent"),
    (
        "I can walk a mile without pain in my calf. My knee hurts.",
        "calf-tight-on-exercise",
        "absent",
    ),
    ("My calf was hit and seized, I had to stop the car.", "calf-tight-on-exercise", None),
    ("Sitting back on my heels pinches behind the knee.", "deep-bend-pain", "present"),
    ("Sitting back in my chair hurts. My knee.", "deep-bend-pain", None),
    ("Calf 4cm >L. No effusion, tender.", "calf-difference", "present"),
    ("Calf circumferences equal, tender, no effusion.", "calf-difference", "absent"),
    ("R calf +2 cm, tender, no effusion.", "calf-difference", "absent"),
    ("My calf hurts, I am 4 cm taller than my wife.", "calf-difference", None),
    ("Knee OA, EMS 20 min, no effusion, tender.", "morning-stiffness", "present"),
    ("Knee pain, AM stiffness, effusion, tender.", "morning-stiffness", "present"),
    ("Knee pain, EMS called, effusion, tender.", "morning-stiffness", None),
    ("I am stiff. Knee hurts.", "morning-stiffness", None),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_signs_and_what_follows(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value


def test_a_finger_of_an_examiner_does_not_bring_a_pain_on(knowledge: KnowledgeBase) -> None:
    note = "R knee pain. O/E no effusion, tender JLT, pain on full flexion."
    assert "brings-on" not in read_story(note, knowledge).findings
    told = read_story("My knee hurts on full flexion.", knowledge).findings["brings-on"]
    assert told.value == "full-bend"


def test_what_is_told_itself_stands_against_what_would_follow(knowledge: KnowledgeBase) -> None:
    story = "I cannot put weight on my knee, but walking and stairs are fine. It hurts."
    told = read_story(story, knowledge).findings
    assert told["reduced-function"].words.quote == "walking and stairs are fine"
