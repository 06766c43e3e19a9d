"""Mails that come back: replies, automatic replies, bounces, opt-outs, complaints; told apart, nothing done about them."""

from __future__ import annotations

from salesbook.domain.answers.classify.kinds import Answer, Failure, Kind
from salesbook.domain.answers.classify.read import read_answer

__all__ = ["Answer", "Failure", "Kind", "read_answer"]
