"""Files of definitions and tables, with the line or row of whatever is wrong in them."""
