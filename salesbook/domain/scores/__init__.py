"""The relationship score: factors, loyalty, trend, and the reason in a sentence."""
