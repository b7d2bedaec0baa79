"""Make one style sheet of two that differ only in colours: by day, and where the system is dark.

Sass writes both from the same rules (``popliteus.scss`` and ``dark.scss``). Where a colour differs,
the result has a variable; what it stands for is said once for each of the two. Variables of our own
colours (``_colours.scss``) have their names, so that other style sheets can use them; colours that
the components' Sass mixes have a number. Paper stays light: the dark half is for screens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Pair = tuple[str, str]

#: A colour as Sass writes it when it compresses.
_COLOUR = re.compile(r"(#[0-9a-f]{3,8}\b|rgba?\([^)]*\))")

_PICK = re.compile(r"^\$([\w-]+): pick\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", re.MULTILINE)


def palette(sass: str) -> dict[str, Pair]:
    """Return our own colours by name: by day, and in the dark.

    >>> palette("$ink: pick(#000000, #ffffff); // text")
    {'ink': ('#000000', '#ffffff')}
    """
    return {name: (day, dark) for name, day, dark in _PICK.findall(sass)}


def merged(day: str, dark: str, names: Mapping[str, Pair]) -> tuple[str, dict[str, Pair]]:
    """Return one style sheet of two, and what its variables stand for.

    Parameters
    ----------
    day, dark
        Compiled style sheets.
    names
        What `palette` found.

    Raises
    ------
    ValueError
        They differ in something else than a colour.

    Examples
    --------
    >>> merged("a{color:#000}", "a{color:#fff}", {"ink": ("#000000", "#ffffff")})
    ('a{color:var(--ink)}', {'--ink': ('#000', '#fff')})
    """
    known = {(_short(one), _short(other)): f"--{name}" for name, (one, other) in names.items()}
    used = {pair: name for pair, name in known.items() if pair[0] != pair[1]}
    parts = [_COLOUR.split(one.lstrip("\ufeff")) for one in (day, dark)]
    for one, other in zip(parts[0][::2], parts[1][::2], strict=False):
        if one != other:
            raise ValueError(f"found {one[-60:]!r} by day and {other[-60:]!r} in the dark")
    written = []
    for place, (one, other) in enumerate(zip(*parts, strict=True)):
        if place % 2 and one != other:
            name = used.setdefault((_short(one), _short(other)), f"--c{len(used)}")
            written.append(f"var({name})")
        else:
            written.append(one)
    return "".join(written), {name: pair for pair, name in used.items()}


def declared(css: str, pairs: Mapping[str, Pair], names: Mapping[str, Pair]) -> str:
    r"""Return a merged style sheet with what its variables stand for; first come its notices.

    Of the numbered variables only those that it uses.

    >>> pairs = {"--ink": ("#000", "#fff"), "--c2": ("#111", "#222")}
    >>> print(declared("/*! x */a{color:var(--ink)}", pairs, {}).replace("a{", "\na{"))
    /*! x */:root{--ink:#000}@media screen and (prefers-color-scheme:dark){:root{--ink:#fff}}
    a{color:var(--ink)}
    """
    needed = {
        name: pair
        for name, pair in pairs.items()
        if name.removeprefix("--") in names or f"var({name})" in css
    }
    day, dark = (";".join(f"{name}:{pair[i]}" for name, pair in needed.items()) for i in (0, 1))
    end = css.rfind("*/") + 2 if css.startswith("/*!") else 0
    head = f":root{{{day}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return css[:end] + head + css[end:]


def _short(colour: str) -> str:
    """Return a colour in three digits where that is the same.

    >>> _short("#ffffff"), _short("#ffbf00")
    ('#fff', '#ffbf00')
    """
    return re.sub(r"^#(.)\1(.)\2(.)\3$", r"#\1\2\3", colour)
