"""Leave out of a compiled style sheet what no page of ours can use.

Reads what Sass writes (compressed, no comments but those with ``!``), drops every selector that
matches a pattern, then rules and at-rules that became empty, and joins neighbours that say the
same. The order of what stays is never changed, so that nothing looks different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Variants and parts of the components that no template of ours has. A test holds the other side:
#: every class in a template of ours is in the style sheet.
LEFT_OUT = (
    r"--reverse|action-link|nhsuk-scroll|nhsuk-image|nhsuk-code|password-input|search-input",
    r"card--(?:clickable|feature|primary|secondary|care--)|card__(?:action|img|link)",
    r"card--care__heading|card-group|nhsuk-warning-callout|card__content--|card__heading--",
    r"button--(?:login|brand|small|secondary-solid)|button-group--",
    r"button \.nhsuk-icon|button\[href\]:not\(:focus\) \.nhsuk-icon|button__content",
    r"(?:checkboxes|radios)--small|radios--inline\.nhsuk-radios--cond|(?:input|textarea)--large",
    r"input-wrapper--|character-count|date-input|(?:input|select)-wrapper .nhsuk-(?:button|select)",
    r"caption(?:--|-xxl|-xl)|heading-xxl|lede-text--|body .nhsuk-lede|link--",
    r"(?:label|legend)(?:--|-)xl|details\.nhsuk-details--|table-responsive|table__panel|heading-tab",
    r"table__header(?:\[.*\])? \.nhsuk-(?:link|button)|nhsuk-table .nhsuk-(?:link|button)",
    r"tag--(?:aqua|pink|purple|orange|no-)|list--border|section-break--xl|hero|nhsuk-u-margin",
    r"\[class\^=nhsuk-caption|nhsuk-link(?![-\w])|input__(?:wrapper|prefix|suffix)",
    r"lede-text[+.]|:has\(\+|^(?:h\d|\.nhsuk-heading-\w+)\+\.nhsuk-caption|\+h[2-6]",
    r"\+\.nhsuk-heading|\.nhsuk-card__content \.nhsuk-summary|::?-ms-|type=search",
    r"no-last-row-border|row--no-border|input--code|nhsuk-icon--size|\.nhsuk-icon--|pagination--numbered|:is\(\)",
)  # fmt: skip
_LEFT_OUT = re.compile("|".join(LEFT_OUT))

#: Conditions written shorter; what falls away concerns browsers that no longer exist.
_OLD = (
    "@media screen and (forced-colors:active),(-ms-high-contrast:active)",
    "@media(forced-colors:active)",
)
_GONE = re.compile(
    r"-ms-high|screen(?:\\|\ufffd)|mask-position|^@container|scroll-state|caret-color|clip-path:shape"
)

#: Declarations that every browser of today reads without the prefix.
_PREFIXED = re.compile(r"(?:-webkit-(?:clip-path|appearance)|-ms-user-select|word-wrap):[^;}]*;")

#: Digits after the fourth, which no screen shows.
_LONG = re.compile(r"(\d\.\d{4})\d+")

Block = tuple[str, str]


def shorten(css: str) -> str:
    """Return the style sheet without what is left out.

    >>> shorten(".nhsuk-card{a:b}.x,.nhsuk-card--feature{c:d}@media print{.nhsuk-hero{e:f}}")
    '.nhsuk-card{a:b}.x{c:d}'
    >>> shorten("@media print{a{b:c}}@media print{d{e:f}}g{h:i}j{h:i}")
    '@media print{a{b:c}d{e:f}}g,j{h:i}'
    """
    notices = "".join(re.findall(r"/\*!.*?\*/", css, flags=re.DOTALL))
    text = re.sub(r"/\*.*?\*/", "", css.lstrip("\ufeff"), flags=re.DOTALL)
    text = (
        _LONG.sub(r"\1", _PREFIXED.sub("", text))
        .replace("rgba(0,0,0,0)", "#0000")
        .replace(": ", ":")
    )
    return notices + _written(_joined(_kept(text)))


def blocks(css: str) -> Iterator[Block]:
    """Yield head and body of each rule, strings left whole.

    >>> list(blocks('a{b:"}"}@media x{c{d:e}}'))
    [('a', 'b:"}"'), ('@media x', 'c{d:e}')]
    """
    depth, start, head = 0, 0, ""
    for found in re.finditer(r'"(?:\\.|[^"\\])*"|[{}]', css):
        if found[0] == "{":
            if depth == 0:
                head, start = css[start : found.start()].strip(), found.end()
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start : found.start()]
                start = found.end()
    if depth or css[start:].strip():
        raise ValueError(f"found {css[start:][:60]!r} at the end; expected whole rules")


def selectors(head: str) -> list[str]:
    """Return the selectors of a rule; a comma inside brackets parts nothing.

    >>> selectors("a:not(b,c),d")
    ['a:not(b,c)', 'd']
    """
    depth, found = 0, [""]
    for letter in head:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return found


def _kept(css: str) -> Iterator[Block]:
    for head, body in blocks(css):
        if _GONE.search(head.replace(*_OLD)):
            continue
        if head == "@supports not (-ms-ime-align:auto)":  # every browser but one that is gone
            yield from _kept(body)
            continue
        if head.startswith(("@media", "@supports")):
            inside = _written(_joined(_kept(body)))
            if inside:
                yield head.replace(*_OLD), inside
            continue
        left = [one for one in selectors(head) if not _LEFT_OUT.search(one)]
        if left and body:
            yield ",".join(left), body


def _joined(found: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks, neighbours with one head or one body made one."""
    last: Block | None = None
    for head, body in found:
        nested = head.startswith("@")
        if last and head == last[0]:
            last = (head, last[1] + ("" if nested else ";") + body)
        elif last and body == last[1] and not nested and _joinable(last[0] + head):
            last = (f"{last[0]},{head}", body)
        else:
            if last:
                yield last
            last = (head, body)
    if last:
        yield last


def _joinable(heads: str) -> bool:
    """Return whether selectors may share a rule: one that a browser does not know spoils all."""
    return not re.search(r"^@|:-|:has\(|:focus-visible", heads)


def _written(found: Iterator[Block]) -> str:
    return "".join(f"{head}{{{body}}}" for head, body in found)
