"""The buttons in Excel: the VBA project, the ribbon, and the setting up of Python behind them."""
