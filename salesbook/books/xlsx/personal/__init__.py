"""Somebody's words taken out of a workbook's parts, and nothing else."""
