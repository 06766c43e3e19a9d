"""What follows from the tables at once, for every capability: touches, due dates, owners, orders."""
