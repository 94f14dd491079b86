"""Cost workbooks that are not of this portal: their figures are found by the words around them."""
