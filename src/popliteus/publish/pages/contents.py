"""What stands on each kind of page: its template, what the template is given, and its description.

What this module is
    `contents_of`, one small function for each kind of page.

What it is not
    What stands around it (danger signs, sources, citation) is `popliteus.publish.pages.mains`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from popliteus.knowledge.changes import Build, RecordChange, build_of, compare
from popliteus.publish.pages.parts import Contents, Group, Later
from popliteus.publish.pages.pictures import figure_of
from popliteus.publish.pages.prose import rendered
from popliteus.publish.pages.render import day
from popliteus.publish.pages.sheet import Sheet, reference_html
from popliteus.publish.pages.site import CSV, JSON, SECTIONS
from popliteus.publish.views import evidence
from popliteus.publish.views.care import rule_view, treatment_view, view_of_test
from popliteus.publish.views.cause import AGES, KINDS, RULES, cause_view
from popliteus.publish.views.clinician import clinician_view
from popliteus.publish.views.how import how_view
from popliteus.publish.views.how_well import how_well_view
from popliteus.publish.views.shared import Shared
from popliteus.rules import Kind

#: What no clinician has signed says so on every page.
UNSIGNED = "No clinician has reviewed this page yet."


class Maker:
    """Makes the contents of pages; everything that several pages need is made once."""

    def __init__(self, shared: Shared, since: Build | None) -> None:
        self.shared, self.since = shared, since
        self.base, self.site = shared.base, shared.site
        self.lines = evidence.lines(shared)

    def of(self, sheet: Sheet) -> Contents:
        """Return the contents of a page."""
        kind, name = sheet.entry.kind, sheet.entry.id
        if kind != "page":
            makers: Mapping[str, Callable[[Sheet], Contents]] = {
                "cause": self._cause,
                "rule": self._rule,
                "treatment": self._treatment,
                "test": self._test,
            }
            return makers[kind](sheet)
        if name in self.site.prose:
            return self._text(sheet)
        single: Mapping[str, Callable[[Sheet], Contents]] = {
            "causes": self._causes,
            "rules": self._rules,
            "treatments": self._treatments,
            "tests": self._tests,
            "evidence": self._evidence,
            "sources": self._sources,
            "changes": self._changes,
            "how": self._how,
            "how-well": self._how_well,
        }
        return single[name](sheet)

    # ---------------------------------------------------------------- records
    def _cause(self, sheet: Sheet) -> Contents:
        cause = self.base.causes[sheet.entry.id]
        view = cause_view(cause, self.shared)
        prevention = self.site.prose["prevention"]
        given = {
            "view": view,
            "clinician": clinician_view(cause, self.shared),
            "patient_rules": view.rules[:RULES],
            "prevention": Later(lambda: rendered(prevention, sheet, self._prevention(cause.id))),
            "picture": figure_of(sheet.entry.key, self.base),
            "ages": AGES,
        }
        return Contents(
            "cause.html", cause.lay_summary, self._read("causes", cause.id), given, sorts=True
        )

    def _prevention(self, cause: str) -> str:
        from popliteus.errors import KnowledgeError

        text = self.site.prose["prevention"]
        if cause not in text.sections():
            raise KnowledgeError(
                found=f"no section '## {cause}'", file=text.file, expected="one for each cause"
            )
        return text.sections()[cause]

    def _rule(self, sheet: Sheet) -> Contents:
        rule = self.base.rules[sheet.entry.id]
        description = rule.says.patient if rule.says else rule.why
        given = {
            "view": rule_view(rule, self.shared),
            "picture": figure_of(sheet.entry.key, self.base),
        }
        return Contents("rule.html", description, self._read("rules", rule.id), given)

    def _treatment(self, sheet: Sheet) -> Contents:
        one = self.base.treatments[sheet.entry.id]
        given = {
            "view": treatment_view(one, self.shared),
            "picture": figure_of(sheet.entry.key, self.base),
        }
        return Contents("treatment.html", one.what, self._read("treatments", one.id), given)

    def _test(self, sheet: Sheet) -> Contents:
        one = self.base.tests[sheet.entry.id]
        given = {"view": view_of_test(one, self.shared)}
        return Contents("test.html", one.why, self._read("tests", one.id), given)

    def _read(self, kind: str, name: str) -> str:
        again = self.shared.read_again(kind, name)
        if again:
            return f"Figures checked on {day(again)}. {UNSIGNED}"
        return f"From knowledge base {self.base.version}. {UNSIGNED}"

    def _built(self) -> str:
        return f"Made from knowledge base {self.base.version}. {UNSIGNED}"

    # ------------------------------------------------------------------ texts
    def _text(self, sheet: Sheet) -> Contents:
        text = self.site.prose[sheet.entry.id]
        given = {"text": Later(lambda: rendered(text, sheet))}
        reviewed = f"Last read through: {day(text.last_reviewed)}. {UNSIGNED}"
        return Contents("prose.html", text.description, reviewed, given)

    # ------------------------------------------------------- the program itself
    def _how(self, _: Sheet) -> Contents:
        return Contents(
            "how.html",
            "How the program gets from what you say to what it may be, with one person worked "
            "through.",
            self._built(),
            {"view": how_view(self.shared)},
        )

    def _how_well(self, _: Sheet) -> Contents:
        return Contents(
            "how-well.html",
            "How often the program is right on written cases, what it misses, and what that does "
            "not show.",
            self._built(),
            {"view": how_well_view()},
        )

    # ------------------------------------------------------------------ lists
    def _list(self, description: str, groups: Iterable[Group], **more: object) -> Contents:
        kept = tuple(group for group in groups if group.items)
        given = {"groups": kept, "countries": (), "service_sources": (), **more}
        return Contents("list.html", description, self._built(), given)

    def _causes(self, _: Sheet) -> Contents:
        groups = (
            Group(
                f"{level.name}: {level.within}",
                tuple(
                    (f"cause:{one.id}", one.lay_summary)
                    for one in self.base.causes.values()
                    if one.usual_level == level.id
                ),
            )
            for level in self.base.services.levels
        )
        return self._list(
            "Everything on our list that can hurt behind the knee or in the leg near it. What "
            "should be seen first stands first.", groups,
        )  # fmt: skip

    def _rules(self, _: Sheet) -> Contents:
        rules = self.base.rules.values()
        groups = [
            Group(
                f"{level.name}: {level.within}",
                tuple(
                    (f"rule:{one.id}", one.says.patient)
                    for one in rules
                    if one.says and one.level.word == level.id
                ),
            )
            for level in self.base.services.levels
        ]
        scores = tuple((f"rule:{one.id}", one.why) for one in rules if one.kind is Kind.SCORE)
        groups.append(Group("Published decision rules", scores))
        return self._list(
            "Signs that say how soon a painful leg or knee must be seen, whatever the cause.",
            groups,
            countries=tuple(self.base.services.countries.values()),
            service_sources=self.base.services.sources,
        )

    def _treatments(self, _: Sheet) -> Contents:
        groups = (
            Group(
                title,
                tuple(
                    (f"treatment:{one.id}", one.what)
                    for one in self.base.treatments.values()
                    if one.kind == kind
                ),
            )
            for kind, title in KINDS.items()
        )
        return self._list(
            "What you can do yourself, exercises, medicines, and what doctors can do. Each page "
            "says who must be careful.", groups,
        )  # fmt: skip

    def _tests(self, _: Sheet) -> Contents:
        items = tuple((f"test:{one.id}", one.why) for one in self.base.tests.values())
        return self._list(
            "Tests that may help, when they do, and when they do not.", (Group("All tests", items),)
        )

    # --------------------------------------------------------------- evidence
    def _evidence(self, _: Sheet) -> Contents:
        given = {
            "lines": self.lines,
            "columns": evidence.COLUMNS,
            "files": {"csv": CSV, "json": JSON},
        }
        return Contents(
            "evidence.html",
            "Every published number that we use or show: what it is, where it stands, how far it "
            "can be relied on, and whether a second reader found the same.",
            self._built(),
            given,
            sorts=True,
        )

    def _sources(self, _: Sheet) -> Contents:
        rows = [
            (one, reference_html(one), count) for one, count in evidence.references(self.shared)
        ]
        return Contents(
            "sources.html",
            "Every publication that the knowledge base cites, by author.",
            self._built(),
            {"references": rows},
        )

    def _changes(self, _: Sheet) -> Contents:
        found = compare(self.since, build_of(self.base)) if self.since else []
        kinds = dict.fromkeys(one.kind for one in found)
        groups = [
            Group(
                kind.capitalize(),
                tuple((one, self._key(one)) for one in found if one.kind == kind),
            )
            for kind in kinds
        ]
        return Contents(
            "changes.html",
            "What is different from the release before: records added, removed and changed.",
            self._built(),
            {
                "before": self.since.version if self.since else None,
                "version": self.base.version,
                "groups": groups,
            },
        )

    def _key(self, change: RecordChange) -> str:
        """Return the page of a changed record; empty when it has none."""
        folders = {folder: kind for kind, (folder, _) in SECTIONS.items()}
        key = f"{folders.get(change.kind, '')}:{change.id}"
        return key if key in self.site.entries else ""
