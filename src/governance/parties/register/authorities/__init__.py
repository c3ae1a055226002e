"""The authorities (bestuursorganen) through which an organisation acts, kept by hand."""
