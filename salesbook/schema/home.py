"""The two sheets without tables: Home, and the hidden one whose figures it shows."""

from __future__ import annotations

HOME = "Home"
FIGURES = "Figures"
