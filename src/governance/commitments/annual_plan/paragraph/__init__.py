"""One paragraph about what a party does, to paste into its kadernota, begroting and the like."""
