"""mailbot does what the rules decide: stores, registers, writes letters, delivers them."""
