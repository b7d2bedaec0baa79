"""The interview: danger pages first, then what is expected to change most, until it is enough.

The state is the case alone. Whoever keeps the case can go on with it tomorrow, elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from popliteus.assess.answers import Answer, answer_from
from popliteus.assess.assessment import assess
from popliteus.assess.case import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.question_page import (
    CONFLICTS,
    MOST_BOXES,
    SHORT_QUESTIONS,
    Box,
    QuestionPage,
    box_of,
)
from popliteus.assess.questions import danger_pages, open_items, ranked, together
from popliteus.assess.result import Assessment, Audience
from popliteus.assess.so_far import SoFar, so_far
from popliteus.assess.urgency import home_care_waits_for, level_of_rules, shows_no_causes, verdict
from popliteus.engine import Evidence, Posterior, posterior
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import PageRecord
from popliteus.rules import Level

#: An answer that only changes the level by less than this is not worth a question.
LEAST_TRIAGE_FALL = 1e-3


@dataclass(slots=True)
class Interview:
    """A conversation about one case.

    Parameters
    ----------
    knowledge
        The knowledge base.
    case
        Where to begin; what it answers is not asked again. Whoever is asked passes over nothing,
        so its account becomes ``asked``; what was read in a story stays told.
    medicines
        Whether to ask at the end what would speak against the medicines that the plan names.

    Examples
    --------
    >>> import popliteus
    >>> talk = popliteus.Interview(popliteus.load(), popliteus.Case(age=30, sex="female"))
    >>> talk.next().danger
    True
    """

    knowledge: KnowledgeBase
    case: Case = field(default_factory=lambda: Case(setting="primary_care"))
    asked: list[tuple[str, Case]] = field(default_factory=list)
    medicines: bool = False
    _result: Assessment | None = field(default=None, init=False, repr=False, compare=False)
    _weighed: tuple[Case, Evidence, Posterior] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Whoever is asked passes over nothing (ADR 0026)."""
        if self.case.account != "asked":
            self.case = replace(self.case, account="asked")

    def next(self) -> QuestionPage | None:
        """Return the next page, or None when asking more would change too little."""
        if self.case.conflicts:
            title = "You told us two different things"
            return self._page(
                CONFLICTS, "boxes", title, self.case.conflicts[:MOST_BOXES], danger=False
            )
        pages = danger_pages(self.case, self.knowledge)
        if pages:
            record, items = pages[0]
            return self._page(record.id, record.kind, record.title, items, danger=True)
        settings = self.knowledge.settings
        if self._nothing_more():
            return None
        if self.ordinary_pages >= settings.most_pages:
            return self._medicines_if_wanted()
        if (always := self._first_page(lambda record, _: record.always)) is not None:
            return always
        evidence, found = self._engine()
        scored = ranked(self.case, self.knowledge, evidence=evidence, found=found)
        if self._not_sure_in_a_row() >= settings.not_sure_in_a_row:
            scored = [one for one in scored if one.triage_fall > LEAST_TRIAGE_FALL]
        if not scored or scored[0].score < settings.stop_score:
            return self._deciding_page() or self._medicines_if_wanted()
        best = scored[0]
        worth = [one.page for one in scored if one.score >= settings.stop_score]
        page = self._page_of(together(worth, self.knowledge))
        return replace(page, score=best.score, gain_bits=best.gain_bits)

    def answer(self, item: str, value: object) -> None:
        """Answer one item, or change an earlier answer.

        Raises
        ------
        CaseError
            An unknown id or an impossible value; nothing is lost.
        """
        self._add({item: answer_from(item, value, self.knowledge, "answer")}, item)

    def answer_page(self, page: QuestionPage, values: Mapping[str, object]) -> None:
        """Answer a page at once. Boxes that are not in `values` are kept as "not sure".

        Raises
        ------
        CaseError
            A value for an item that is not on the page, or an impossible one.
        """
        ids = [box.id for box in page.boxes]
        for item in values:
            if item not in ids:
                raise CaseError(
                    found=f"an answer for '{item}'",
                    where=f"page {page.id}",
                    expected=f"answers for {', '.join(ids)}",
                )
        answers = {
            item: answer_from(item, values.get(item, "unknown"), self.knowledge, page.id)
            for item in ids
        }
        self._add(answers, page.id)

    def undo(self) -> bool:
        """Take back the last page or answer; False when there is none."""
        if not self.asked:
            return False
        _, self.case = self.asked.pop()
        return True

    def result(self, *, audience: Audience = "patient") -> Assessment:
        """Return the assessment of what is known so far; the last one is kept."""
        kept = self._result
        if kept is None or kept.case is not self.case or kept.audience != audience:
            kept = self._result = assess(self.case, self.knowledge, audience=audience)
        return kept

    @property
    def ordinary_pages(self) -> int:
        """How many pages were answered after the danger pages."""
        danger = {page.id for page in self.knowledge.questionnaire.pages if page.danger} | {
            CONFLICTS
        }
        return sum(page not in danger for page, _ in self._by_page())

    @property
    def alarm(self) -> Level | None:
        """The level of the danger rules that fired so far, when it is same day or sooner."""
        level = level_of_rules(self.case, self.knowledge)
        return level if level >= Level.URGENT_SAME_DAY else None

    def _add(self, answers: Mapping[str, Answer], name: str) -> None:
        self.asked.append((name, self.case))
        self.case = replace(self.case, answers={**self.case.answers, **answers})

    def so_far(self) -> SoFar | None:
        """Return how far the interview has come; None where there is no list of causes."""
        evidence, found = self._engine()
        return so_far(self.case, self.knowledge, evidence=evidence, found=found)

    def _engine(self) -> tuple[Evidence, Posterior]:
        """Return the person for the engine and the posterior, worked out once for each case."""
        kept = self._weighed
        if kept is None or kept[0] is not self.case:
            evidence = engine_evidence(self.case, self.knowledge)
            found = posterior(self.knowledge.compiled.model, evidence, beyond=False)
            kept = self._weighed = (self.case, evidence, found)
        return kept[1], kept[2]

    def _nothing_more(self) -> bool:
        return shows_no_causes(self.case, self.knowledge)

    def _deciding_page(self) -> QuestionPage | None:
        """Return a page that a rule above the level, or home care, still waits for.

        Both are worth little by the model's gain: a rule knows no probability, and home care
        differs from a planned visit by how long the pain has lasted, not by its cause.
        """
        base, case = self.knowledge, self.case
        evidence, found = self._engine()
        judged = verdict(case, base, evidence, found)
        wanted = {*judged.screen.half_met_above(judged.urgency.level)}
        if judged.urgency.level == Level.ROUTINE_WEEKS:
            wanted |= {*home_care_waits_for(case, base)}
        home = judged.urgency.level == Level.SELF_CARE
        return self._first_page(
            lambda record, items: bool(
                wanted.intersection(items) or (home and record.before_home_care)
            )
        )

    def _first_page(
        self, wanted: Callable[[PageRecord, tuple[str, ...]], bool]
    ) -> QuestionPage | None:
        """Return the first of the patient's pages with open items that is wanted."""
        base, case = self.knowledge, self.case
        found = [
            record
            for record in base.questionnaire.pages
            if record.who == "patient"
            and (items := open_items(record, case, base))
            and wanted(record, items)
        ]
        return self._page_of(together(found, base)) if found else None

    def _page_of(self, records: Sequence[PageRecord]) -> QuestionPage:
        first, *more = records
        items = [item for one in records for item in open_items(one, self.case, self.knowledge)]
        if not more:
            return self._page(first.id, first.kind, first.title, tuple(items), danger=False)
        return self.short_questions(items)

    def short_questions(self, items: Sequence[str]) -> QuestionPage:
        """Return a page of several attributes."""
        title = "A few short questions"
        return self._page(SHORT_QUESTIONS, "attribute", title, tuple(items), danger=False)

    def _medicines_if_wanted(self) -> QuestionPage | None:
        return self.medicine_page() if self.medicines else None

    def medicine_page(self) -> QuestionPage | None:
        """Return a page on safety with medicines, when a medicine would be named.

        It changes no probability, so it is never worth a question by gain; it comes last, and
        only when the person wants it.
        """
        kept = self._result  # the words differ between audiences, the medicines do not
        result = kept if kept is not None and kept.case is self.case else self.result()
        if result.triage.level > Level.SOON_DAYS:
            return None
        wanted = {item for one in result.plan.medicines for item in one.not_asked}
        return self._first_page(
            lambda record, items: record.kind == "factors" and bool(wanted.intersection(items))
        )

    def _not_sure_in_a_row(self) -> int:
        """Return how many of the last pages brought nothing but "not sure"."""
        count = 0
        after = self.case
        for _, before in reversed(self._by_page()):
            new = {k: a for k, a in after.answers.items() if before.answers.get(k) != a}
            if not new or any(answer.value != "unknown" for answer in new.values()):
                break
            count += 1
            after = before
        return count

    def _by_page(self) -> list[tuple[str, Case]]:
        """Return the pages answered; items answered one by one are the page that they stand on."""
        places = {item: one.id for one in self.knowledge.questionnaire.pages for item in one.items}
        places |= dict.fromkeys(self.knowledge.attributes, SHORT_QUESTIONS)
        pages: list[tuple[str, Case]] = []
        last = ""
        for name, before in self.asked:
            page = places.get(name, name)
            if page == name or page != last:
                pages.append((page, before))
            last = page
        return pages

    def _page(
        self,
        name: str,
        kind: Literal["boxes", "attribute", "factors"],
        title: str,
        items: tuple[str, ...],
        *,
        danger: bool,
    ) -> QuestionPage:
        return QuestionPage(name, kind, title, tuple(self.box(item) for item in items), danger)

    def box(self, item: str) -> Box:
        """Return the question of one item, with what can be chosen."""
        return box_of(item, self.case, self.knowledge)
