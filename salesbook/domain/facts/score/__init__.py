"""The relationship score: from touches and orders to a figure for each contact, and to who knows whom."""
