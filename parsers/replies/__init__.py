"""Fresh words of a reply and what they order: `replymail` reads a whole mail, `directive` one order."""
