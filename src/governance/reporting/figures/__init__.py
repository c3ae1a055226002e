"""Figures and what they mean: one row per commitment, and capacity and money per party."""
