"""Somebody who may want to die is told first where help is; nobody else is."""

from __future__ import annotations

import pytest

from popliteus.assess import Case, assess
from popliteus.assess.result import Audience
from popliteus.intake import read_story, take_in
from popliteus.intake.crisis import crisis_in
from popliteus.knowledge import KnowledgeBase

SAID = (
    "I will kill myself if this pain goes on",
    "I am going to kill myself in the morning",
    "I could kill myself with these tablets",
    "I'm thinking of ending it",
    "I don't see the point in living anymore",
    "i dont wanna live anymore",
    "I want it all to end",
    "I don't want to kill myself but I keep thinking about suicide",
    "I want to kill myself because of this pain",
    "i wanna die",
    "I'd rather be dead than live with this knee",
    "I cant take it i want to die",
    "I am suicidal",
    "I have been thinking about suicide",
    "I feel suicidal because of my leg",
    "Thinking of ending my life",
    "i want to end it all",
    "I just want to die",
    "I want to end my life",
    "I don't want to live like this anymore",
    "I do not want to be here any more",
    "They would be better off without me",
    "my family would be better off without me",
    "I feel I'd be better off dead",
    "I feel like taking all my pills",
    "I'm going to take all my tablets",
    "I took an overdose last night",
    "my knee hurts and I keep thinking about killing myself",
    "I can't stop thinking about killing myself",
    "I have thoughts of self-harm",
    "I wish I was dead",
    "life is not worth living",
    "I want to harm myself",
    "No sleep, no relief, suicidal",
    "not sleeping and suicidal",
    "My wife left me and I want to kill myself",
    "My husband says I should wait but I want to die",
    "why not kill myself",
    "My knee hurts. I do not know whether I want to kill myself",
    "I might jump off a bridge",
    "knee pain is making me suicidal",
    "I have never been so suicidal",
    "Sometimes I think I should end my life",
    "The pain makes me want to die",
    "I'm so tired of living",
    "there is no point in living with this knee",
    "kms i am going to kill my self",
    "I want to end it",
    "Thinking about ending it all",
    "I could kill myself, it hurts so much",
    "I tried to kill myself last year",
)

NOT_SAID = (
    "suicidal thoughts: none",
    "PHQ-9: suicidal ideation absent",
    "I could kill myself falling on the stairs",
    "This pain is killing me",
    "My knees are killing me",
    "I could kill for a good night's sleep",
    "I am not suicidal",
    "No suicidal thoughts",
    "I'm not suicidal, but my knee hurts",
    "denies suicidal ideation",
    "Denies any suicidal thoughts or self-harm",
    "I don't want to die",
    "I don't want to kill myself",
    "My brother died by suicide",
    "My mother wants to die",
    "my friend committed suicide last year",
    "her suicide was hard, and my knee hurts since",
    "I'm dying to run again",
    "I thought I was going to die",
    "I nearly killed myself on the stairs",
    "I have been killing myself at the gym",
    "I take all my tablets every morning",
    "took all my pills this morning",
    "I hurt myself playing football",
    "I'm going to hurt myself again if I run",
    "I don't want to hurt myself more",
    "my leg feels dead",
    "the dead leg from football",
    "I want the pain to die down",
    "this is taking over my life",
    "I want my life back",
    "the knee gave way and I nearly killed myself",
    "suicide prevention worker with knee pain",
    "I wish I was dead lifting again",
    "my old dog died, I miss him",
    "I'd rather die than stop running",
    "I am tired of living with this knee",
    "I never want to live in a flat with stairs",
    "I want to take my life back",
    "I cut myself in the garden",
    "I did it to end it up on the shelf",
    "No thoughts of self-harm",
)


@pytest.mark.parametrize("text", SAID)
def test_it_is_known_by_many_words(text: str, knowledge: KnowledgeBase) -> None:
    assert crisis_in(text, knowledge.intake) is not None


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_only_sounds_like_it_is_not_taken_for_it(text: str, knowledge: KnowledgeBase) -> None:
    assert crisis_in(text, knowledge.intake) is None


def test_words_that_are_too_few_to_read_say_it_all_the_same(knowledge: KnowledgeBase) -> None:
    assert read_story("suicidal", knowledge).crisis is not None


def test_it_is_not_called_words_we_did_not_understand(knowledge: KnowledgeBase) -> None:
    read = read_story("I want to kill myself because of this pain", knowledge)
    assert not any("kill" in one.quote for one in read.not_understood)


def _lines(
    text: str, knowledge: KnowledgeBase, country: str | None, audience: Audience
) -> list[str]:
    case = take_in(Case(text=text, account="story", country=country), knowledge)
    values = assess(case, knowledge, audience=audience).to_dict()
    return [one["text"] for one in values["crisis"]]


def test_it_names_the_words_the_emergency_number_and_a_line_to_call(
    knowledge: KnowledgeBase,
) -> None:
    told = " ".join(_lines("My calf is swollen and I want to die.", knowledge, "GB", "patient"))
    assert "“want to die”" in told
    assert "call 999 now" in told
    assert "Samaritans, 116 123" in told
    assert "{" not in told
    assert _lines("My calf is swollen.", knowledge, "GB", "patient") == []


def test_where_no_country_is_known_every_line_is_named(knowledge: KnowledgeBase) -> None:
    told = _lines("I am suicidal.", knowledge, None, "patient")
    named = [one for one in knowledge.services.countries.values() if one.name != "Another country"]
    assert len(named) > 5
    assert all(f"{one.name}: {one.crisis}." in told for one in named)


def test_a_clinician_is_told_to_ask(knowledge: KnowledgeBase) -> None:
    told = " ".join(_lines("Knee pain, suicidal ideation.", knowledge, "US", "clinician"))
    assert "Ask about suicidal thoughts" in told
    assert "988" in told
