"""Files of orders and invoices: which lines are one order, what its amount is, and which rows are no orders.

Other programs write an order on one line or on many, its total once or on each, and what was called off
beside what was sold. What is read is decided by evidence, and said; where there is none, it is asked.
"""
