"""Every drawing: well-formed, complete, mirrored right, in step with the knowledge base."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from popliteus import KnowledgeBase
from popliteus.errors import InputError
from popliteus.publish.drawings import drawing, names, regions, style_sheet
from popliteus.publish.drawings.art import art
from popliteus.publish.drawings.curve import box, points
from popliteus.publish.drawings.labels import Placed, column, room, text_size, words
from popliteus.publish.drawings.regions import TEXT_SIZE
from popliteus.publish.drawings.style import ACCENT, INK, PAINTS, PAPER

SVG = "{http://www.w3.org/2000/svg}"
SIDES = ("left", "right")
LABELS = ("lay", "clinician")
MAPS = tuple(name for name in names() if regions(name))
LABELLED = tuple(name for name in names() if art(name).labels)


def tree(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - written by us


def shown(knowledge: KnowledgeBase, name: str, side: str = "right", **given: object) -> ET.Element:
    return tree(drawing(name, side=side, knowledge=knowledge, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("labels", [*LABELS, None])
@pytest.mark.parametrize("standalone", [True, False])
def test_it_is_well_formed_named_and_its_ids_are_unique(
    knowledge: KnowledgeBase, name: str, side: str, labels: str | None, standalone: bool
) -> None:
    root = shown(
        knowledge, name, side, labels=labels, standalone=standalone, selected=regions(name)
    )
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(one).startswith(f"{name}-{side}") for one in ids), "two may stand on one page"
    for said in str(root.get("aria-labelledby")).split():
        found = root.find(f".//*[@id='{said}']")
        assert found is not None
        assert found.text
        assert "{" not in found.text
    assert root.get("role") == "img"
    assert (root.find(f"{SVG}style") is not None) == standalone
    text = ET.tostring(root, encoding="unicode")
    named = set(re.findall(r"url\(#([^)]+)\)", text))
    assert named <= set(ids), "every clip and pattern exists"
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_words_and_art_know_the_same_drawings_regions_and_parts(knowledge: KnowledgeBase) -> None:
    said = knowledge.drawings
    assert set(said.drawings) == set(names())
    assert set(said.regions) == {one for name in names() for one in regions(name)}
    labelled = {label.part for name in names() for label in art(name).labels}
    assert set(said.parts) == labelled
    drawn = {shape.part for name in names() for shape in art(name).shapes if shape.part}
    assert drawn <= labelled
    assert {shape.kind for name in names() for shape in art(name).shapes} <= set(PAINTS)


def test_the_interview_and_the_drawings_offer_the_same(knowledge: KnowledgeBase) -> None:
    answers = knowledge.drawings.regions.values()
    options = {one.id for one in knowledge.attributes["worst-place"].options}
    assert options == {one.worst for one in answers if one.worst}
    findings = {one for one in knowledge.findings if one.startswith("pain-also-")}
    assert findings == {one.also for one in answers if one.also}


def test_no_figure_stands_in_words_or_art(knowledge: KnowledgeBase) -> None:
    said = knowledge.drawings
    texts = [text for one in said.drawings.values() for text in (one.title, one.description)]
    texts += [one.name for one in said.regions.values()]
    texts += [text for one in said.parts.values() for text in (one.name, one.lay_name)]
    texts += [word for name in names() for one in art(name).regions for word in one.words]
    assert [text for text in texts if re.search(r"\d", text)] == []


def test_the_distance_comes_from_the_finding(knowledge: KnowledgeBase) -> None:
    part = knowledge.drawings.parts["measure-distance"]
    measure = knowledge.findings["calf-difference"].measure
    assert measure is not None
    assert measure.site is not None
    finding = knowledge.findings["calf-difference"]
    said = f"{measure.site.distance:g}\N{NO-BREAK SPACE}{measure.site.unit}"
    assert words(part, "lay", knowledge).startswith(said)
    assert f"{measure.site.distance:g} {measure.site.unit} below" in finding.how


@pytest.mark.parametrize("name", MAPS)
def test_each_region_can_be_selected_and_is_marked_without_colour(
    knowledge: KnowledgeBase, name: str
) -> None:
    for region in regions(name):
        root = shown(knowledge, name, selected=[region])
        on = [one for one in root.iter() if "pd-on" in str(one.get("class")).split()]
        assert [one.get("data-region") for one in on] == [region]
        kinds = [str(one.get("class")) for one in on[0]]
        assert "pd-badge" in kinds
        assert "pd-tick" in kinds
        area = on[0].find(f"{SVG}path[@class='pd-area']")
        assert area is not None
        assert "hatch" in str(area.get("fill"))
        title = on[0].find(f"{SVG}title")
        assert title is not None
        assert title.text == knowledge.drawings.regions[region].name
        answers = knowledge.drawings.regions[region]
        assert on[0].get("data-worst-place") == answers.worst
        assert on[0].get("data-finding") == answers.also


def test_an_option_selects_all_its_regions_and_others_nothing(knowledge: KnowledgeBase) -> None:
    root = shown(knowledge, "knee-back", selected=["behind-knee"])
    on = {one.get("data-region") for one in root.iter() if "pd-on" in str(one.get("class"))}
    assert on == {"behind-knee-inner", "behind-knee-middle", "behind-knee-outer"}
    assert "pd-on" not in re.sub(
        "<style>.*</style>", "", drawing("knee-back", selected=["groin"]), flags=re.S
    )


def test_regions_become_links_or_boxes(knowledge: KnowledgeBase) -> None:
    linked = shown(knowledge, "leg-front", links={"shin": "?place=shin"}, selected=["shin"])
    link = linked.find(f"{SVG}a")
    assert linked.get("role") == "group"
    assert link is not None
    assert (link.get("href"), link.get("aria-label")) == ("?place=shin", "the shin, chosen")
    boxes = shown(knowledge, "leg-front", boxes=True, selected=["shin"])
    states = {
        one.get("data-region"): one.get("aria-checked")
        for one in boxes.iter()
        if one.get("role") == "checkbox"
    }
    assert set(states) == set(regions("leg-front"))
    assert [region for region, state in states.items() if state == "true"] == ["shin"]


#: Parts that lie on the outer side of the leg, and on the inner side.
OUTER = (
    ("back-muscles", "biceps-femoris"), ("back-muscles", "plantaris"),
    ("back-muscles", "gastrocnemius-lateral"), ("back-vessels", "common-peroneal-nerve"),
    ("back-joint", "lcl"), ("back-joint", "fibula"), ("back-joint", "lateral-meniscus"),
    ("menisci", "lateral-meniscus"),
)  # fmt: skip
INNER = (
    ("back-muscles", "semimembranosus"), ("back-muscles", "semitendinosus"),
    ("back-muscles", "gastrocnemius-medial"), ("back-vessels", "bakers-cyst"),
    ("back-joint", "mcl"), ("back-joint", "medial-meniscus"), ("menisci", "medial-meniscus"),
)  # fmt: skip


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("name", "part"), OUTER + INNER)
def test_outer_is_outer_on_both_sides(
    knowledge: KnowledgeBase, name: str, part: str, side: str
) -> None:
    placed = {
        one.part: one.target
        for which in SIDES
        for one in column(art(name), which, side, "lay", knowledge)
    }
    on_the_right = placed[part].x > art(name).size[0] / 2
    assert on_the_right == (((name, part) in OUTER) == (side == "right"))


def test_the_popliteus_runs_inwards_and_down() -> None:
    shape = next(one for one in art("back-joint").shapes if one.part == "popliteus")
    for edge in map(points, shape.edges):
        assert edge[0].x > edge[-1].x, "from the outer side, on the right of the right knee"
        assert edge[0].y < edge[-1].y


def test_nerve_over_vein_over_artery() -> None:
    order = [shape.part for shape in art("back-vessels").shapes]
    assert (
        order.index("popliteal-artery")
        < order.index("popliteal-vein")
        < order.index("tibial-nerve")
    )


@pytest.mark.parametrize("name", LABELLED)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("labels", LABELS)
def test_labels_stay_apart_and_inside(
    knowledge: KnowledgeBase, name: str, side: str, labels: str
) -> None:
    drawn = art(name)
    for which, wide in zip(SIDES, room(drawn, side), strict=True):
        placed = column(drawn, which, side, labels, knowledge)
        for one, two in combinations(placed, 2):
            assert one.top + one.height <= two.top + 0.5, (one.lines, two.lines)
        for one in placed:
            assert one.top >= 0
            assert one.top + one.height <= drawn.size[1], one.lines
            assert one.width <= wide, one.lines
            assert _inside(one, drawn.size)
    total = drawn.size[0] + sum(room(drawn, side))
    assert text_size(drawn) / total * 320 == pytest.approx(12.0)


def _inside(one: Placed, size: tuple[float, ...]) -> bool:
    return 0 <= one.target.x <= size[0] and 0 <= one.target.y <= size[1]


@pytest.mark.parametrize("name", MAPS)
def test_maps_are_drawn_for_the_narrowest_phone(name: str) -> None:
    drawn = art(name)
    assert drawn.size[0] == 320.0
    assert TEXT_SIZE >= 12.0
    for region in drawn.regions:
        left, top, right, bottom = box(points(region.touch or region.area))
        assert min(right - left, bottom - top) >= 44.0, region.id


def test_the_same_drawing_gives_the_same_bytes(knowledge: KnowledgeBase) -> None:
    assert drawing("menisci", knowledge=knowledge) == drawing("menisci", knowledge=knowledge)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "knee-bck"}, "knee-back"),
        ({"name": "knee-back", "side": "both"}, "left or right"),
        ({"name": "knee-back", "labels": "latin"}, "lay or clinician"),
        ({"name": "knee-back", "selected": ["elbow"]}, "worst-place"),
    ],
)
def test_what_does_not_exist_is_refused(given: dict[str, object], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        drawing(**given)  # type: ignore[arg-type]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tinted(ink: str, paper: str, opacity: float) -> str:
    mixed = [
        round(
            opacity * int(ink[place : place + 2], 16)
            + (1 - opacity) * int(paper[place : place + 2], 16)
        )
        for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{one:02x}" for one in mixed)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_contrast(mode: int) -> None:
    skin = tinted(INK[mode], PAPER[mode], PAINTS["skin"].opacity)
    assert contrast(INK[mode], PAPER[mode]) >= 7
    assert contrast(INK[mode], skin) >= 7
    assert contrast(ACCENT[mode], PAPER[mode]) >= 4.5
    assert contrast(ACCENT[mode], skin) >= 4.5
    for kind, paint in PAINTS.items():
        for light, dark in ((paint.fill, paint.dark_fill), (paint.line, paint.dark_tube)):
            if light.startswith("#") and light != ACCENT[0]:
                colour = (dark if mode else light) or light
                assert max(contrast(INK[mode], colour), contrast(PAPER[mode], colour)) >= 3, kind


def test_the_style_sheet_covers_dark_and_forced_colours() -> None:
    sheet = style_sheet()
    assert sheet.count("{") == sheet.count("}")
    for needed in ("prefers-color-scheme: dark", "forced-colors: active", ":focus-visible"):
        assert needed in sheet
    for kind, paint in PAINTS.items():
        if paint.fill.startswith("#"):
            assert paint.dark_fill, f"{kind} has no colour for dark pages"
        if paint.tube:
            assert paint.dark_tube, kind


def test_no_class_of_a_paint_is_used_for_anything_else(knowledge: KnowledgeBase) -> None:
    used: set[str] = set()
    for name in names():
        root = shown(knowledge, name, selected=regions(name))
        drawn = root.find(f"{SVG}g")
        for one in root.iter():
            if drawn is not None and one in list(drawn):
                continue
            used.update(str(one.get("class") or "").split())
    assert not used & {f"pd-{kind}" for kind in PAINTS}
