"""What brings a pain on, what eases it, how it began, habits and relatives: by how it is said.

No sentence here is of a story: a rule must read what it has not seen.
"""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

READ = [
    (
        "My calf knots up by the church and I lean on the wall, give it two minutes and away I go.",
        "relief",
        "minutes-standing-still",
    ),
    (
        "My calf grips, I pause by the post box a couple of minutes, and I can carry on.",
        "relief",
        "minutes-standing-still",
    ),
    (
        "His calf burns on the way to work; he stands there for three minutes and it fades.",
        "relief",
        "minutes-standing-still",
    ),
    ("My leg throbs. Legs up on the sofa arm is what settles it.", "relief", "raising-leg"),
    ("My calf aches; as soon as I put my feet up it eases.", "relief", "raising-leg"),
    ("My leg hurts. It feels better once I prop the leg on two pillows.", "relief", "raising-leg"),
    ("I get cramp in the calf. Dragging my toes back towards me stops it.", "relief", "stretching"),
    ("My calf cramps until I rub it hard, then it lets go.", "relief", "stretching"),
    ("My knee hurts on the stairs. A few days off settles it.", "relief", "rest"),
    ("My knee aches but it's fine as soon as I sit down.", "relief", "rest"),
    ("Shin pain in PE. Relieved by rest.", "relief", "rest"),
    (
        "My knee hurts when I walk. The minute I take the weight off it, it's gone.",
        "relief",
        "rest",
    ),
    ("My knee is stiff and painful, but once I get going it eases.", "relief", "moving-about"),
    ("My knee hurts at night. Getting up and walking about helps.", "relief", "moving-about"),
    ("The pain in my leg is awful. Codeine does nothing.", "relief", "nothing"),
    ("My knee throbs. Paracetamol isn't touching it.", "relief", "nothing"),
    (
        "My knee aches. Coming down the cellar steps is murder.",
        "brings-on",
        "stairs-squat-or-long-sitting",
    ),
    (
        "Front knee pain. Aggravated by stairs and squatting.",
        "brings-on",
        "stairs-squat-or-long-sitting",
    ),
    (
        "My kneecap hurts. The worst is going up stairs.",
        "brings-on",
        "stairs-squat-or-long-sitting",
    ),
    ("My knee is sore, it's squats that kill it.", "brings-on", "stairs-squat-or-long-sitting"),
    ("Sprinting sets it off, my shin hurts.", "brings-on", "sport-only"),
    ("My calf. It's running that brings it on.", "brings-on", "sport-only"),
    ("My knee hurts. Standing is agony.", "brings-on", "weight-bearing"),
    ("My knee is sore, pivoting is a killer.", "brings-on", "twisting"),
    ("Pain down the leg, coughing sets it off.", "brings-on", "back-movement"),
    ("Two lamp posts and then my calf seizes.", "brings-on", "fixed-distance"),
    (
        "I get as far as the post office and no further because my calf grips.",
        "brings-on",
        "fixed-distance",
    ),
    ("My knee: stairs one at a time like a toddler.", "reduced-function", "present"),
    (
        "I used to walk five miles, now I barely reach the gate with this knee.",
        "reduced-function",
        "present",
    ),
    (
        "My knee is hot and swollen. If anyone even touches the bed I scream.",
        "cannot-move-knee",
        "present",
    ),
    ("Her knee is swollen, the slightest movement is agony.", "cannot-move-knee", "present"),
    ("Hot swollen knee. Does not tolerate passive movement.", "cannot-move-knee", "present"),
    ("My shin hurts. I went from 10 miles to 25 a week.", "mechanism", "new-or-more-exercise"),
    (
        "Both thighs ache. It was my first ever bootcamp on Sunday.",
        "mechanism",
        "new-or-more-exercise",
    ),
    ("My knee hurts since we doubled our training to 80 km.", "mechanism", "new-or-more-exercise"),
    ("My knee aches. I took up crossfit in May.", "mechanism", "new-or-more-exercise"),
    ("My leg swelled up. I can't recall banging it.", "mechanism", "none"),
    ("My knee hurts. It started out of the blue.", "mechanism", "none"),
    ("He has not had an accident. His knee is sore.", "mechanism", "none"),
    ("I planted my left foot, turned, and my knee gave.", "mechanism", "twist"),
    ("The rest of me swung round but my boot stayed, and the knee swelled.", "mechanism", "twist"),
    (
        "A taxi opened its door and I went over the top, my knee is swollen.",
        "mechanism",
        "high-energy",
    ),
    ("I came off my motorbike and my knee swelled.", "mechanism", "high-energy"),
    ("My knees hit the dashboard.", "mechanism", "bent-knee-blow"),
    ("My knee is hot. I have six cans of lager a night.", "heavy-alcohol", "present"),
    ("Gout in my knee. A bottle of wine every evening.", "heavy-alcohol", "present"),
    ("My knee hurts. I've been sober for nine years.", "heavy-alcohol", "absent"),
    ("Knee pain. BMI is around 34.", "obesity", "present"),
    ("Knee pain. BMI of 23.", "obesity", "absent"),
    ("Shin pain. I've not had a period for seven months.", "low-energy-or-bone-loss", "present"),
    ("My calf is swollen. My dad had two clots.", "clot-in-family", "present"),
    (
        "My calf is swollen. My younger sister died of a pulmonary embolism.",
        "clot-in-family",
        "present",
    ),
    ("My calf hurts. Clots run in the family.", "clot-in-family", "present"),
    ("My calf hurts. None of my brothers or sisters ever had a clot.", "clot-in-family", "absent"),
    ("My calf hurts. I've never had any clots.", "previous-dvt", "absent"),
    ("Gout in my knee. My kidneys are at 40%.", "kidney-disease", "present"),
    ("My knee is hot and I've dodgy kidneys.", "kidney-disease", "present"),
    ("My knee is hot. My kidneys are fine.", "kidney-disease", "absent"),
    ("My knee hurts. My liver is scarred.", "liver-disease", "present"),
    ("Both legs swell. Echo was normal.", "heart-failure", "absent"),
    ("Both legs swell. My heart only pumps at 30%.", "heart-failure", "present"),
    ("My leg is red. Sugar is there.", "diabetes", "present"),
    ("My leg is red. Diabetes is not there.", "diabetes", "absent"),
    ("My knee hurts. I am a BP patient.", "high-blood-pressure", "present"),
    ("My calf is swollen. I'm in my seventh month.", "pregnant", "present"),
    ("My calf is swollen, 28 weeks gone.", "pregnant", "present"),
    ("My calf is swollen and I'm expecting twins.", "pregnant", "present"),
    ("My calf hurts. I'm not on any contraception.", "oestrogen", "absent"),
    ("Knee pain. Never had oral steroids.", "steroid-tablets", "absent"),
    ("My knee hurts. Ibuprofen brings me out in hives.", "nsaid-allergy", "present"),
    ("My knee hurts. Got a rash from naproxen.", "nsaid-allergy", "present"),
    ("My knee slips. I'm really double-jointed.", "hypermobility", "present"),
    ("My knee is swollen. I lay carpets.", "kneeling-work", "present"),
    ("A lump on my kneecap. I'm on my knees all day scrubbing.", "kneeling-work", "present"),
    ("My foot drops. I was crouching for five hours picking fruit.", "leg-pressure", "present"),
    ("My foot drops. I sat cross-legged all day at the temple.", "leg-pressure", "present"),
    ("My calf went. I tore my calf before.", "previous-muscle-strain", "present"),
    ("My calf is sore. We came by coach, about nine hours.", "long-travel", "present"),
    ("My knee hurts. I don't do any sport.", "pivot-sport", "absent"),
    ("My knee is hot. I've had a total knee.", "knee-replacement", "present"),
    ("His knee is swollen. We found a tick on him in June.", "tick-exposure", "present"),
    ("My knee hurts. I take zofenopril.", "takes-ace-or-arb", "present"),
    ("My knee hurts. I take dapoxetine.", "takes-aspirin-or-ssri", "present"),
    ("My calf hurts. I gave up the cigs in 1994.", "smoking", "absent"),
    ("My knee hurts. Ex-smoker, 25 years ago.", "smoking", "absent"),
    ("My calf hurts. I stopped smoking two months ago.", "smoking", "present"),
    ("My knee hurts. I came off prednisolone eight months ago.", "steroid-tablets", "present"),
    ("My knee hurts. Breast cancer 2008.", "past-cancer", "present"),
    ("My knee hurts. I weigh 110 kg and am 170 cm.", "obesity", "present"),
    ("My knee hurts. I'm 5 foot 10 and 11 stone.", "obesity", "absent"),
    (
        "I was at my uncle's. His dog bit me. My knee is sore. I don't have asthma.",
        "asthma",
        "absent",
    ),
    ("My calf hurts. I had a total knee six weeks ago.", "recent-surgery", "present"),
    ("My knee hurts on stairs. Sleeps soundly.", "night-pain", "absent"),
    ("My son's knee hurts and he waddles when he walks.", "limp", "present"),
    ("My knee is sore, I walk but with a limp.", "cannot-bear-weight", "absent"),
]

NOT_READ = [
    ("He walked out, stopped for petrol and off he went.", "relief"),
    ("My knee hurts. Does ice help?", "relief"),
    (
        "My knee hurts. Putting my feet up does not help, nothing else tried? Rest? I don't know.",
        "relief",
    ),
    ("I have to sit down to put my shoes on because my knee hurts.", "relief"),
    ("My knee hurts. My sister helps me when I lie down.", "relief"),
    ("Stairs are no trouble. My knee is swollen.", "brings-on"),
    ("Walking is fine. My knee locks.", "brings-on"),
    ("Coming down the stairs I missed the last one and fell on my knee.", "brings-on"),
    ("Running is my life. My knee is swollen.", "brings-on"),
    ("My knee hurts. They bumped my dose to 40 mg.", "mechanism"),
    ("My knee hurts. My first class ticket was expensive.", "mechanism"),
    ("My mum thinks I have a clot in my calf.", "clot-in-family"),
    ("My calf is swollen. My mother-in-law had a clot.", "clot-in-family"),
    ("My sister asked if it was a clot.", "clot-in-family"),
    ("My knee hurts. I had kidney stones in 2010.", "kidney-disease"),
    ("I fell on my knees all of a sudden.", "kneeling-work"),
    ("I drink eight glasses of water a day. My calf cramps.", "heavy-alcohol"),
    ("I am in the third month of physio for my knee.", "pregnant"),
    ("I was 12 weeks gone when I lost it in 2015. My knee hurts.", "pregnant"),
    ("My knee has hurt since April.", "takes-ace-or-arb"),
    ("Ibuprofen makes me sleep better. My knee hurts.", "nsaid-allergy"),
    ("If anyone touches the bruise on my shin I scream.", "cannot-move-knee"),
    ("I drove home after a ten hour shift. My calf hurts.", "long-travel"),
    ("My knee hurts. I used to walk the dog and now I can run too.", "reduced-function"),
    ("We did a hundred squats for five days. My foot is fine, my knee hurts.", "leg-pressure"),
    ("By morning my knee was like a football.", "running-or-sprint-sport"),
    ("By morning my knee was like a football.", "pivot-sport"),
    ("The parlour is cold. My knee hurts.", "running-or-sprint-sport"),
    ("Hysterectomy 2011. My calf is sore.", "recent-surgery"),
    ("I can squat 140 kg, I am 175 cm. My knee hurts.", "obesity"),
    ("My knee hurts. I gave up sugar in 1999.", "smoking"),
    ("My trousers won't do up. My knee hurts.", "injects-drugs"),
]


@pytest.mark.parametrize(("text", "item", "value"), READ)
def test_it_is_read(knowledge: KnowledgeBase, text: str, item: str, value: str) -> None:
    assert read_story(text, knowledge).findings[item].value == value


@pytest.mark.parametrize(("text", "item"), NOT_READ)
def test_it_is_not_read(knowledge: KnowledgeBase, text: str, item: str) -> None:
    found = read_story(text, knowledge).findings.get(item)
    assert found is None or found.value == "absent"
