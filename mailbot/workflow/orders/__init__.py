"""Directives of leaders and reports of officers: proved, understood, carried out, taken back."""
