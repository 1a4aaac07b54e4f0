"""What an unclear order may have meant, offered as numbered choices."""
