"""A short Vietnamese text as a row of items: names of the list, phrases of the tables, days, other words."""
