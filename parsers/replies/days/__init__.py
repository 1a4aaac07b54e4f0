"""Days named in a reply: limits, days of something else, and the calendar they are counted on."""
