"""What pages say, as typed values without HTML: one module for each kind of page."""
