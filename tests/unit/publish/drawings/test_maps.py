"""Maps with numbers: what they offer, how a chosen place looks, and what they refuse."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypedDict, Unpack
from xml.etree import ElementTree as ET

import pytest

from popliteus import KnowledgeBase
from popliteus.errors import InputError
from popliteus.publish.drawings import body_map, regions
from popliteus.publish.drawings.art import art
from popliteus.publish.drawings.draw import Side

SVG = "{http://www.w3.org/2000/svg}"
MAPS = ("leg-back", "leg-front", "leg-side")


class Given(TypedDict, total=False):
    """What `body_map` may be asked for beside the numbers."""

    side: Side
    selected: Collection[str]
    links: Mapping[str, str]


def tree(knowledge: KnowledgeBase, name: str, **given: Unpack[Given]) -> ET.Element:
    numbers = {region: str(place) for place, region in enumerate(regions(name)[:-1], 1)}
    text = body_map(name, numbers, knowledge=knowledge, **given)
    return ET.fromstring(text)  # noqa: S314 - written by us


def on(root: ET.Element) -> set[str]:
    return {str(one.get("data-region")) for one in root.iter() if "pd-on" in str(one.get("class"))}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_place_has_its_number_inside_the_picture(
    knowledge: KnowledgeBase, name: str, side: Side
) -> None:
    root = tree(knowledge, name, side=side)
    left, _, width, _ = map(float, str(root.get("viewBox")).split())
    figures = root.findall(f".//{SVG}text")
    assert [one.text for one in figures] == [str(n) for n in range(1, len(regions(name)))]
    for spot in root.iter(f"{SVG}circle"):
        assert left + 16 <= float(str(spot.get("cx"))) <= left + width - 16
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_a_chosen_place_is_hatched_outlined_and_its_badge_filled(knowledge: KnowledgeBase) -> None:
    root = tree(knowledge, "leg-back", selected=["calf"])
    assert on(root) == {"calf"}
    for group in root.iter():
        if "pd-place" not in str(group.get("class")):
            continue
        chosen = group.get("data-region") == "calf"
        for mark in group.iter(f"{SVG}g"):
            if mark.get("class") == "pd-mark":
                assert (mark.get("display") != "none") == chosen
                assert "hatch" in str(mark[1].get("fill"))
                assert str(mark[2].get("href")).endswith("-skin")
        for spot in group.iter(f"{SVG}circle"):
            assert (spot.get("fill") == spot.get("stroke")) == chosen


@pytest.mark.parametrize("name", MAPS)
def test_the_whole_leg_is_marked_though_it_has_no_number(
    knowledge: KnowledgeBase, name: str
) -> None:
    assert on(tree(knowledge, name, selected=["whole-leg", "all-over-knee"])) == {
        "whole-leg", "all-over-knee",
    }  # fmt: skip
    whole = next(band for band in art(name).wide if band.id == "whole-leg")
    assert whole.id not in {one.get("data-region") for one in tree(knowledge, name).iter(f"{SVG}a")}


def test_links_lead_to_the_list_and_take_no_focus(knowledge: KnowledgeBase) -> None:
    root = tree(knowledge, "leg-front", links={"shin": "#place-shin"})
    links = root.findall(f"{SVG}a")
    assert [(one.get("href"), one.get("tabindex")) for one in links] == [("#place-shin", "-1")]


def test_a_place_without_a_number_is_left_out(knowledge: KnowledgeBase) -> None:
    text = body_map("leg-front", {"shin": "7"}, knowledge=knowledge)
    assert 'data-region="shin"' in text
    assert 'data-region="foot"' not in text


def test_a_drawing_without_a_cut_is_refused() -> None:
    with pytest.raises(InputError, match="leg-back"):
        body_map("menisci", {})
