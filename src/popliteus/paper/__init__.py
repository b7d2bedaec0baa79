"""A result on paper: one page, as PDF, made on this machine from our own template."""

from popliteus.paper.sheet import pdf

__all__ = ["pdf"]
