"""What our agency does with documents: states, numbers, people, deadlines. Pure values and rules."""
