"""One module for each part of the journey."""

from popliteus.web.routes import (
    about,
    answers,
    files,
    how_fast,
    library,
    questions,
    result,
    saved,
    start,
    takeaway,
    warning,
    where,
    words,
)

ALL = (
    start.router,
    questions.router,
    warning.router,
    how_fast.router,
    about.router,
    where.router,
    words.router,
    answers.router,
    result.router,
    takeaway.router,
    saved.router,
    library.router,
    files.router,
)

__all__ = ["ALL"]
