"""What people are told without having asked: reminders, the weekly summary."""
