"""Official documents laid out as HTML and printed by Chromium: letterheads no reader was written for."""
