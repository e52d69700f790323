"""Monthly figures: counted for every committee by the daily job, confirmed by each, and added up the tree."""
