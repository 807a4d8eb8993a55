"""What is measured, each with its peer in the same run; nothing here is part of the product."""
